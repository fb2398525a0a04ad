"""The names of one document: which mentions share a key, and which of their forms is the name."""

from __future__ import annotations

from rashomon.annotate import annotate
from rashomon.link.named import names_of
from rashomon.model import Document


def test_a_name_with_a_particle_is_a_name_and_the_pronoun_for_it_is_none() -> None:
    text = "The preacher Abdallah al-Tavisni blamed the guards. He accused them of theft. Tavisni was right."
    document = Document.from_row({"id": "one", "text": text})
    (rows,) = annotate([document])
    assert isinstance(rows, list)
    names = names_of(document, (one for one in rows if one.kind == "mention"))
    (name,) = (one for one in names if "Tavisni" in one.forms)
    assert name.forms[0] == "Abdallah al-Tavisni"
    assert name.proper
    assert "He" in name.forms
