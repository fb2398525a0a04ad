"""Verbs that the parser takes for names in a headline written With Capitals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.tree import Tree

#: A headline is a line of at most this many tokens; longer lines are running text.
_LONGEST = 24
#: Relations of the words inside a name, which the parser gives to those beside a verb that it takes for one.
_INSIDE_NAMES = frozenset({"compound", "nmod", "amod", "poss"})


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
        verbs = [one for one in line if tree.pos[one] in ("VERB", "AUX")]
        for one in verbs:
            if tree.tag[one] in ("VBP", "VBZ", "VBD") and not tree.has_child(one, "nsubj", "nsubjpass", "aux"):
                _hang_parties(tree, one)
        verb = next(
            (
                one
                for one in words[1:]
                if tree.low[one] in verb_forms()
                and tree.pos[one] in ("PROPN", "NOUN")
                and (tree.dep[one] == "ROOT" or not verbs)
            ),
            None,
        )
        if verb is not None:
            found[verb] = verb_forms()[tree.low[verb]]
            _hang_parties(tree, verb)
    return found


def _hang_parties(tree: Tree, verb: int) -> None:
    """Makes the noun right before the verb its subject and the noun after it its object, where they hang on it."""
    for kid in tree.kids[verb]:
        if kid == verb - 1 and tree.dep[kid] in _INSIDE_NAMES and tree.pos[kid] in ("PROPN", "NOUN"):
            tree.dep[kid] = "nsubj"
        elif kid > verb and tree.dep[kid] in ("appos", "npadvmod") and tree.pos[kid] in ("PROPN", "NOUN"):
            tree.dep[kid] = "dobj"
            return


def _lines(tree: Tree) -> Iterator[list[int]]:
    """Lines, and of a longer one its first sentence: pages run a headline and its story together."""
    line: list[int] = []
    for index in range(len(tree)):
        if tree.breaks[index]:
            yield _headline(tree, line)
            line = []
        else:
            line.append(index)
    yield _headline(tree, line)


def _headline(tree: Tree, line: list[int]) -> list[int]:
    if len(line) <= _LONGEST:
        return line
    first = [one for one in line[: _LONGEST + 1] if tree.sentence[one] == tree.sentence[line[0]]]
    return first[:-1] if tree.low[first[-1]] == "." else first


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
