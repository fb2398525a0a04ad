"""A sentence that begins with no mark behind another ("if the terms were not kept it is hard to see why"), hung apart.

The parser makes it a clause of the participle right before it, which takes none, so that the condition and what
depends on it run on to its end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.tree import Tree

_DEEPEST = 40  # steps at most up the tree


@cache
def takes_clause() -> frozenset[str]:
    """Dictionary forms of verbs that say or think something, which a clause may follow without a mark."""
    return frozenset(word for group in load("speech")["verbs"] for word in group["words"])


def hang_run_on(tree: Tree) -> None:
    """Makes each such sentence one of its own, in the tree's lists, before children are read."""
    for verb in range(1, len(tree)):
        head, first = tree.head[verb], tree.left[verb]
        if tree.dep[verb] != "ccomp" or tree.dep[head] != "advcl" or first != head + 1:
            continue
        own = any(tree.head[at] == verb and tree.dep[at] in ("nsubj", "nsubjpass", "expl") for at in range(first, verb))
        marked = any(tree.head[at] == verb and tree.dep[at] == "mark" for at in range(first, verb))
        passive = any(tree.head[at] == head and tree.dep[at] == "auxpass" for at in range(tree.left[head], head))
        if own and passive and not marked and tree.lemma[head] not in takes_clause():
            _part(tree, verb, head, first)


def _part(tree: Tree, verb: int, head: int, first: int) -> None:
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    above = head
    for _ in range(_DEEPEST):
        if tree.right[above] == tree.right[verb]:
            tree.right[above] = first - 1
        if tree.head[above] == above:
            return
        above = tree.head[above]
