"""A walk with Hypothesis over every address, by the OpenAPI description and by the routes: no answer is our fault."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import validate
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.web.conftest import ODD, copied
from tests.web.test_guard import ORIGIN, WRITES, token

from rashomon.store import Library
from rashomon.web.app import make_app
from rashomon.web.openapi import ADDRESSES, describe

#: What attackers put where a name is expected, beside any text.
NASTY = (
    "..", "../../etc/passwd", "%2e%2e%2f", "a/../b", "//evil.example/", "\\\\evil", "\0", "\n", "\r\nX: y",
    "'; DROP TABLE document;--", '" OR 1=1 --', "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "%s%n", "all.json",
    ".json", ".csv", "all.csv.json", "\u202e", "\ud800", "x" * 5000, "0", "-1", "99999999999999999999", "NaN", "1e999",
    "²", "null", "[]", "None", "a" * 255 + ".json", ";", "=", ",", '"', "a; rashomon-session=x",
)  # fmt: skip
#: Addresses of each sort that a run of the tests asks; `RASHOMON_WALK=5000` asks more.
RUNS = int(os.environ.get("RASHOMON_WALK", "50"))
QUICK = settings(
    # Without shrinking, which takes minutes where a page takes 30 ms: what failed is printed as it was.
    deadline=None,
    max_examples=RUNS,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@cache
def known(path: Path) -> tuple[str, ...]:
    """Ids that are there, of every sort."""
    with Library.open(path) as library:
        rows = [one.id for one in library.all_annotations()]
        claims = [one.id for one in library.all_annotations() if one.kind == "claim"]
        links = [one.id for one in library.links()]
        clusters = [one.id for kind in ("story", "event", "entity") for one in library.clusters(kind)]
        return (*[one.id for one in library.heads()], *rows[:20], *claims[:10], *links[:10], *clusters[:20], "all", ODD)


def values(path: Path) -> st.SearchStrategy[str]:
    found = st.sampled_from(known(path))
    return st.one_of(found, found, st.sampled_from(NASTY), st.text(alphabet=st.characters(), max_size=30))


def encoded(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


@pytest.fixture(scope="module")
def room(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    path = copied(library_path, tmp_path_factory.mktemp("walk"))
    with TestClient(make_app(path), base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client, path


def check_any(answer: Any, address: str) -> None:
    """What holds for every answer, whatever was asked."""
    assert answer.status_code < 500, f"{address}: {answer.status_code} {answer.text[:300]}"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in answer.text
    assert not re.search(r"/(?:home|root|tmp|usr)/\w", answer.text), address


@QUICK
@given(st.data())
def test_every_described_address_answers_as_described(room: tuple[TestClient, Path], data: st.DataObject) -> None:
    client, path = room
    address, operation = data.draw(st.sampled_from([(one, each["get"]) for one, each in describe()["paths"].items()]))
    asked = {}
    for one in operation["parameters"]:
        value = data.draw(values(path), one["name"])
        if one["in"] == "path":
            address = address.replace(f"{{{one['name']}}}", encoded(value) or "x")
        elif data.draw(st.booleans()):
            asked[one["name"]] = value.encode("utf-8", "surrogatepass")
    answer = client.get(address, params=asked)
    check_any(answer, address)
    if answer.headers["content-type"] == "application/json":
        described = operation["responses"].get(str(answer.status_code))
        assert described is not None, f"{address}: {answer.status_code} is not described"
        validate(answer.json(), described["content"]["application/json"]["schema"])
    else:
        # A name with a slash, a dot or a "#" in it may be another address of ours; never one that is not.
        assert answer.status_code in (200, 404, 405), f"{address}: {answer.status_code}"


def test_every_described_address_answers_json_where_something_is(room: tuple[TestClient, Path], story_id: str) -> None:
    client, _ = room
    story = client.get(f"/stories/{story_id}.json").json()
    event = story["events"][0]
    found = re.search(r"/differences/(\w+)", client.get(f"/stories/{story_id}").text)
    assert found is not None
    difference = found[1]
    claims = [one["claim"] for one in event["versions"][:2]]
    names = {
        "story": story_id, "event": event["id"], "entity": story["names"][0]["id"], "document": "voice",
        "row": claims[0],
        "left": claims[0], "right": claims[1], "difference": difference,
        "copy": client.get("/copies.json").json()["copies"][0]["id"],
    }  # fmt: skip
    for path, _, keys, _ in ADDRESSES:
        address = re.sub(r"{(\w+)}", lambda found: encoded(names[found[1]]), path)
        answer = client.get(address)
        if "codebook/" in path:
            assert answer.status_code == 404, "the library keeps no codebook"
            continue
        assert answer.status_code == 200, address
        assert set(keys) <= set(answer.json()), address


def test_every_route_that_answers_json_is_described(room: tuple[TestClient, Path]) -> None:
    client, _ = room
    assert client.get("/openapi.json").json() == describe()
    described = {re.sub(r"{\w+}", "{}", one.removesuffix(".json")) for one, *_ in ADDRESSES}
    routes = [one for one in client.app.routes if isinstance(one, Route) and "GET" in (one.methods or ())]  # type: ignore[attr-defined]
    pages = {re.sub(r"{[^}]+}", "{}", one.path.replace("{form}", "").removesuffix(".json")) for one in routes}
    others = {"/", "/documents.csv", "/openapi", "/static/style.css", "/static/{}", "/stories/{}/{}.csv",
              "/settings", "/adding", "/adding/{}"}  # fmt: skip
    assert pages - others == described


@QUICK
@given(st.data())
def test_every_route_answers_whatever_stands_in_it(room: tuple[TestClient, Path], data: st.DataObject) -> None:
    client, path = room
    routes = sorted(one.path for one in client.app.routes if isinstance(one, Route) and "GET" in (one.methods or ()))  # type: ignore[attr-defined]
    address = re.sub(r"{[^}]+}", lambda _: encoded(data.draw(values(path))) or "x", data.draw(st.sampled_from(routes)))
    asked = {
        name: data.draw(values(path)).encode("utf-8", "surrogatepass")
        for name in data.draw(st.sets(st.sampled_from(["q", "page", "at", "done", "story", "source", "year", "coded"])))
    }
    check_any(client.get(address, params=asked), address)


@QUICK
@given(st.data())
def test_every_form_is_taken_or_refused_whatever_stands_in_it(
    room: tuple[TestClient, Path], data: st.DataObject
) -> None:
    client, path = room
    address = data.draw(st.sampled_from(sorted(WRITES)))
    names = [
        *WRITES[address],
        "note",
        "words",
        "back",
        "place",
        "difference",
        "label",
        "value",
        "who",
        "outcome",
        "all",
    ]
    fields = [
        (name, data.draw(values(path)).encode("utf-8", "surrogatepass"))
        for name in names
        for _ in range(data.draw(st.integers(0, 2)))
    ]
    if data.draw(st.booleans()):
        fields.insert(0, ("verdict", data.draw(st.sampled_from(["right", "wrong", "same", "different"])).encode()))
    body = urlencode([*fields, ("csrf", token(client).encode())])
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    answer = client.post(address, content=body, headers=headers, follow_redirects=False)
    check_any(answer, address)
    assert answer.status_code in (303, 400, 404, 413), answer.text[:300]
    assert re.match(r"/(?![/\\])", answer.headers.get("location", "/"))


def test_after_all_that_the_library_holds_together(room: tuple[TestClient, Path]) -> None:
    _, path = room
    with Library.open(path) as library:
        assert list(library.faults()) == []
        assert library.count_documents() == 7
