"""Verbs that the parser takes for names in a headline written With Capitals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.tree import Tree

#: A headline is a line of at most this many tokens; longer lines are running text.
_LONGEST = 24


def find_headline_verbs(tree: Tree) -> dict[int, str]:
    """Token index to lemma: at most one verb a line, in lines that have no verb by the parser's lights.

    Capitalised verbs are tagged as proper nouns there: 20 of 1,257 event mentions on 200 ECB+ documents.
    """
    found: dict[int, str] = {}
    for line in _lines(tree):
        if len(line) < 3 or len(line) > _LONGEST or tree.low[line[-1]] in (".", "?", "!", ":"):
            continue
        words = [one for one in line if tree.low[one][:1].isalpha()]
        if sum(not tree.tag[one].startswith("NNP") for one in words) * 2 > len(words):
            continue
        has_verb = any(tree.pos[one] in ("VERB", "AUX") for one in line)
        verb = next(
            (
                one
                for one in words[1:]
                if tree.low[one] in verb_forms()
                and tree.pos[one] in ("PROPN", "NOUN")
                and (tree.dep[one] == "ROOT" or not has_verb)
            ),
            None,
        )
        if verb is not None:
            found[verb] = verb_forms()[tree.low[verb]]
    return found


def _lines(tree: Tree) -> Iterator[list[int]]:
    line: list[int] = []
    for index in range(len(tree)):
        if tree.breaks[index]:
            yield line
            line = []
        else:
            line.append(index)
    yield line


@cache
def verb_forms() -> dict[str, str]:
    """Finite forms of the listed verbs to their lemma, those left out that are listed as nouns too."""
    words = lexicon()
    forms: dict[str, str] = {}
    for lemma in sorted({*words.verbs, *words.frames, *words.words["headlines"]}):
        third = lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in "aeiou" else lemma + "s"
        if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
            third = lemma + "es"
        past = lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if third.endswith("ies") else lemma + "ed"
        singular = lemma in words.nouns
        for form in (third, past) if singular else (third, past, lemma):
            if not (singular and form == third) and len(form) > 3:
                forms.setdefault(form, lemma)
    return forms
