"""Parties named by who stands behind them without a hyphen ("held by Orna backed gangs"), hung where they act.

The parser closes the phrase at the name and gives the party behind the participle to the verb before: "took back the
town, held by Ostrel and Orna backed gangs for years" then has the gangs for whom it befell, the years for its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.tree import Tree

#: Words at most between the participle and the party: "Orna backed armed local gangs".
_BETWEEN = 2
#: Steps at most up the tree, and from a name to the first of those it is coordinated with.
_DEEPEST = 40
_NAMES = 6


def hang_backed(tree: Tree) -> None:
    """Hangs each such party on the preposition that governs the name, in the tree's lists, before children are read."""
    participles = frozenset(load("events")["backed"]["words"])
    for index in range(1, len(tree) - 1):
        if tree.low[index] not in participles or tree.dep[index] != "amod":
            continue
        party, name = tree.head[index], index - 1
        between = range(index + 1, party)
        near = index < party <= index + 1 + _BETWEEN and all(tree.pos[one] == "ADJ" for one in between)
        if not near or tree.pos[name] != "PROPN" or tree.head[name] == party:
            continue
        top = _first_named(tree, name)
        if tree.dep[top] == "pobj" and tree.dep[party] in ("dobj", "conj", "appos") and tree.head[party] < top:
            _hang(tree, party, top)


def _first_named(tree: Tree, name: int) -> int:
    for _ in range(_NAMES):
        if tree.dep[name] != "conj" or tree.pos[tree.head[name]] != "PROPN":
            break
        name = tree.head[name]
    return name


def _hang(tree: Tree, party: int, name: int) -> None:
    """Puts the party in the name's place, with the name as a part of it, and widens what stands above."""
    preposition = tree.head[name]
    tree.head[party], tree.dep[party] = preposition, "pobj"
    tree.head[name], tree.dep[name] = party, "nmod"
    tree.left[party] = min(tree.left[party], tree.left[name])
    above = preposition
    for _ in range(_DEEPEST):
        tree.right[above] = max(tree.right[above], tree.right[party])
        if tree.head[above] == above:
            return
        above = tree.head[above]
