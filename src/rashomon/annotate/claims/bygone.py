""" "Would" and "could" of what was thought then, of habits told of, of what the writer would not do himself.

"The founders trusted that the courts would check the crown" tells what they thought, "witnesses said the guards would
knock at night" what was done, "I would be the last to defend it" what the writer thinks. Each is a case of language:
the tense and sort of the verb above, who the subject is, and whether a condition or a time to come stands by. The words
stand in vocab/forecast.toml under `bygone`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.annotate.claims.tree import Tree
from rashomon.vocab import load

if TYPE_CHECKING:
    from rashomon.annotate.claims.lookalikes import Lookalikes

_AUX = ("aux", "auxpass")
_LONGEST = 120  # tokens of a sentence that are looked through


class Bygone:
    """Says of a verb with "would" or "could" that nobody foretells it now; None where nothing here says so."""

    def __init__(self, tree: Tree, lookalikes: Lookalikes) -> None:
        self.tree = tree
        self.lookalikes = lookalikes
        self.words = {key: frozenset(value) for key, value in load("forecast")["bygone"].items()}
        self.cues = {key: frozenset(value) for key, value in load("forecast")["cues"].items()}

    def of_would(self, verb: int, subjects: Sequence[int]) -> str | None:
        """Thoughts then, habits told of, refusals, what nobody would do, what the writer would or would not."""
        tree, told = self.tree, self.lookalikes.is_said(verb)
        if self._is_of_speaker(verb, subjects) or self._is_wanting(verb) or self._is_asked_of_anybody(verb, subjects):
            return "hypothetical"
        if self._is_unreal_now(verb) or self._is_judged(verb, subjects):
            return "hypothetical"
        if not self.lookalikes.is_coming(verb) and (self._was_thought(verb) or self._was_felt(verb)):
            return "hypothetical"
        if self._is_witnessed(verb) or self._is_refused(verb):
            return "asserted"
        if told or tree.dep[verb] not in ("ROOT", "conj") or self._is_conditional(verb):
            return None
        return "asserted" if self._is_chronicled(verb) or self._is_habit(verb, subjects) else None

    def of_could(self, verb: int) -> str | None:
        """What somebody thought then could be, and what no longer could."""
        tree = self.tree
        if any(tree.low[kid] == "longer" for kid in tree.children(verb, "advmod")):
            return "hypothetical"
        return "hypothetical" if not self.lookalikes.is_coming(verb) and self._was_thought(verb) else None

    # ---- what was thought

    def _above(self, verb: int) -> int | None:
        """The verb whose clause this is; "feared for years that", which the parser hangs on "years", too."""
        tree = self.tree
        if tree.dep[verb] == "conj" and tree.is_verb(tree.head[verb]):
            verb = tree.head[verb]
        if tree.dep[verb] == "acl" and tree.low[tree.head[verb]] in self.words["long"]:
            return tree.governor(tree.head[verb])
        return tree.head[verb] if tree.dep[verb] == "ccomp" else None

    def _was_thought(self, verb: int) -> bool:
        """ "assumed that the king would", "it was thought that", "refused to believe that it could"; not "said that".

        Within somebody's words it is what he thinks now: "residents said they believed that the army would".
        """
        tree, head = self.tree, self._above(verb)
        if head is None:
            return False
        if tree.dep[verb] == "acl":
            return tree.tag[head] == "VBD"
        past = head
        if any(tree.low[kid] == "to" for kid in tree.children(head, "aux")) or tree.dep[head] == "acomp":
            past = tree.head[head]
        if tree.low[past] == "used":
            return True  # "my grandfather used to say that the sea would come back"
        mine = any(tree.low[one] == "i" for one in tree.children(past, "nsubj"))
        if not self.lookalikes.is_past(past) or (self.lookalikes.is_said(past) and not mine):
            return False
        if tree.lemma[head] in self.words["thought"]:
            return True
        if any(tree.low[one] in ("sure", "certain") for one in (head, *tree.children(head, "acomp"))):
            return True
        if tree.lemma[head] in ("fear", "worry") and any(tree.low[one] == "i" for one in tree.children(head, "nsubj")):
            return True
        if self._is_narrated_telling(head):
            return True
        rumour = any(tree.low[one] in self.words["people"] for one in tree.children(head, "nsubj", "nsubjpass"))
        rumour = rumour and not any(tree.has_child(one, "relcl", "prep", "acl", "amod") for one in tree.kids[head])
        return rumour and tree.lemma[head] == "say"

    def _is_narrated_telling(self, head: int) -> bool:
        """ "warned him that the bridge would not bear the guns", "the pilots were told that they would be home"."""
        tree = self.tree
        if tree.lemma[head] not in self.words["tellings"]:
            return False
        if tree.has_child(head, "auxpass") and tree.has_child(head, "nsubjpass"):
            return not any(tree.low[one] == "it" for one in tree.children(head, "nsubjpass"))
        return any(tree.low[one] in ("him", "her", "them") for one in tree.children(head, "dobj", "dative"))

    def _was_felt(self, verb: int) -> bool:
        """ "frightened that the banks would close, people queued": a feeling beside a deed in the past."""
        tree, head = self.tree, self._above(verb)
        if head is None or tree.low[head] not in self.words["felt"]:
            return False
        if tree.dep[head] == "ROOT" and tree.tag[head] in ("VBG", "VBN"):  # as the parser has it
            return tree.left[head] == head and not tree.has_child(head, "nsubj", "nsubjpass", "aux", "auxpass")
        if tree.dep[head] != "advcl":
            return False
        deed = tree.head[head]
        saying = tree.lemma[deed] in load("forecast")["anybody"]["telling"]
        return not saying and self.lookalikes.is_past(deed) and not self.lookalikes.is_said(deed)

    # ---- what was done

    def _is_witnessed(self, verb: int) -> bool:
        """ "witnesses said the soldiers would stop buses", "residents recalled that": what was done."""
        tree, head = self.tree, self._above(verb)
        if head is None or self.lookalikes.is_coming(verb):
            return False
        if tree.lemma[head] in self.words["recalling"]:
            return True
        if tree.lemma[head] not in ("say", "tell") or not self.lookalikes.is_past(head):
            return False
        return any(
            tree.lemma[one] in self.words["witnesses"] or any(tree.low[kid] == "former" for kid in tree.kids[one])
            for one in tree.children(head, "nsubj")
            if not tree.has_child(verb, "neg", "advcl") and tree.lemma[verb] not in self.cues["undecided"]
            if tree.tag[one] in ("NNS", "NN")
        )

    def _is_refused(self, verb: int) -> bool:
        """ "every village that would not swear was burned", "the engine would not start, and they left without it"."""
        tree = self.tree
        if not tree.has_child(verb, "neg"):
            return False
        if tree.dep[verb] == "relcl":
            above = tree.governor(tree.head[verb])
            return above is not None and self.lookalikes.is_past(above) and not self.lookalikes.is_said(above)
        told = tree.dep[verb] == "ROOT" and not self.lookalikes.is_said(verb)
        return told and any(self.lookalikes.is_past(one) for one in tree.children(verb, "conj") if tree.is_verb(one))

    def _is_conditional(self, verb: int) -> bool:
        """Whether its sentence or the one before holds what it depends on, or a word of guessing."""
        tree = self.tree
        marks = self.words["conditional"]
        first, last = max(0, verb - _LONGEST), min(len(tree), verb + _LONGEST)
        number = tree.sentence[verb]
        same = [one for one in range(first, last) if tree.sentence[one] == number]
        marked = any(tree.low[one] in marks and tree.low[max(0, one - 1)] != "and" for one in same)
        if marked or self.lookalikes.is_coming(verb):
            return True
        before = [
            one
            for one in range(first, verb)
            if tree.sentence[one] == number - 1 and tree.paragraph[one] == tree.paragraph[verb]
        ]
        return any(tree.low[one] in marks or tree.tag[one] == "MD" for one in before)

    def _is_chronicled(self, verb: int) -> bool:
        """ "would go on to lead", "would hold for eleven years", "only then would", "it turned out, would last"."""
        tree = self.tree
        inside = [tree.low[one] for one in range(verb, min(tree.right[verb], verb + 12) + 1)]
        text = " ".join(inside)
        if any(phrase in text for phrase in self.words["chronicle"]):
            return True
        aux = [kid for kid in tree.children(verb, "aux") if tree.tag[kid] == "MD"]
        own = tree.children(verb, "nsubj", "nsubjpass")
        asked = any(tree.low[kid] == "?" for kid in tree.kids[verb])
        first = tree.low[tree.left[verb]]
        if aux and own and aux[0] < own[0] and not asked and first in ("only", "not", "never"):
            return True
        if any(
            tree.lemma[kid] == "turn" and tree.tag[kid] == "VBD" for kid in tree.children(verb, "parataxis", "ccomp")
        ):
            return True
        if any(tree.low[kid] in self.words["soon_after"] for kid in tree.children(verb, "advmod")):
            return True
        return tree.lemma[verb] in self.words["lasted"] and any(
            tree.low[kid] == "for"
            and any(tree.tag[below] == "CD" for one in tree.pobjs(kid) for below in tree.kids[one])
            for kid in tree.children(verb, "prep")
        )

    def _is_habit(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "the men would sit on the steps and wait": a deed of people who are told apart, with no condition by."""
        tree = self.tree
        undecided = tree.lemma[verb] in self.cues["undecided"] - self.words["fates"]
        if undecided or tree.has_child(verb, "auxpass", "neg"):
            return False
        if any(tree.low[kid] in self.cues["guesses"] | {"then", "again"} for kid in tree.children(verb, "advmod")):
            return False
        return bool(subjects) and all(self._is_known_person(one) for one in subjects)

    def _is_known_person(self, one: int) -> bool:
        tree = self.tree
        if tree.low[one] in ("he", "she"):
            return True
        if tree.tag[one] == "CD" and tree.has_child(one, "prep"):
            return True  # "three of the signatories"
        if tree.pos[one] != "NOUN" or not self.lookalikes.is_person(one):
            return False
        return any(tree.low[kid] in ("the", "his", "her", "their") for kid in tree.children(one, "det", "poss"))

    # ---- what nobody foretells

    def _is_of_speaker(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "I would be the last to", "one would need"; but "I would be surprised if" foretells."""
        tree = self.tree
        if not any(tree.low[one] in ("i", "one") for one in subjects):
            return False
        return not self.is_surprised(verb)

    def is_surprised(self, verb: int) -> bool:
        """Whether it "would be astonishing if" something came: it is foretold that it does not."""
        tree = self.tree
        found = tree.children(verb, "acomp", "attr", "oprd")
        surprised = tree.low[verb] in self.words["surprises"] or any(
            tree.low[one] in self.words["surprises"] for one in found
        )
        return surprised and any(
            tree.low[kid] == "if" for clause in tree.kids[verb] for kid in tree.children(clause, "mark")
        )

    def _is_wanting(self, verb: int) -> bool:
        """ "the bridges that would be needed", "there is no hall that would hold them": what is lacking."""
        tree = self.tree
        complements = [verb, *tree.children(verb, "acomp")]
        if any(tree.low[one] in ("needed", "required", "necessary") for one in complements):
            return True
        if tree.dep[verb] != "relcl":
            return False
        noun = tree.head[verb]
        above = tree.governor(noun)
        none = any(tree.low[kid] == "no" for kid in tree.children(noun, "det"))
        there = above is not None and (tree.lemma[above] in ("be", "have") or tree.has_child(above, "expl"))
        return none and there

    def _is_asked_of_anybody(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "no serious general would attack", "few would dispute", "it would take a heart of stone to"."""
        tree = self.tree
        deed = tree.lemma[verb] not in self.cues["undecided"] and not tree.has_child(verb, "auxpass")
        for one in subjects:
            none = tree.low[one] in ("few", "nobody", "none") or any(tree.low[kid] == "no" for kid in tree.kids[one])
            if none and deed and (self.lookalikes.is_person(one) or tree.pos[one] != "NOUN"):
                return not self.lookalikes.is_dated(verb)
        units = load("forecast")["horizons"]["units"]
        takes = tree.lemma[verb] == "take" and any(tree.low[one] == "it" for one in subjects)
        return takes and any(
            tree.lemma[one] not in units
            and any(tree.low[kid] in ("a", "an") for kid in tree.children(one, "det"))
            and not any(tree.lemma[kid] in units for kid in tree.kids[one])
            for one in tree.children(verb, "dobj")
        )

    def _is_judged(self, verb: int, subjects: Sequence[int]) -> bool:
        """ "that would be a mistake", "this would be unfair": what somebody thinks of it."""
        tree = self.tree
        pointed = any(tree.low[one] in ("that", "this") for one in subjects) or tree.has_child(verb, "csubj")
        found = tree.children(verb, "attr", "acomp")
        words = [*found, *(kid for one in found for kid in tree.children(one, "amod"))]
        return tree.lemma[verb] == "be" and pointed and any(tree.low[one] in self.words["judgements"] for one in words)

    def _is_unreal_now(self, verb: int) -> bool:
        """ "if the pass were open, they would not be eating mules": what is not so now."""
        tree = self.tree
        for clause in tree.children(verb, "advcl"):  # "if this were a film, he would be the villain"
            attr = [one for one in tree.children(clause, "attr") if tree.has_child(one, "det")]
            if tree.low[clause] == "were" and attr and tree.lemma[verb] == "be":
                return True
        going_on = tree.tag[verb] == "VBG" and any(tree.low[kid] == "be" for kid in tree.children(verb, "aux"))
        if not going_on and not any(tree.low[kid] in ("still", "today", "now") for kid in tree.kids[verb]):
            return False
        for clause in tree.children(verb, "advcl"):
            aux = {tree.low[kid] for kid in tree.children(clause, *_AUX)}
            past = tree.tag[clause] == "VBD" or tree.low[clause] in ("were", "was") or aux & {"had", "did", "were"}
            marked = any(tree.low[kid] == "if" for kid in tree.children(clause, "mark"))
            if past and (marked or tree.low[tree.left[clause]] in ("had", "were")):
                return True
        return False
