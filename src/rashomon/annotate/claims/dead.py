"""Ways to tell of the killed without a verb of killing: "ten were among the dead", "left nine dead", "died"."""

from __future__ import annotations

from rashomon.annotate.claims.lexicon import Lexicon
from rashomon.annotate.claims.tree import Tree

_REACH = 40  # tokens at most to a word of violence in the same sentence
_LEFT = 12  # tokens at most from "left" to "dead"


class Dead:
    """Says which predicates of one document count the killed."""

    def __init__(self, tree: Tree, words: Lexicon) -> None:
        self.tree = tree
        self.words = words
        self._violent = (words.classes["violence"] | words.classes["weapon"]) - words.words["vague_violence"]

    def counted(self, verb: int) -> bool:
        """Whether a verb says who or how many the killed were.

        "Ten children were among the dead", "the victims include six nurses", "the number of killed rose to nine".
        """
        tree, words = self.tree, self.words.words
        lemma = tree.lemma[verb]
        if lemma == "leave":
            return self._leaves_dead(verb)
        if lemma not in words["counting_dead"] and lemma not in words["rising"]:
            return False
        around = [below for kid in tree.children(verb, "prep") if tree.low[kid] == "among" for below in tree.pobjs(kid)]
        for subject in tree.children(verb, "nsubj", "nsubjpass", "attr"):
            of = [
                below
                for kid in tree.children(subject, "prep")
                if tree.low[kid] in ("of", "among")
                for below in tree.pobjs(kid)
            ]
            if lemma in words["rising"] and lemma not in words["counting_dead"]:
                around += of if tree.lemma[subject] in ("number", "toll") else []
                continue
            around += of
            around += [subject] if lemma == "include" else []
            around += [
                below for kid in tree.children(subject, "prep") if tree.low[kid] == "among" for below in tree.pobjs(kid)
            ]
        if lemma == "be":
            first = [kid for kid in tree.children(verb, "prep") if tree.low[kid] == "of" and kid < verb]
            around += [below for kid in first for below in tree.pobjs(kid)]
        return any(self._are_killed(one) for one in around)

    def counted_deaths(self, noun: int) -> bool:
        """Whether deaths in violence are counted: "the raid resulted in nine deaths", "led to the death of nine"."""
        tree = self.tree
        of = [below for kid in tree.children(noun, "prep") if tree.low[kid] == "of" for below in tree.pobjs(kid)]
        counted = any(tree.pos[kid] == "NUM" for one in (noun, *of) for kid in tree.kids[one])
        return counted and self.in_violence(noun)

    def are_subject(self, verb: int) -> bool:
        """Whether the subject of a verb is the killed or their number, who do nothing: "the toll rose", "two were"."""
        return self.tree.lemma[verb] in self.words.words["counting_dead"] | self.words.words["rising"]

    def _are_killed(self, noun: int) -> bool:
        """Whether a noun phrase stands for the killed: "the dead", "the victims", "those killed"."""
        tree = self.tree
        if tree.low[noun] in self.words.words["the_dead"]:
            return True
        return any(tree.lemma[kid] in self.words.words["killing"] for kid in tree.children(noun, "acl", "amod"))

    def _leaves_dead(self, verb: int) -> bool:
        tree = self.tree
        last = min(len(tree), verb + _LEFT)
        return any(
            tree.low[one] in ("dead", "killed") and tree.sentence[one] == tree.sentence[verb]
            for one in range(verb + 1, last)
        )

    def fell(self, verb: int) -> bool:
        """Whether somebody dies where violence is told of in the sentence, and of nothing else ("died of fever")."""
        tree = self.tree
        if tree.lemma[verb] not in self.words.words["dying"]:
            return False
        of = [below for kid in tree.children(verb, "prep") if tree.low[kid] == "of" for below in tree.pobjs(kid)]
        return not of and self.in_violence(verb)

    def in_violence(self, index: int) -> bool:
        """Whether a word of violence or a weapon stands in the same sentence."""
        tree = self.tree
        first, last = max(0, index - _REACH), min(len(tree), index + _REACH + 1)
        sentence = tree.sentence[index]
        return any(tree.lemma[one] in self._violent and tree.sentence[one] == sentence for one in range(first, last))
