"""The words of a noun phrase or a clause: where it starts and ends in the text."""

from __future__ import annotations

from rashomon.annotate.claims.tree import Tree

#: An apposition begins at most this many tokens after the noun; further off it is a list or a parse gone wrong.
_APPOSED = 8
_OUT = frozenset({"relcl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "dep", "preconj"})
_EDGE = frozenset(".,;:•·!?…-–—()[]\"“”‘'’`")


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`: no leading article, relative clause or apposition.

    Coordinated nouns are phrases of their own, so the phrase ends before "and".
    """
    first, last = head, head
    for kid in tree.kids[head]:
        if kid < head:
            if tree.dep[kid] not in ("relcl", "appos", "punct", "cc", "preconj", "case"):
                first = min(first, tree.left[kid])
        elif tree.dep[kid] == "appos":
            # "Lena Orr, the premier,": the apposition names the same party, so it belongs to the phrase
            if kid - last <= _APPOSED and tree.pos[kid] != "NUM":
                last = max(last, _cut(tree, kid))
            break
        elif tree.dep[kid] in _OUT:
            if tree.dep[kid] != "punct" or tree.low[kid] not in ("-", "(", ")", "/", "’", "'", ","):
                break
        elif kid - last > 1 and tree.low[kid - 1] == ",":
            break
        elif tree.dep[kid] in ("prep", "acl", "nummod", "nmod", "amod", "compound", "poss"):
            last = max(last, _cut(tree, kid))
    if last + 1 < len(tree) and tree.low[last + 1] == ")" and "(" in tree.low[first : last + 1]:
        last += 1
    while first < head and _is_outside(tree, first):
        first += 1
    return first, last


def _is_outside(tree: Tree, index: int) -> bool:
    """Whether a token before a noun is an article, a mark or of a place line, so no part of its phrase."""
    return tree.tag[index] in ("DT", "PDT", "WDT") or tree.pos[index] in ("PUNCT", "SPACE") or tree.dateline[index]


def _cut(tree: Tree, kid: int) -> int:
    """The last token of a modifier, without a relative clause that hangs in it and without a trailing mark."""
    last = tree.right[kid]
    if last - kid > 14:  # a modifier this long is a parse gone wrong or a clause; keep the near part
        last = kid + 14
    for index in range(kid, last + 1):
        if (tree.low[index] == "," and index > kid) or (
            tree.tag[index] in ("WDT", "WP", "WRB") and tree.dep[index] != "det"
        ):
            last = index - 1
            break
    while last > kid and (tree.pos[last] in ("PUNCT", "SPACE", "CCONJ")):
        last -= 1
    return last


def clause(tree: Tree, verb: int) -> tuple[int, int]:
    """First and last token of a verb's clause, without the clause coordinated to it and without edge marks."""
    first, last = tree.left[verb], tree.right[verb]
    for kid in tree.kids[verb]:
        if tree.dep[kid] == "conj" and kid > verb and tree.is_verb(kid):
            last = min(last, tree.left[kid] - 1)
            break
    while last > verb and (tree.pos[last] in ("PUNCT", "SPACE", "CCONJ") or tree.low[last] in _EDGE):
        last -= 1
    while first < verb and (
        tree.pos[first] in ("PUNCT", "SPACE", "CCONJ")
        or tree.low[first] in _EDGE
        or tree.dateline[first]
        or (tree.dep[first] == "mark" and tree.low[first] == "that")
    ):
        first += 1
    return first, last
