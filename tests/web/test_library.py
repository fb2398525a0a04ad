"""The library page: its list in pages, narrowed by source, date, language and story, and what is kept between pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from rashomon.model import Annotation, Cluster, Document
from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.pages.library import PAGE, Asked

NUMBER = 2 * PAGE + 7


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.db"
    with Library.open(path, create=True) as library, library.transaction():
        for at in range(NUMBER):
            source = "Oria Post" if at % 3 else "<b>Velm & Co</b>"
            published = f"20{18 + at % 2}-{at % 12 + 1:02}-03"
            library.add_document(
                Document(f"d{at:03}", f"The bridge of Karsa, part {at}.", title=f"Part {at}", source=source,
                         published=published, language="en")
            )  # fmt: skip
        library.save_annotations(
            Document("d000", "The bridge of Karsa, part 0."),
            [Annotation("d000", 14, 19, "mention", "place", "geo:36.2,37.1", None, None, "test@1")], "test",
        )  # fmt: skip
        library.save_links([], [Cluster("story", ("d000", "d001", "d002"))])
    return path


@pytest.fixture
def page(many: Path) -> TestClient:
    return TestClient(make_app(many), base_url="http://127.0.0.1:8765")


def test_the_list_stands_in_pages_and_every_document_on_one_of_them(page: TestClient) -> None:
    found = [one["id"] for at in (1, 2, 3) for one in page.get(f"/index.json?page={at}").json()["documents"]]
    assert len(found) == len(set(found)) == NUMBER
    assert page.get("/index.json?page=99").json()["page"] == 3
    assert 'rel="next" href="/?page=2"' in page.get("/").text


def test_the_list_is_narrowed_and_the_other_values_stay_on_offer(page: TestClient) -> None:
    row = page.get("/index.json?source=Oria+Post&year=2018").json()
    assert all(one["source"] == "Oria Post" and one["published"].startswith("2018") for one in row["documents"])
    facets = {one["facet"]: one for one in row["facets"]}
    assert {one["value"] for one in facets["source"]["values"]} == {"Oria Post", "<b>Velm & Co</b>"}
    assert sum(one["documents"] for one in facets["month"]["values"]) == row["found"]
    assert facets["year"]["chosen"] == "2018"


def test_words_and_values_narrow_together_and_stories_are_counted(page: TestClient) -> None:
    row = page.get("/index.json?q=Karsa&source=Oria+Post").json()
    wanted = sum(1 for at in range(NUMBER) if at % 3)
    assert (row["found"], len(row["hits"])) == (wanted, min(PAGE, wanted))
    story = next(one for one in row["facets"] if one["facet"] == "story")
    assert [one["documents"] for one in story["values"]] == [2]
    found = page.get(f"/index.json?q=Karsa&story={story['values'][0]['value']}").json()
    assert {one["document"] for one in found["hits"]} == {"d000", "d001", "d002"}


def test_of_very_many_found_the_last_added_are_ranked_and_the_rest_follows(
    page: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = page.get("/index.json?q=Karsa").json()
    shown = page.get("/?q=Karsa").text
    assert f"{plain['found']} documents with" in shown
    for name, number in (("rashomon.store.catalogue.RANKED", 10), ("rashomon.store.catalogue.LISTED", 40)):
        monkeypatch.setattr(name, number)
    monkeypatch.setattr("rashomon.web.pages.library.LISTED", 40)
    monkeypatch.setattr("rashomon.web.pages.library.COUNTED", 5)
    row = page.get("/index.json?q=Karsa").json()
    assert (row["found"], len(row["hits"])) == (40, 40)
    assert len({one["document"] for one in row["hits"]}) == 40
    assert "40 documents or more with" in page.get("/?q=Karsa").text
    assert sum(one["documents"] for one in row["facets"][0]["values"]) <= 40


def test_a_value_that_carries_markup_comes_out_inert(page: TestClient) -> None:
    text = page.get("/", params={"source": "<b>Velm & Co</b>", "year": '"><script>x</script>'}).text
    assert "<b>Velm" not in text
    assert "<script>x" not in text


def test_a_month_goes_with_its_year() -> None:
    asked = Asked("a b", 3, (("year", "2018"), ("month", "2018-02")))
    assert asked.address(2) == "/?q=a+b&year=2018&month=2018-02&page=2"
    assert asked.address(year="") == "/?q=a+b"


def test_what_is_added_is_on_the_next_page_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Library.open(path, create=True) as library, library.transaction():
        library.add_document(Document("one", "One came.", source="A"))
    page = TestClient(make_app(path), base_url="http://127.0.0.1:8765")
    assert page.get("/index.json").json()["total"] == 1
    with Library.open(path) as library, library.transaction():
        library.add_document(Document("two", "Two came.", source="B"))
    row = page.get("/index.json").json()
    assert (row["total"], [one["facet"] for one in row["facets"]]) == (2, ["source"])


def test_a_place_says_how_much_ground_it_stands_for(page: TestClient, many: Path) -> None:
    with Library.open(many) as library:
        (row,) = library.annotations("d000")
    assert page.get(f"/rows/{row.id}.json").json()["precision"] == "point"
    assert "place, read as a point" in page.get("/documents/d000").text


@pytest.mark.parametrize("query", ["\0", "Vel\0m", "\0\0 Velm", '"\0', "\ud800", "Velm \udcff"])
def test_no_character_breaks_a_search(client: TestClient, library_path: Path, query: str) -> None:
    with Library.open(library_path) as library:
        assert isinstance(library.search(query), list)
    asked = quote(query.encode("utf-8", "surrogatepass"), safe="")
    assert client.get(f"/?q={asked}").status_code == 200
    assert client.get(f"/index.json?q={asked}").status_code == 200
