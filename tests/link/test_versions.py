from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.engines.linking import link
from rashomon.link.judged import Judged
from rashomon.link.versions import canonical, find_versions, revision_of
from rashomon.model import Document, Link, Origin

PAGE = "https://karsa.example/news/bridge"
TEXT = "The old bridge over the Velm fell on Monday after two weeks of shelling, three witnesses said."


def page(identity: str, text: str, url: str | None = PAGE, **known: str) -> Document:
    origin = Origin(retrieved=known.get("retrieved"), sha256=known.get("raw"))
    return Document(identity, text, url=url, title=known.get("title"), published=known.get("published"), origin=origin)


def versions(*documents: Document, apart: frozenset[tuple[str, str]] = frozenset()) -> list[Link]:
    revisions = [one for document in documents if (one := revision_of(document)) is not None]
    return find_versions(revisions, Judged(apart=apart))


def pairs(links: list[Link]) -> list[tuple[str, str]]:
    return [(one.left, one.right) for one in links]


def test_two_texts_of_one_address_are_versions_and_the_earlier_is_named_first() -> None:
    first = page("z", TEXT, retrieved="2031-05-03T10:00:00Z")
    second = page("a", TEXT + " Five died.", f"{PAGE}/?utm_source=mail#top", retrieved="2031-05-04")
    (found,) = versions(second, first)
    assert (found.kind, found.left, found.right, found.label) == ("version", "a", "z", "revision")
    assert found.reasons[1].value.startswith("z (2031-05-03T10:00:00Z), then a")


def test_revisions_are_a_chain_by_when_they_were_seen_else_published_whatever_their_zones() -> None:
    rows = [
        page("a", "one", retrieved="2031-05-03T23:30:00-05:00"),
        page("b", "two", retrieved="2031-05-03T22:00:00Z"),
        page("c", "three", published="2031-05"),
        page("d", "four", published="no date at all"),
    ]
    for order in itertools.permutations(rows):
        assert pairs(versions(*order)) == [("a", "b"), ("b", "c"), ("c", "d")]


def test_the_same_text_seen_twice_is_no_version() -> None:
    assert versions(page("a", TEXT, retrieved="2031-05-03"), page("b", TEXT, retrieved="2031-05-04")) == []


def test_other_addresses_and_none_are_no_versions() -> None:
    assert versions(page("a", "one", f"{PAGE}?id=1"), page("b", "two", f"{PAGE}?id=2"), page("c", "three", None)) == []


def test_articles_of_one_page_are_versions_only_of_those_with_their_title() -> None:
    monday = [page("a", "one", raw="m", title="Bridge falls"), page("b", "two", raw="m", title="Bread is dear")]
    tuesday = [page("c", "three", raw="t", title="Bridge Falls "), page("d", "four", raw="t", title="Ferry sails")]
    assert pairs(versions(*monday, *tuesday)) == [("a", "c")]


def test_what_a_person_parted_is_no_version() -> None:
    both = (page("a", "one", retrieved="2031-05-03"), page("b", "two", retrieved="2031-05-04"))
    assert pairs(versions(*both)) == [("a", "b")]
    assert versions(*both, apart=frozenset({("a", "b")})) == []


def test_linking_a_library_links_versions_beside_copies_and_stories() -> None:
    edited = TEXT + " Rescuers were still looking for two missing ferrymen at noon on Tuesday."
    first, second = page("a", TEXT * 4, retrieved="2031-05-03"), page("b", TEXT * 4 + edited, retrieved="2031-05-04")
    linked = link([(second, []), (first, [])])
    assert [(one.left, one.right) for one in linked.links if one.kind == "version"] == [("a", "b")]
    assert [one.label for one in linked.links if one.kind == "copy"] == ["edited"]
    assert ("a", "b") in [one.members for one in linked.clusters if one.kind == "story"]


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=50)
def test_no_address_breaks_the_comparison(url: str) -> None:
    assert canonical(url) is None or "#" not in str(canonical(url))
    canonical(f"http://{url}")
    versions(page("a", "one", f"http://{url}", published=url), page("b", "two", f"http://{url}", retrieved=url))
