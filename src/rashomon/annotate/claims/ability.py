"""What somebody can do, or lacks the means to do, is no deed: "unable to take it", "the strength to hold it"."""

from __future__ import annotations

from collections.abc import Mapping

from rashomon.annotate.claims.tree import Tree

Words = Mapping[str, frozenset[str]]


def of_ability(tree: Tree, words: Words, verb: int) -> set[str]:
    """The status that a word of ability before the verb gives it: hypothetical, denied, or none.

    A deed that somebody "was able to" do, or for which he "took the chance", was done.
    """
    to = next((kid for kid in tree.children(verb, "aux") if tree.low[kid] == "to"), None)
    head = tree.head[verb]
    if to is None and not (tree.tag[verb] == "VBG" and tree.low[head] == "of"):
        return set()
    above = tree.head[head] if to is None else head
    noun = (
        above
        if to is None
        else next((one for one in (above, to - 1) if one >= 0 and _is_ability(tree, words, one)), -1)
    )
    if noun >= 0 and _is_ability(tree, words, noun):
        return _of_noun(tree, words, noun)
    if to and tree.pos[to - 1] == "NOUN" and tree.lemma[tree.head[to - 1]] in words["lacking"]:
        return {"hypothetical"}  # "lacking the will to fight", "lack weapons to fight"
    above = next((kid for kid in tree.children(above, "acomp") if tree.lemma[kid] in words["unable"]), above)
    if tree.lemma[above] in words["unable"]:
        return set() if _is_negated(tree, above) else {"denied"}
    if tree.lemma[above] in words["able"]:
        if _is_negated(tree, above):
            return {"denied"}
        return {"hypothetical"} if tree.lemma[above] == "capable" or _is_present(tree, above) else set()
    return _of_degree(tree, verb, above) if to is not None else set()


def _is_ability(tree: Tree, words: Words, index: int) -> bool:
    lemma = tree.lemma[index]
    return tree.pos[index] == "NOUN" and (lemma in words["abilities"] or lemma in words["inabilities"])


def _of_noun(tree: Tree, words: Words, noun: int) -> set[str]:
    """ "The means to break the siege": nothing is broken yet, but where somebody used them."""
    governor = tree.head[noun]
    if tree.lemma[noun] in words["inabilities"]:
        return {"denied"}
    if tree.dep[noun] == "dobj" and tree.lemma[governor] in words["taking"] and not tree.has_child(governor, "neg"):
        return set()
    return {"hypothetical"}


def _of_degree(tree: Tree, verb: int, above: int) -> set[str]:
    """ "Too weak to take it" is not taken; "not too late to", "strong enough to", "enough men to": it may be."""
    for one in (above, *tree.kids[above]):
        low = [tree.low[kid] for kid in tree.kids[one] if kid < verb]
        if tree.pos[one] in ("ADJ", "ADV") and "too" in low and "only" not in low:
            return {"hypothetical"} if _is_negated(tree, above) else {"denied"}
        if tree.low[one] == "enough" or ("enough" in low and tree.pos[one] in ("ADJ", "ADV", "NOUN")):
            return {"denied"} if _is_negated(tree, above) else {"hypothetical"}
    return set()


def _is_negated(tree: Tree, index: int) -> bool:
    """Whether the word or the verb that it belongs to has a "not"."""
    return any(tree.has_child(one, "neg") for one in (index, tree.head[index]))


def _is_present(tree: Tree, adjective: int) -> bool:
    """Whether its verb is in the present: "is able to", not "was able to" or "has been able to"."""
    verb = tree.head[adjective] if not tree.is_verb(adjective) else adjective
    return tree.tag[verb] in ("VBZ", "VBP") and not any(
        tree.low[kid] in ("has", "have", "had") for kid in tree.children(verb, "aux")
    )
