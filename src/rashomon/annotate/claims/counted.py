"""Counts before a participle in headlines ("Three Killed, 12 Wounded", "2 bakers killed 5 injured"), hung as passives.

The parser takes the capitalised participle for a name, and the first of two without a comma for an active verb, so that
the dead become those who killed. Both are read as "were killed".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.annotate import numerals
from rashomon.annotate.figures import sort_of_person
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.tree import Tree

_FARTHEST = (
    4  # tokens at most between a verb and its subject, or the participle after it ("killed 5 other people hurt")
)
_DEEPEST = 40  # steps at most up the tree
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})


def hang_counted(tree: Tree, doc: Any) -> None:
    """Gives each such participle its number for a passive subject, in the tree's lists, before children are read."""
    table: dict[str, str] = load("events")["counted_harm"]
    rough = frozenset(load("events")["predicates"]["rough_before"])
    for index in range(1, len(tree)):
        verb = table.get(tree.low[index])
        if verb is None:
            continue
        before = index - 1
        if _is_number(tree, before, rough) and doc[index].text[:1].isupper() and not _describes(tree, index):
            _hang(tree, index, before, verb)
        elif tree.tag[index] in ("VBD", "VBN") and verb in ("kill", "slay"):
            if table.get(tree.low[min(index + 1, len(tree) - 1)], verb) != verb:
                _hang_pair(tree, index, table[tree.low[index + 1]])
                continue
            after = next((one for one in _ahead(tree, index, rough) if table.get(tree.low[one], verb) != verb), None)
            subject = _subject(tree, index) if after is not None and not _describes(tree, after) else None
            if after is not None and subject is not None and _is_counted(tree, subject):
                tree.dep[subject], tree.tag[index] = "nsubjpass", "VBN"
                _hang(tree, after, after - 1, table[tree.low[after]], under=index)


def _hang_pair(tree: Tree, index: int, verb: str) -> None:
    """Makes "25 bakers killed injured" two passives of one subject."""
    after, subject = index + 1, _subject(tree, index)
    if subject is None or not _is_counted(tree, subject) or _describes(tree, after):
        return
    tree.dep[subject], tree.tag[index] = "nsubjpass", "VBN"
    tree.pos[after], tree.tag[after], tree.lemma[after] = "VERB", "VBN", verb
    tree.head[after], tree.dep[after] = index, "conj"


def _describes(tree: Tree, index: int) -> bool:
    """Whether the participle goes with a noun right after it ("5 Wounded Guards Return"), or has an object there."""
    after = index + 1
    if after >= len(tree) or tree.sentence[after] != tree.sentence[index]:
        return False
    return tree.pos[after] in _NOUNS or tree.tag[after] in ("DT", "PRP$")


def _ahead(tree: Tree, verb: int, rough: frozenset[str]) -> range:
    """The tokens where a second participle may stand: after the number right after the verb."""
    number = verb + 1
    if number >= len(tree) or not (_is_number(tree, number, rough) or tree.low[number] == "others"):
        return range(0)
    return range(number + 1, min(number + _FARTHEST, len(tree)))


def _is_number(tree: Tree, index: int, rough: frozenset[str]) -> bool:
    low = tree.low[index]
    return tree.pos[index] == "NUM" or low in rough or low in numerals.words().units or low in numerals.words().tens


def _subject(tree: Tree, verb: int) -> int | None:
    near = range(max(0, verb - _FARTHEST), verb)
    return next((one for one in near if tree.head[one] == verb and tree.dep[one] == "nsubj"), None)


def _is_counted(tree: Tree, noun: int) -> bool:
    """Whether people are counted: "2 bakers", "Three", or one without an article, as headlines have it ("Child")."""
    own = [one for one in range(max(0, noun - _FARTHEST), noun) if tree.head[one] == noun]
    if tree.pos[noun] == "NUM" or any(tree.pos[one] == "NUM" for one in own):
        return True
    return tree.tag[noun] in ("NN", "NNP") and not own and sort_of_person(tree.low[noun]) not in (None, "fighters")


def _hang(tree: Tree, index: int, number: int, verb: str, under: int | None = None) -> None:
    """Makes the participle a passive with the number for its subject, where the number stood or `under` a verb."""
    above = tree.head[number] if under is None else under
    if _is_below(tree, above, index) or _is_below(tree, above, number):
        above = tree.head[index]
    if _is_below(tree, above, index) or _is_below(tree, above, number):
        above = index
    dies = verb == "die"  # "12 Dead" is "12 died"
    tree.pos[index], tree.tag[index], tree.lemma[index] = "VERB", "VBD" if dies else "VBN", verb
    tree.head[index], tree.dep[index] = above, "ROOT" if above == index else "dep" if under is None else "conj"
    tree.head[number], tree.dep[number] = index, "nsubj" if dies else "nsubjpass"


def _is_below(tree: Tree, token: int, top: int) -> bool:
    """Whether a token is another or hangs on it; True where the way up is too long to know."""
    for _ in range(_DEEPEST):
        if token == top:
            return True
        if tree.head[token] == token:
            return False
        token = tree.head[token]
    return True
