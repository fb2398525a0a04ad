"""The examples and counter-examples of `vocab/events.toml` are read as the list says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon import vocab
from rashomon.annotate import annotate
from rashomon.model import Document, Problem

#: What a counter-example is said to tell of instead: "(AID: done, not promised)".
_INSTEAD = re.compile(r"\s*\(([A-Z]+)[^()]*\)$")


def cases() -> Iterator[tuple[str, str, str]]:
    """The type, the words, and for a counter-example the type that it has instead (else empty)."""
    lists = vocab.load("events")
    rows = [(name, one) for name, one in lists["types"].items()]
    rows += [(one["type"], one) for each in ("frames", "noun_frames") for one in lists[each]]
    for name, one in rows:
        if "example" in one:
            yield name, one["example"], ""
        if "counter_example" in one:
            found = _INSTEAD.search(one["counter_example"])
            assert found, one["counter_example"]
            yield name, one["counter_example"][: found.start()], found[1]


def test_examples_have_their_type_and_counter_examples_have_not() -> None:
    """A counter-example may have the type beside the one it has instead: who agrees to share has not shared."""
    given = list(cases())
    documents = [Document(str(at), words) for at, (_, words, _) in enumerate(given)]
    wrong = []
    for (name, words, instead), rows in zip(given, annotate(documents), strict=True):
        assert not isinstance(rows, Problem)
        labels = {row.label for row in rows if row.kind == "claim"}
        right = name not in labels or instead in labels if instead else name in labels
        if not right and name != "OTHER":
            wrong.append((name, words, instead, sorted(labels)))
    assert not wrong
    assert len(given) > 200
