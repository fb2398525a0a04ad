"""The parse covers exactly the text, whatever the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.annotate import syntax
from rashomon.model import RashomonError


@pytest.mark.parametrize("text", ["", "a", "\n\n", "One.\n\nTwo.", "x" * 7000, "word " * 200, "a\u202eb\u00adc 😀"])
def test_the_parse_has_the_same_text(text: str) -> None:
    (doc,) = syntax.parse([text])
    assert doc.text == text


def test_a_lone_surrogate_keeps_the_offsets() -> None:
    (doc,) = syntax.parse(["a\ud800 b"])
    assert doc.text == "a\ufffd b"


def test_a_headline_is_a_sentence_of_its_own() -> None:
    (doc,) = syntax.parse(["Karsa Bridge Blown Up\n\nThe army denied it. Nobody came."])
    assert next(one.text.strip() for one in doc.sents) == "Karsa Bridge Blown Up"


def test_a_line_wrapped_in_mid_sentence_does_not_end_it() -> None:
    (doc,) = syntax.parse(["The army has denied that it\nwas there at all."])
    assert len(list(doc.sents)) == 1


def test_long_texts_are_cut_at_blank_lines_and_joined_again() -> None:
    text = ("The council met. " * 60 + "\n\n") * 120
    pieces = list(syntax.split(text))
    assert len(pieces) > 1
    assert "".join(pieces) == text
    assert all(one.endswith("\n") for one in pieces[:-1])


def test_a_model_with_other_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "MODEL_SHA256", "0" * 64)
    syntax.load_parser.cache_clear()
    try:
        with pytest.raises(RashomonError, match="reinstall it from the lock file"):
            syntax.load_parser()
    finally:
        syntax.load_parser.cache_clear()
