"""The annotator of claims: predicates, their types, roles and statuses, put together as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rashomon.annotate.claims.causes import Causes
from rashomon.annotate.claims.kinds import Kinds, promised
from rashomon.annotate.claims.lexicon import lexicon
from rashomon.annotate.claims.parties import Parties
from rashomon.annotate.claims.phrases import clause, phrase
from rashomon.annotate.claims.predicates import Predicate, find_predicates
from rashomon.annotate.claims.roles import Roles
from rashomon.annotate.claims.scenes import Scenes
from rashomon.annotate.claims.status import Statuses
from rashomon.annotate.claims.survivors import word_of_survival
from rashomon.annotate.claims.tree import Tree
from rashomon.annotate.claims.valency import Valencies
from rashomon.annotate.figures import sort_of_person
from rashomon.annotate.found import Found, Maker
from rashomon.model import Annotation, Document
from rashomon.vocab import load

NAME = "claims"
VERSION = "10"
NEEDS: tuple[str, ...] = (
    "parse",
    "mention",
    "mention:time",
    "mention:place",
    "mention:figure",
    "attribution",
)
MAKES: tuple[str, ...] = ("claim", "role")

#: Share of the places taken from around a deed that lie in the report's governorate (FA-KES, 456 reports: .76 of 2,986
#: from the sentence, .78 of 980 from further off; .75 of those in the clause itself, for reports tell of many places).
_AROUND = 0.77
#: spaCy's entities of time, and the relations by which the parser hangs them on the party that follows.
_TIMES = frozenset({"DATE", "TIME"})
_BEFORE = frozenset({"compound", "npadvmod", "nmod"})
#: Relations by which a predicate inside an attribution's content is said as much as the word above it.
_SAID_TOO = frozenset({"conj", "xcomp", "ccomp", "dobj", "pcomp", "prep"})


def annotate(document: Document, found: Found) -> Iterable[Annotation]:
    """One claim a predicate, with its roles; see the contract in the data reference."""
    return _Claims(document, found).rows()


class _Claims:
    def __init__(self, document: Document, found: Found) -> None:
        self.found = found
        self.maker = Maker(document, f"{NAME}@{VERSION}")
        self.tree = Tree(found.parse)
        self.words = lexicon()
        self.valencies = Valencies(self.tree)
        self.parties = Parties(self.tree, found, self.words)
        self.kinds = Kinds(self.tree, self.valencies, self.parties, self.words)
        self.roles = Roles(self.tree, self.valencies, self.parties, self.kinds)
        self.statuses = Statuses(self.tree, self.valencies)
        self.actors: dict[str, list[tuple[int, int]]] = {}  # first and last token of who acts, by claim of a deed

    def rows(self) -> Iterator[Annotation]:
        owner: dict[int, Annotation] = {}
        seen: set[str] = set()
        for one in find_predicates(self.tree, self.valencies, self.words, (self.parties.names, self.parties.parties)):
            label = self.kinds.of(one)
            if self.tree.dep[one.index] == "amod" and self.tree.pos[one.index] == "VERB":
                continue  # a participle that only describes: 17 of 50 are event mentions in ECB+
            claim, roles = self._claim(one, label)
            if claim.id in seen or self._only_names(one, claim):
                continue  # the same words say the same: one claim, one predicate
            seen.add(claim.id)
            self.actors[claim.id] = list(self._attackers(one, label, roles))
            owner[one.index] = claim
            if one.noun is not None:
                owner[one.noun] = claim
            yield claim
            yield from roles
        circumstances = list(self._circumstances(owner))
        yield from circumstances
        yield from self._scenes(owner, circumstances)
        causes = Causes(self.tree, self.words, self.kinds.of_noun)
        for label, claim, first, last in causes.find(lambda index: self._owner(index, owner)):
            yield self._role(first, last, label, claim)

    def _only_names(self, one: Predicate, claim: Annotation) -> bool:
        """Whether a plain "is" says only what something is called or where it stands, as fact.

        "He is the editor": 4 of 94 such predicates are event mentions in ECB+ (770 documents). What is denied,
        foreseen or supposed to be so stays a claim.
        """
        tree = self.tree
        if one.sort != "state" or claim.label != "STATE" or claim.value != "asserted":
            return False
        if one.noun is None:
            return not any(self.parties.is_place(item) for _, item in self.valencies.of(one.index).preps)
        return tree.pos[one.noun] in ("NOUN", "PROPN", "NUM") and tree.lemma[one.noun] not in self.words.nouns

    def _claim(self, one: Predicate, label: str) -> tuple[Annotation, list[Annotation]]:
        tree = self.tree
        actors = self.roles.actors(one, label)
        recipients = self.roles.recipients(one, label, actors)
        about = self._about(tree.start[one.first], tree.end[one.last])
        source = about.who if about is not None else None
        mentions = [self.parties.mention(*phrase(tree, actor), actor) for actor in actors]
        is_source = source is not None and any(row is not None and self._is_same(row, source) for row in mentions)
        is_source = is_source or any(tree.low[actor] in ("i", "we") for actor in actors)
        stance = about.value if about is not None and self._is_main(one, about) else None
        status = self.statuses.of(one, stance, is_source, about is not None)
        if status in ("planned", "ordered") and label == "OTHER" and one.sort == "noun" and self._is_bare(one.index):
            status = "hypothetical"
        if one.sort != "noun" and (
            status == "planned" or (status in ("denied", "forecast") and self._by_party(actors))
        ):
            label = promised(tree, one.index, label)
        first, last = phrase(tree, one.index) if one.sort == "noun" else clause(tree, one.index)
        first, last = min(first, one.first), max(last, one.last)
        claim = self.maker.claim(
            tree.start[first], tree.end[last], label, status, about.id if about is not None else None
        )
        rows = [self._role(one.first, one.last, "predicate", claim)]
        rows += [self._party(actor, "actor", claim) for actor in actors]
        for item in recipients:
            party = self._party(item, "recipient", claim)
            rows.append(party)
            # "forty men were rounded up and executed": the count belongs to both claims
            figures = self.found.overlapping("mention", party.start, party.end)
            rows += [
                self.maker.role(one.start, one.end, "figure", claim.id, one.id)
                for one in figures
                if one.label == "figure" and one.start <= tree.start[item] and self._counts_for(one, claim, rows[0])
            ]
        return claim, rows

    def _is_same(self, row: Annotation, source: str) -> bool:
        """Whether a mention is the source, or a pronoun for it: "the rebels say they will blow up the dam"."""
        if row.id == source:
            return True
        pronoun = self.maker.document.text[row.start : row.end].lower() in ("he", "she", "they")
        return pronoun and row.value is not None and row.value == self.found.row(source).value

    def _counts_for(self, figure: Annotation, claim: Annotation, predicate: Annotation) -> bool:
        """Whether a figure among those acted on is of this claim, not of another harm right beside it."""
        if claim.label not in ("ASSAULT", "STATE"):
            return True
        at = word_of_survival(self.tree, self.words, self.parties.tokens(figure.start, figure.end))
        return at is None or predicate.start <= self.tree.start[at] < predicate.end

    def _attackers(self, one: Predicate, label: str, roles: Iterable[Annotation]) -> Iterator[tuple[int, int]]:
        """The tokens of who attacked, so that a count of them is no toll.

        Verbs of attack have them, and verbs of harm that say whom else: "a gunman killed two guards", not "Nine bakers
        killed"; of these the head alone, for their subjects are often misread.
        """
        lemma, words = self.tree.lemma[one.index], self.words
        if one.sort != "verb" or label != "ASSAULT":
            return
        attacks = words.verbs.get(lemma) == "ASSAULT" and lemma not in words.words["harming"]
        whom = any(row.label == "recipient" for row in roles)
        for actor in self.roles.actors(one, label) if attacks or whom or one.noun is not None else ():
            yield phrase(self.tree, actor) if attacks or one.noun is not None else (actor, actor)

    def _is_bare(self, noun: int) -> bool:
        """Whether a noun says nothing of what would happen to whom: "more attention", "a plan for the crisis"."""
        tree = self.tree
        return not tree.has_child(noun, "poss") and not any(
            tree.low[kid] in ("of", "by") for kid in tree.children(noun, "prep")
        )

    def _is_main(self, one: Predicate, about: Annotation) -> bool:
        """Whether a predicate is what the attribution says, not a thing or clause told of inside it."""
        tree, index = self.tree, one.index
        for _ in range(8):
            head = tree.head[index]
            if head == index or not about.start <= tree.start[head] < about.end:
                return True
            if tree.dep[index] not in _SAID_TOO:
                return False
            index = head
        return False

    def _by_party(self, actors: list[int]) -> bool:
        return any(self.parties.is_party(actor) for actor in actors)

    def _about(self, start: int, end: int) -> Annotation | None:
        best: Annotation | None = None
        for row in self.found.overlapping("attribution", start, end):
            if row.label == "scare" or row.start > start or row.end < end or self._is_own_guess(row):
                continue
            if best is None or row.end - row.start < best.end - best.start:
                best = row
        return best

    def _is_own_guess(self, row: Annotation) -> bool:
        """Whether an attribution names nobody and is what the writer infers: "the army can be expected to"."""
        if row.who is not None or row.value != "expects":
            return False
        text = self.maker.document.text
        first = [text[cue.start : cue.end].lower().split() for cue in self.found.about(row.id, "cue")]
        return any(words[:1] != [] and words[0] in load("forecast")["register"]["may_be"] for words in first)

    def _role(self, first: int, last: int, label: str, claim: Annotation) -> Annotation:
        return self.maker.role(self.tree.start[first], self.tree.end[last], label, claim.id)

    def _party(self, head: int, label: str, claim: Annotation) -> Annotation:
        tree = self.tree
        first, last = phrase(tree, head)
        while (
            first < head and tree.entity[first] in _TIMES and tree.dep[first] in _BEFORE and self.parties.is_party(head)
        ):
            first += 1  # "Monday afternoon army snipers": when, then who
        if label == "actor" and tree.lemma[head] in self.words.classes["violence"]:
            last = head  # "strikes on Karsa": whom they hit is no part of what acts
        mention = self.parties.mention(first, last, head)
        who = mention.id if mention is not None else None
        return self.maker.role(tree.start[first], tree.end[last], label, claim.id, who)

    def _circumstances(self, owner: dict[int, Annotation]) -> Iterator[Annotation]:
        """Places, times and figures: each goes to the nearest predicate above it."""
        tree = self.tree
        for row in self.found.rows("mention", "time", "figure", "place", "country", "facility"):
            tokens = self.parties.tokens(row.start, row.end)
            if not tokens or (row.label == "figure" and self._is_of_others(tokens)):
                continue
            inside = set(tokens)
            top = next((one for one in tokens if tree.head[one] not in inside or tree.head[one] == one), tokens[-1])
            claim = self._figure_owner(tokens, top, owner) if row.label == "figure" else self._owner(top, owner)
            if claim is None:
                continue
            label = row.label if row.label in ("time", "figure") else "place"
            if label == "place" and not self._stands_as_place(top):
                continue
            yield self.maker.role(row.start, row.end, label, claim.id, row.id)

    def _is_of_others(self, tokens: range) -> bool:
        """Whether a figure only says whose they are: "three bakers from one family", "wives of five guards"."""
        tree, first = self.tree, tokens[0]
        before = first - 2 if tree.low[first - 1] == "the" else first - 1
        above = before - 1
        if above < 0 or tree.low[before] not in ("from", "of") or tree.pos[above] not in ("NOUN", "PROPN"):
            return False
        named = tree.pos[tokens[-1]] != "NUM"  # "a family of six" counts the family
        if named and tree.low[before] == "of" and sort_of_person(tree.low[above]) not in (None, "people"):
            return True
        figures = self.found.overlapping("mention", tree.start[above], tree.end[above])
        return any(row.label == "figure" and row.end == tree.end[above] for row in figures)

    def _figure_owner(self, tokens: range, top: int, owner: dict[int, Annotation]) -> Annotation | None:
        """The claim that a figure counts for; none where it counts who did the violence, or who lived through it."""
        claim = self._owner(top, owner)
        if claim is None or claim.label not in ("ASSAULT", "STATE"):
            return claim
        at = word_of_survival(self.tree, self.words, tokens)
        if at is not None:
            return owner.get(at)
        actors = () if self.tree.low[tokens[-1]] in self.words.words["the_dead"] else self.actors.get(claim.id, ())
        is_actor = any(first <= tokens[-1] <= last or tokens[0] <= first <= tokens[-1] for first, last in actors)
        return None if is_actor and claim.label == "ASSAULT" else claim

    def _scenes(self, owner: dict[int, Annotation], told: list[Annotation]) -> Iterator[Annotation]:
        """A place for each violent deed whose own words give none that is resolved: from around it."""
        scenes = Scenes(self.tree, self.found, self.parties)
        placed: dict[str, bool] = {}  # claims with a place of their own; whether one is a resolved place
        for role in told:
            if role.label == "place" and role.about is not None and role.who is not None:
                mention = self.found.row(role.who)
                fine = mention.label == "place" and mention.value is not None
                placed[role.about] = placed.get(role.about, False) or fine
        done: set[str] = set()
        for index in sorted(owner):
            claim = owner[index]
            if claim.label != "ASSAULT" or claim.id in done or placed.get(claim.id):
                continue
            done.add(claim.id)
            elsewhere = self.tree.is_verb(index) and claim.value == "asserted" and claim.id not in placed
            found = scenes.of(index, elsewhere=elsewhere)
            if found is not None:
                role = self.maker.role(found.start, found.end, "place", claim.id, found.id)
                yield replace(role, score=_AROUND)

    def _owner(self, index: int, owner: dict[int, Annotation]) -> Annotation | None:
        for _ in range(10):
            if index in owner:
                return owner[index]
            if self.tree.head[index] == index:
                return None
            index = self.tree.head[index]
        return None

    def _stands_as_place(self, top: int) -> bool:
        tree = self.tree
        return tree.dep[top] == "pobj" and tree.low[tree.head[top]] in self.words.orders["place_preps"]
