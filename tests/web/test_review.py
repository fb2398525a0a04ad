"""Judging from the page: shown at once, followed by the comparison, taken back, signed, exported and taken in."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from starlette.testclient import TestClient
from tests.web.conftest import copied, save

from rashomon import pipeline
from rashomon.model import Judgement
from rashomon.store import Library, judgements
from rashomon.web.app import make_app
from rashomon.web.guard import Policy

ORIGIN = "http://127.0.0.1:8765"


class Reader:
    """A browser without a script: opens pages, fills in the forms that are there, follows where they lead."""

    def __init__(self, path: Path, policy: Policy | None = None, name: str = "Ena") -> None:
        self.client = TestClient(make_app(path, policy), base_url=ORIGIN, raise_server_exceptions=False)
        self.client.headers["origin"] = ORIGIN
        self.client.get("/")
        if name:
            self.post("/settings", {"name": name, "keys": "on", "back": "/"}, at="/settings")

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.text

    def token(self, at: str = "/adding") -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.client.get(at).text)
        assert found is not None
        return found[1]

    def post(self, path: str, fields: dict[str, Any], at: str = "/adding") -> Response:
        answer = self.client.post(path, data={"csrf": self.token(at), "back": "/", **fields})
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until the links have followed what was judged, however busy the machine is."""
        linking = self.client.app.state.room.linking  # type: ignore[attr-defined]
        if linking is not None:
            linking.join()

    def story(self) -> dict[str, Any]:
        one = self.client.get("/index.json").json()["stories"][0]  # the largest
        found: dict[str, Any] = self.client.get(f"/stories/{one['id']}.json").json()
        return found


@pytest.fixture
def path(sample_library: Path, tmp_path: Path) -> Path:
    return copied(sample_library, tmp_path)


@pytest.fixture
def reader(path: Path) -> Reader:
    return Reader(path)


def claims_of(story: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for event in story["events"] if event["sure"] for one in event["versions"] if one["sure"]]


def test_a_claim_judged_wrong_leaves_the_comparison_and_comes_back_when_taken_back(reader: Reader) -> None:
    claim = claims_of(reader.story())[0]["claim"]
    answer = reader.post("/judgements", {"left": claim, "verdict": "wrong", "back": f"/rows/{claim}"})
    assert "Judged wrong" in answer.text
    assert "left out of every comparison" in answer.text
    assert claim not in {one["claim"] for one in claims_of(reader.story())}
    (judged,) = re.findall(r'name="judgement" value="([0-9a-f]{24})"', answer.text.split("</main>")[0])[:1]
    answer = reader.post("/retractions", {"judgement": judged, "back": f"/rows/{claim}"})
    assert "Taken back" in answer.text
    assert claim in {one["claim"] for one in claims_of(reader.story())}


def test_a_judgement_says_who_made_it_and_when(reader: Reader, path: Path) -> None:
    claim = claims_of(reader.story())[0]["claim"]
    reader.post("/judgements", {"left": claim, "verdict": "right"})
    with Library.open(path) as library:
        (one,) = library.judgements()
    assert (one.by, one.verdict) == ("Ena", "right")
    assert one.at.endswith("+00:00")
    assert "Ena" in reader.get(f"/rows/{claim}")


def test_nobody_judges_without_a_name(path: Path) -> None:
    nameless = Reader(path, name="")
    claim = claims_of(nameless.story())[0]["claim"]
    answer = nameless.post("/judgements", {"left": claim, "verdict": "right"})
    assert answer.status_code == 400
    assert "Write your name first" in answer.text
    assert "Your name" in nameless.get(f"/rows/{claim}")
    nameless.post("/judgements", {"left": claim, "verdict": "right", "by": "  Oro  "})
    with Library.open(path) as library:
        assert [one.by for one in library.judgements()] == ["Oro"]
    assert "Oro" in nameless.get("/settings")


def test_two_claims_called_different_are_told_apart_and_the_event_page_says_so(reader: Reader) -> None:
    event = next(one for one in reader.story()["events"] if one["sure"])
    first, second = event["versions"][0], next(
        one for one in event["versions"] if one["document"] != event["versions"][0]["document"]
    )  # fmt: skip
    page = reader.get(f"/pairs/{first['claim']}/{second['claim']}")
    assert "They are taken together now" in page
    reader.post("/judgements", {"left": first["claim"], "right": second["claim"], "verdict": "different"})
    assert "They are kept apart now" in reader.get(f"/pairs/{first['claim']}/{second['claim']}")


def test_ticked_claims_are_split_off_and_merged_again(reader: Reader) -> None:
    story = reader.story()
    event = max((one for one in story["events"] if one["sure"]), key=lambda one: len(one["versions"]))
    claims = [one["claim"] for one in event["versions"]]
    answer = reader.post("/splits", {"row": claims[:1], "all": claims, "back": f"/rows/{claims[0]}"})
    assert "pairs judged by Ena" in answer.text or "Judged different" in answer.text
    kept = [one for one in reader.story()["events"] if claims[0] in {each["claim"] for each in one["versions"]}]
    assert not [one for one in kept if claims[1] in {each["claim"] for each in one["versions"]}]
    ids = re.findall(
        r'name="judgement" value="([0-9a-f]{24})"', answer.text.split('class="done"')[1].split("</div>")[0]
    )
    reader.post("/retractions", {"judgement": ids})
    assert len(ids) == len(claims) - 1
    merged = [{one["claim"] for one in each["versions"]} for each in reader.story()["events"]]
    assert [one for one in merged if set(claims[:2]) <= one]


def test_two_names_are_merged_and_carry_one_page(reader: Reader) -> None:
    story = reader.story()
    first, second = story["names"][:2]
    page = reader.get(f"/stories/{story['id']}/entities/{first['id'].replace(':', '%3A').replace(' ', '%20')}")
    left = re.search(r'name="left" value="([0-9a-f]{24})"', page)
    right = re.search(rf'<option value="([0-9a-f]{{24}})">{re.escape(second["name"])} \(', page)
    assert left is not None
    assert right is not None
    reader.post("/merges", {"left": left[1], "right": right[1]})
    with_both = [
        one for one in reader.story()["names"]
        if {form["words"] for form in first["forms"]} <= {form["words"] for form in one["forms"]}
        and {form["words"] for form in second["forms"]} <= {form["words"] for form in one["forms"]}
    ]  # fmt: skip
    assert len(with_both) == 1


def rows_of(path: Path, kind: str, label: str) -> list[Any]:
    with Library.open(path) as library:
        return [one for one in library.all_annotations() if one.kind == kind and one.label == label]


@pytest.mark.parametrize(
    ("label", "good", "bad"),
    [
        ("time", "2019-03-04", "last week"),
        ("place", "geo:36.2,37.1", "geo:99,1"),
        ("figure", "11..11 people", "eleven"),
    ],
)
def test_a_date_a_place_and_a_figure_are_set_right_and_nonsense_is_refused(
    reader: Reader, path: Path, label: str, good: str, bad: str
) -> None:
    row = rows_of(path, "mention", label)[0]
    refused = reader.post("/changes", {"row": row.id, "label": row.label, "value": bad})
    assert refused.status_code == 400
    assert "written as" in refused.text
    page = reader.post("/changes", {"row": row.id, "label": row.label, "value": good, "back": f"/rows/{row.id}"}).text
    assert "set right" in page
    with Library.open(path) as library:
        (account,) = [one for one in pipeline.accounts(library) if one.document.id == row.document]
    changed = account.row(row.id)
    assert changed is not None
    assert changed.value == good


def test_a_figures_role_and_a_name_are_set_right(reader: Reader, path: Path) -> None:
    role = rows_of(path, "role", "figure")[0]
    name = rows_of(path, "mention", "person")[0]
    reader.post("/changes", {"row": role.id, "label": "recipient"})
    reader.post("/changes", {"row": name.id, "label": "organisation", "value": "the river board"})
    with Library.open(path) as library:
        rows = {row.id: row for one in pipeline.accounts(library) for row in one.rows}
    assert rows[role.id].label == "recipient"
    assert (rows[name.id].label, rows[name.id].value) == ("organisation", "the river board")


def test_setting_one_thing_right_leaves_the_other(reader: Reader, path: Path) -> None:
    row = rows_of(path, "mention", "person")[0]
    reader.post("/changes", {"row": row.id, "label": "people", "value": row.value or ""})
    reader.post("/changes", {"row": row.id, "label": "people", "value": "somebody else"})
    with Library.open(path) as library:
        rows = {each.id: each for one in pipeline.accounts(library) for each in one.rows}
    assert (rows[row.id].label, rows[row.id].value) == ("people", "somebody else")


def test_a_forecast_is_resolved_by_a_person(reader: Reader, path: Path) -> None:
    with Library.open(path) as library:
        claim = next(one for one in library.all_annotations() if one.kind == "claim" and one.value == "forecast")
    fields = {"row": claim.id, "outcome": "did not", "words": "The bridge stayed shut.", "back": f"/rows/{claim.id}"}
    answer = reader.post("/changes", fields)
    assert "outcome: <bdi>did not</bdi>" in answer.text
    assert "The bridge stayed shut." in answer.text


def test_an_attribution_judged_wrong_leaves_its_claim_to_the_outlet(reader: Reader, path: Path) -> None:
    with Library.open(path) as library:
        rows = list(library.all_annotations())
    known = {one.id: one for one in rows}
    claim = next(one for one in rows if one.kind == "claim" and one.about in known and known[one.about].about is None)
    reader.post("/judgements", {"left": claim.about, "verdict": "wrong"})
    with Library.open(path) as library:
        found = {each.id: each for one in pipeline.accounts(library) for each in one.rows}
    assert claim.about not in found
    assert found[claim.id].about is None


def test_a_difference_judged_wrong_is_shown_no_more(reader: Reader) -> None:
    story = reader.story()
    before = len(story["differences"])
    page = reader.get(f"/stories/{story['id']}")
    address = re.findall(rf'href="(/stories/{story["id"]}/differences/[0-9a-f]{{24}})"', page)[0]
    shown = reader.get(address)
    for words in ("Read as", "On whose word", "Do they tell of one happening at all?"):
        assert words in shown
    form = shown.split("data-judge")[1]
    fields = dict(re.findall(r'name="(left|right|difference)" value="([^"]+)"', form.split("</form>")[0]))
    reader.post("/judgements", {**fields, "verdict": "wrong"})
    assert len(reader.story()["differences"]) < before
    assert reader.client.get(address).status_code == 404


def test_a_difference_answers_json_and_csv(reader: Reader) -> None:
    story = reader.story()
    page = reader.get(f"/stories/{story['id']}")
    address = re.findall(rf'href="(/stories/{story["id"]}/differences/[0-9a-f]{{24}})"', page)[0]
    found = reader.client.get(address + ".json").json()
    assert found["left"]["words"]
    rows = list(csv.DictReader(io.StringIO(reader.get(address + ".csv"))))
    assert [one["side"] for one in rows] == ["left", "right"]


def test_the_queue_puts_first_what_touches_most_and_is_least_sure(reader: Reader) -> None:
    items = reader.client.get("/review.json").json()["items"]
    weights = [one["weight"] for one in items]
    assert weights == sorted(weights, reverse=True)
    assert {"event", "entity", "attribution"} <= {one["kind"] for one in items}
    assert len(list(csv.DictReader(io.StringIO(reader.get("/review.csv"))))) == len(items)


def test_a_judged_thing_leaves_the_queue_of_its_judge_only(reader: Reader, path: Path) -> None:
    first = reader.client.get("/review.json").json()["items"][0]
    fields = {"left": first["left"], "right": first["right"] or "", "difference": first["aspect"] or ""}
    reader.post("/judgements", {**fields, "verdict": "unsure"})
    assert first["left"] not in {
        one["left"] for one in reader.client.get("/review.json").json()["items"] if one["right"] == first["right"]
    }
    other = Reader(path, name="Oro")
    assert first["left"] in {one["left"] for one in other.client.get("/review.json").json()["items"]}


def test_two_peoples_files_are_merged_with_their_agreement(reader: Reader, path: Path, tmp_path: Path) -> None:
    rows = [one["claim"] for one in claims_of(reader.story())[:4]]
    with Library.open(path) as library:
        library.connection.execute("VACUUM INTO ?", (str(tmp_path / "other.db"),))
    other = Reader(tmp_path / "other.db", name="Oro")
    for number, row in enumerate(rows):
        reader.post("/judgements", {"left": row, "verdict": "right" if number else "wrong"})
        other.post("/judgements", {"left": row, "verdict": "right" if number % 2 else "wrong"})
    file = other.client.get("/judgements.jsonl")
    assert len(file.text.splitlines()) == 4
    answer = reader.client.post(
        "/judgements/import", data={"csrf": reader.token()}, files={"file": ("oro.jsonl", file.content)}
    )
    assert answer.status_code == 200
    found = reader.client.get("/judgements.json").json()
    assert found["total"] == 8
    (pair,) = found["agreements"]
    assert (pair["judges"], pair["both"], pair["same"]) == (["Ena", "Oro"], 4, 3)
    (one,) = found["disagreements"]
    assert one["left"] == rows[2]
    assert "Where they disagree" in reader.get("/judgements")
    again = reader.client.post(
        "/judgements/import", data={"csrf": reader.token()}, files={"file": ("oro.jsonl", file.content)}
    )
    assert again.status_code == 200
    assert reader.client.get("/judgements.json").json()["total"] == 8


@pytest.mark.parametrize("which", ["all", "largest"])
def test_a_page_opened_before_the_links_followed_is_made_again_after_them(
    reader: Reader, path: Path, which: str
) -> None:
    story = "all" if which == "all" else reader.story()["id"]

    def held() -> list[set[str]]:
        events = reader.client.get(f"/stories/{story}.json").json()["events"]
        return [{one["claim"] for one in event["versions"]} for event in events]

    first, second, *_ = held()
    pair = min(first), min(second)
    with Library.open(path) as library:
        library.judge(Judgement(*pair, "same", "Ena", "2030-01-01T00:00:00+00:00"))
        assert not any(one.issuperset(pair) for one in held())
        pipeline.relink(library)
    assert any(one.issuperset(pair) for one in held())


def test_a_note_with_any_mark_in_it_comes_back_from_its_file(reader: Reader, path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        library.connection.execute("VACUUM INTO ?", (str(tmp_path / "other.db"),))
    row = claims_of(reader.story())[0]["claim"]
    reader.post("/judgements", {"left": row, "verdict": "right", "words": "one\u2028two\x85three"})
    other = Reader(tmp_path / "other.db", name="Oro")
    file = ("ena.jsonl", reader.client.get("/judgements.jsonl").content)
    answer = other.client.post("/judgements/import", data={"csrf": other.token()}, files={"file": file})
    assert answer.status_code == 200
    (made,) = other.client.get("/judgements.json").json()["judgements"]
    assert "two" in made["note"]


def test_a_file_that_is_no_judgements_takes_nothing_in(reader: Reader) -> None:
    for content in (b"{", b'{"schema": "x"}', b"\xff\xfe", b"[1, 2]", b"[" * 100_000):
        answer = reader.client.post(
            "/judgements/import", data={"csrf": reader.token()}, files={"file": ("x.jsonl", content)}
        )
        assert answer.status_code == 400, content
        assert "nothing was taken in" in answer.text
    assert reader.client.get("/judgements.json").json()["total"] == 0


def test_a_judgement_whose_words_are_gone_is_listed_adrift(reader: Reader, path: Path) -> None:
    claim = claims_of(reader.story())[0]["claim"]
    reader.post("/judgements", {"left": claim, "verdict": "right"})
    with Library.open(path) as library:
        row = next(one for one in library.all_annotations() if one.id == claim)
        library.connection.execute("DELETE FROM annotation WHERE id = ? OR about = ?", (row.id, row.id))
        assert judgements.adrift(library)
    assert "Adrift" in reader.get("/judgements")
    (one,) = reader.client.get("/judgements.json").json()["adrift"]
    assert one["left"] == claim
    assert one["reasons"]


def test_judgements_come_as_csv_too(reader: Reader) -> None:
    claim = claims_of(reader.story())[0]["claim"]
    reader.post("/judgements", {"left": claim, "verdict": "right"})
    (one,) = csv.DictReader(io.StringIO(reader.get("/judgements.csv")))
    assert (one["left"], one["verdict"], one["taken_back"]) == (claim, "right", "false")
    assert one["left_words"]


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/judgements", {"left": "nothing", "verdict": "right"}), ("/judgements", {"left": "x", "verdict": "true"}),
        ("/judgements", {"verdict": "right"}), ("/changes", {"row": "nothing"}),
        ("/merges", {"left": "a", "right": "a"}), ("/splits", {}), ("/retractions", {"judgement": "none"}),
    ],
)  # fmt: skip
def test_a_form_that_makes_no_sense_is_refused_in_words(reader: Reader, address: str, fields: dict[str, str]) -> None:
    answer = reader.post(address, fields)
    assert answer.status_code in (400, 404)
    assert "<h1>" in answer.text
    assert reader.client.get("/judgements.json").json()["total"] == 0


def test_copies_stand_side_by_side_with_what_was_cut_or_changed(tmp_path: Path) -> None:
    reading = Reader(save(tmp_path / "velm.db"))
    (one,) = reading.client.get("/copies.json").json()["copies"]
    found = reading.client.get(f"/copies/{one['id']}.json").json()
    assert found["kind"] == one["label"]
    assert {each["sort"] for each in found["stretches"]} <= {"same", "changed", "left", "right"}
    assert list(csv.DictReader(io.StringIO(reading.get(f"/copies/{one['id']}.csv"))))
    assert "side by side" in reading.get("/copies").lower()
    assert json.dumps(one)
