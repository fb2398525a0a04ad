"""The words that name a happening or a state: verbs with their particles and light-verb objects, nouns, adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.annotate.claims.foretold import foreseen_by
from rashomon.annotate.claims.headlines import find_headline_verbs
from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.tree import NOUNS, Tree
from rashomon.annotate.claims.valency import Valencies

#: A light verb and its noun stand at most this far apart to be one predicate ("laid down their arms").
_REACH = 7
#: Beyond this the noun alone is the predicate: ECB+ marks "made" and "offer" apart in "made an eight-year offer".
_NEAR = 3
#: Words of two letters that are verbs; other short tokens tagged so are bits of numbers and of hyphened words.
_SHORT = frozenset({"be", "go", "do"})


@dataclass(frozen=True, slots=True)
class Predicate:
    """`verb` or noun at `index`; `noun` is what a light verb governs; `first`..`last` are its words."""

    index: int
    sort: str  # verb, noun or state (a copula's complement)
    first: int
    last: int
    noun: int | None = None


def find_predicates(
    tree: Tree, valencies: Valencies, words: Lexicon, names: tuple[set[int], set[int]]
) -> Iterator[Predicate]:
    """Predicates in text order; `names` are the tokens inside names, and inside mentions of parties of any sort."""
    skipped, parties = names
    taken: set[int] = set()
    headlines = find_headline_verbs(tree)
    for index in range(len(tree)):
        if index in headlines:
            tree.lemma[index] = headlines[index]
            yield Predicate(index, "verb", index, index)
            continue
        if index in taken or (tree.pos[index] == "PROPN" and index in skipped):
            continue
        if len(tree.low[index]) < 3 and tree.lemma[index] not in _SHORT:
            continue
        if tree.pos[index] == "VERB":
            one = None if _is_name_for_a_sort(tree, index) else _verb(tree, valencies, words, index)
        else:
            one = _other(tree, words, index, index in parties)
        if one is not None:
            if one.noun is not None:
                taken.add(one.noun)
            yield one


def _other(tree: Tree, words: Lexicon, index: int, in_party: bool) -> Predicate | None:
    """The predicate that a copula, a noun or an adjective names, if any."""
    pos = tree.pos[index]
    if pos == "AUX":
        return _copula(tree, index)
    if foreseen_by(tree, index) is not None:
        return Predicate(index, "noun", index, index)
    if pos in ("NOUN", "PROPN"):
        return None if in_party and _may_name_a_party(tree, words, index) else _noun(tree, words, index)
    if pos == "ADJ" and tree.low[index] in ("dead", "guilty") and tree.dep[index] != "acomp":
        return Predicate(index, "noun", index, index)
    return None


def _is_name_for_a_sort(tree: Tree, index: int) -> bool:
    """Whether a verb is only a part of a noun: "hit-and-run", "the Karsa running back Tavi"."""
    if index > 1 and tree.low[index - 1] == "-" and tree.low[index - 2] == "and":
        return tree.start[index] == tree.end[index - 1]
    after = index + 2 if tree.low[index + 1 : index + 2] == ["back"] else index + 1
    between_names = index > 0 and after < len(tree) and tree.pos[index - 1] == tree.pos[after] == "PROPN"
    return tree.tag[index] == "VBG" and between_names and tree.start[index] - tree.end[index - 1] <= 1


def _verb(tree: Tree, valencies: Valencies, words: Lexicon, index: int) -> Predicate | None:
    lemma, dep = tree.lemma[index], tree.dep[index]
    if lemma in words.words["empty"] or dep in ("aux", "auxpass", "case", "compound"):
        return None
    if (
        tree.low[index] in words.words["hedging"]
        and tree.has_child(index, "auxpass")
        and tree.has_child(index, "xcomp")
    ):
        return None  # "is expected to": a hedge on the verb below
    if dep in ("prep", "agent", "mark") or (dep == "amod" and tree.tag[index] not in ("VBN", "VBG", "VBD")):
        return None
    first = last = index
    valency = valencies.of(index)
    for particle in valency.particles:
        if index < particle <= index + 2 and tree.low[particle] not in ("in", "on"):
            last = max(last, particle)
    noun = _light_noun(tree, words, index) or _under(tree, words, index)
    if noun is not None and abs(noun - index) > _NEAR:
        first = last = noun
    elif noun is not None:
        first, last = min(first, noun), max(last, noun)
    return Predicate(index, "verb", first, last, noun)


def _light_noun(tree: Tree, words: Lexicon, index: int) -> int | None:
    if tree.lemma[index] not in words.words["light"]:
        return None
    objects = tree.children(index, "dobj", "nsubjpass") or tree.children(index, "oprd")
    for noun in objects:
        lemma = tree.lemma[noun]
        if abs(noun - index) > _REACH or tree.pos[noun] not in NOUNS:
            continue
        if lemma == "part" and tree.has_child(noun, "det", "amod", "poss"):
            continue  # "took back the eastern part", not "took part"
        # a noun without a type of its own stays a claim beside its verb ("issued a patch"), as ECB+ has it
        if lemma in words.words["light_nouns"] or words.nouns.get(lemma, "OTHER") != "OTHER":
            return noun
    return None


def _under(tree: Tree, words: Lexicon, index: int) -> int | None:
    """The word of violence that somebody comes under: "came under fire" is one predicate."""
    if tree.lemma[index] != "come":
        return None
    below = [one for kid in tree.children(index, "prep") if tree.low[kid] == "under" for one in tree.pobjs(kid)]
    return next((one for one in below if tree.lemma[one] in words.classes["violence"]), None)


def _copula(tree: Tree, index: int) -> Predicate | None:
    if tree.dep[index] in ("aux", "auxpass") or tree.lemma[index] not in ("be", "become", "have", "do"):
        return None
    for kid in tree.children(index, "acomp", "attr", "oprd"):
        if tree.has_child(kid, "relcl") and any(tree.low[one] == "it" for one in tree.children(index, "nsubj")):
            return None  # "it was the guards who fired": the clause after it is the claim
        if kid > index and tree.pos[kid] not in ("PRON", "DET"):
            return Predicate(index, "state", kid, kid, kid)
    if tree.has_child(index, "nsubj") and tree.has_child(index, "prep"):
        return Predicate(index, "state", index, index)
    return None


def _may_name_a_party(tree: Tree, words: Lexicon, index: int) -> bool:
    return tree.lemma[index] in words.words["parties_too"]


def _is_fixed(tree: Tree, words: Lexicon, index: int) -> bool:
    """Whether the noun stands in a phrase that tells of nothing ("in order to", "in return")."""
    before = " ".join(tree.low[max(0, index - 2) : index + 1])
    return before in words.words["fixed"] or before.partition(" ")[2] in words.words["fixed"]


def _is_capitalised(tree: Tree, words: Lexicon, index: int) -> bool:
    """Whether a happening only stands in capitals after a name ("Velm Shooting"), and is no body's name."""
    return words.nouns[tree.low[index]] != "OTHER" and tree.entity[index] in ("PERSON", "GPE", "FAC", "LOC")


def _noun(tree: Tree, words: Lexicon, index: int) -> Predicate | None:
    lemma = tree.lemma[index] if tree.pos[index] == "NOUN" else tree.low[index]
    if lemma not in words.nouns or _is_fixed(tree, words, index):
        return None
    if (
        tree.dep[index] == "compound"
        and tree.lemma[tree.head[index]] not in words.nouns
        and words.nouns[lemma] not in ("OTHER", "ACCUSE")
    ):
        return None  # "attack helicopter", "aid agency": the thing, not the happening; but "trial date", "murder case"
    if lemma == "cause" and any(tree.low[kid] == "natural" for kid in tree.kids[index]):
        return None  # "died of natural causes": how, not what
    if lemma in words.words["mostly_groups"] and not any(
        tree.low[kid] in ("to", "against", "from") for kid in tree.children(index, "prep")
    ):
        return None  # "the opposition", "many parties": who, not what happens
    if tree.pos[index] == "PROPN" and tree.entity[index] and not _is_capitalised(tree, words, index):
        return None
    ceased = _ceased(tree, words, index)
    return Predicate(index, "noun", index, index if ceased is None else ceased, ceased)


def _ceased(tree: Tree, words: Lexicon, index: int) -> int | None:
    """The violence that a noun names the ceasing of: "cessation of hostilities" is one name for a truce."""
    if tree.lemma[index] not in words.words["ceasing"]:
        return None
    below = [one for kid in tree.children(index, "prep") if tree.low[kid] == "of" for one in tree.pobjs(kid)]
    below += [kid for one in below for kid in tree.children(one, "compound")]  # "cessation of hostilities agreement"
    violence = words.classes["violence"]
    return next((one for one in below if index < one <= index + 3 and tree.lemma[one] in violence), None)
