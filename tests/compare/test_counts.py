"""Independent texts and voices: what repeats a text or rewrites its page is not another one."""

from __future__ import annotations

from rashomon.compare import Account
from rashomon.compare.counts import count_texts, count_voices, text_groups
from rashomon.compare.ties import tie
from rashomon.model import Annotation, Document, Link

DOCUMENTS = [Document(one, "Karsa fell.", published=f"2019-08-{day}") for day, one in enumerate("abcd", 14)]
LINKS = [
    Link("version", "a", "b", "revision", "versions@1"),
    Link("copy", "b", "c", "edited", "copies@1", share=0.9),
    Link("copy", "a", "d", "excerpt", "copies@1", share=0.4),
]


def test_versions_of_a_page_and_copies_are_one_text_and_excerpts_are_not() -> None:
    assert count_texts("abcd", text_groups(LINKS)) == 2


def test_a_later_version_speaks_with_the_voice_of_its_page() -> None:
    claims = [Annotation(one, 0, 10, "claim", "CONTROL", "asserted", None, None, "claims@1") for one in "abd"]
    assert count_voices(claims, {one.id: one for one in claims}, {}, text_groups(LINKS)) == 2


def test_the_comparison_counts_texts_in_the_same_way_and_shows_no_version_as_a_copy() -> None:
    ties = tie([Account(one, ()) for one in DOCUMENTS], (), LINKS)
    assert ties.texts_of("abcd") == 2
    assert set(ties.copies) == {"c"}
