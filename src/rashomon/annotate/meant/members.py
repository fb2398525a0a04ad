"""The states and persons of a text, and which of them words stand for that name nobody."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from rashomon import vocab
from rashomon.annotate.found import Found
from rashomon.annotate.meant.phrases import Phrase
from rashomon.model import Annotation, Document

#: Sentences before the phrase in which those may be named whom it means.
BACK = 3
#: Of all that the text is about, those are meant who are named so many times as often as any other.
CLEARLY = 3
#: A state is meant by "the country" only where the text names it so often.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Member:
    """One who may be meant, with the mention by which the text names him first, and the label that a mention gets."""

    label: str
    first: Annotation


class Members:
    """The states and persons that a text names, by sort and then by offset."""

    def __init__(self, document: Document, found: Found) -> None:
        self.text = document.text
        self.sentences: list[int] = [one.start_char for one in found.parse.sents]
        self.member: dict[str, Member] = {}
        self.named: dict[str, list[tuple[int, str]]] = {"state": [], "person": []}
        self._add_states(found)
        self._add_persons(found)
        self.named["state"].sort()
        self.states_of = self._states_of_persons(found)
        for at, person in self.named["person"]:
            self.named["state"] += [(at, state) for state in self.states_of.get(person, ())]
        for named in self.named.values():
            named.sort()
        self.offsets = {sort: [at for at, _ in named] for sort, named in self.named.items()}

    def of(self, phrase: Phrase) -> list[Member]:
        """Whom the phrase stands for; none where that is not clear."""
        if phrase.sort == "half":
            keys = self._halves(phrase)
        elif phrase.sort == "own":
            keys = self._own(phrase)
        elif phrase.sort == "side":
            keys = self._near(phrase, "state", 0)
        else:
            keys = self._near(phrase, phrase.sort, BACK) or self._most(phrase)
        return [self.member[key] for key in keys]

    def _add_states(self, found: Found) -> None:
        """Countries, their peoples and their capitals that act, each by the country's ISO code where it is named."""
        codes = {(one.start, one.end): one.note for one in found.candidates.get("place", []) if len(one.note) == 2}
        for row in found.rows("mention", "country"):
            code = codes.get((row.start, row.end), "")
            if code and row.value:
                self.member.setdefault(code, Member("government", row))
                self.named["state"].append((row.start, code))
        others = [(one.start, one.note) for one in found.candidates.get("people", [])]
        others += [
            (row.start, vocab.capitals().get(self.text[row.start : row.end], ""))
            for row in found.rows("mention", "government")
        ]
        self.named["state"] += [(at, code) for at, code in others if code in self.member]

    def _add_persons(self, found: Found) -> None:
        for row in found.rows("mention", "person"):
            if not row.value or row.made_by.startswith("attributions@"):
                continue
            said = self.text[row.start : row.end]
            if said.split()[-1][0].isupper() and said.lower() == row.value:
                self.member.setdefault(row.value, Member("person", row))
        self.named["person"] += [
            (row.start, row.value) for row in found.rows("mention", "person") if row.value in self.member
        ]

    def _states_of_persons(self, found: Found) -> dict[str, set[str]]:
        """For each person the states by which the text names him, where it is one: "Karsan leader Ena Dorn"."""
        states: dict[str, set[str]] = {}
        starts = [at for at, _ in self.named["state"]]
        for row in found.rows("mention", "person"):
            if row.value in self.member:
                held = self.named["state"][bisect_left(starts, row.start) : bisect_left(starts, row.end)]
                states.setdefault(row.value, set()).update(key for _, key in held)
        return {person: held for person, held in states.items() if len(held) == 1}

    def _halves(self, phrase: Phrase) -> list[str]:
        """The states whose names differ in the word before one: "North Karsa" and "South Karsa"."""
        one, other, name = phrase.parts
        found = {}
        for key, member in self.member.items():
            words = self.text[member.first.start : member.first.end].split()
            if member.label == "government" and len(words) == 2 and words[1] == name:
                found[words[0]] = key
        if one:
            return [found[one], found[other]] if {one, other} <= set(found) else []
        return [found[half] for half in sorted(found)] if len(found) == phrase.count else []

    def _near(self, phrase: Phrase, sort: str, most: int) -> list[str]:
        """Those named last, where that many and no more are named in the same sentence or in up to `most` before."""
        named, offsets = self.named[sort], self.offsets[sort]
        last = bisect_left(offsets, phrase.start)
        for back in range(most + 1):
            keys = list(
                dict.fromkeys(key for _, key in named[bisect_left(offsets, self._sentence(phrase, back)) : last])
            )
            if len(keys) >= phrase.count:
                return keys if len(keys) == phrase.count else []
        return []

    def _sentence(self, phrase: Phrase, back: int) -> int:
        """Where the sentence begins that stands `back` sentences before that of the phrase."""
        return self.sentences[max(0, bisect_right(self.sentences, phrase.start) - 1 - back)]

    def _own(self, phrase: Phrase) -> list[str]:
        """The state of whoever is named last before "his country", where the text says elsewhere of which he is."""
        offsets = self.offsets["person"]
        last = bisect_left(offsets, phrase.start)
        near = self.named["person"][bisect_left(offsets, self._sentence(phrase, 1)) : last]
        return sorted(self.states_of.get(near[-1][1], set())) if near else []

    def _most(self, phrase: Phrase) -> list[str]:
        """Those whom the whole text is about, where it is clear who they are."""
        counts = Counter(key for _, key in self.named[phrase.sort]).most_common(phrase.count + 1)
        if len(counts) < phrase.count:
            return []
        least = counts[phrase.count - 1][1]
        after = counts[phrase.count][1] if len(counts) > phrase.count else 0
        return [key for key, _ in counts[: phrase.count]] if least >= max(FEWEST, CLEARLY * after) else []
