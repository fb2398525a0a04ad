"""Who does what to whom around one verb: its deep subjects and objects, whatever the construction.

Passives, relative clauses, coordination, participles and control (xcomp) are undone here, so that the rules
for types and roles see one shape. Dependencies are those of spaCy's English models (ClearNLP labels).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rashomon.annotate.claims.tree import Tree

#: Verbs whose object, not subject, does what the infinitive says ("ordered the guards to leave").
_OBJECT_CONTROL = frozenset({
    "allow", "ask", "ban", "bar", "beg", "call", "cause", "command", "compel", "convince", "drive", "enable",
    "encourage", "expect", "forbid", "force", "help", "instruct", "invite", "lead", "leave", "let", "make", "oblige",
    "order", "permit", "persuade", "press", "pressure", "prevent", "prohibit", "push", "recommend", "require", "see",
    "tell", "trigger", "urge", "want", "warn",
})  # fmt: skip
#: Participles that stand like adjectives after "be": who stands before them acts ("is opposed to", "was engaged in").
_STATIVE = frozenset({
    "oppose", "engage", "involve", "commit", "determine", "interest", "concern", "devote", "dedicate", "prepare",
    "unite", "divide", "base", "station", "concentrate", "align", "ally", "allied",
})  # fmt: skip
#: Verbs whose object is who did or would do what follows ("accused them of looting", "kept them from leaving").
_OBJECT_DOES = frozenset({
    "accuse", "suspect", "convict", "blame", "condemn", "criticise", "criticize", "charge", "praise", "thank",
    "denounce", "arrest", "detain", "jail", "fine", "prevent", "stop", "keep", "ban", "bar", "prohibit", "deter",
    "discourage", "excoriate", "rebuke", "punish", "sentence", "catch", "see", "find", "show",
})  # fmt: skip
_PARTICLES = frozenset({"out", "off", "over", "back", "down", "up", "away", "in", "on", "apart", "aside"})
_ROW = 8  # participles in a row that are looked through
_STEPS = 6  # how far a missing subject is looked for up the tree; nothing was found beyond 5 in 1,500 sentences
#: What is done to places and things rather than to those who take them.
_HELD = frozenset({"occupy", "hold", "control", "inhabit", "garrison", "defend"})


@dataclass(slots=True)
class Valency:
    """The parts around a verb as token indexes; `preps` pairs a preposition's lemma with its object."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    datives: list[int] = field(default_factory=list)
    preps: list[tuple[str, int]] = field(default_factory=list)
    particles: list[int] = field(default_factory=list)
    complements: list[int] = field(default_factory=list)
    purposes: list[int] = field(default_factory=list)
    passive: bool = False


class Valencies:
    """Valencies of one document's verbs, each worked out once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[int, Valency] = {}

    def of(self, verb: int) -> Valency:
        known = self._known.get(verb)
        if known is None:
            known = self._known[verb] = self._read(verb)
        return known

    def _read(self, verb: int) -> Valency:
        tree = self.tree
        found = Valency(passive=self.is_passive(verb))
        for kid in tree.kids[verb]:
            dep = tree.dep[kid]
            if dep == "dative" and tree.pos[kid] not in ("ADP", "PART", "SCONJ"):
                found.datives += tree.conjuncts(kid)
            elif dep in ("prep", "dative"):
                found.preps += [(tree.low[kid], one) for one in tree.pobjs(kid)]
            elif dep == "prt" or (dep == "advmod" and tree.low[kid] in _PARTICLES):
                found.particles.append(kid)
            elif dep in ("xcomp", "ccomp"):
                found.complements.append(kid)
            elif dep == "advcl" and any(tree.low[one] == "to" for one in tree.children(kid, "aux")):
                found.purposes.append(kid)
        found.subjects = self.subjects(verb, _STEPS)
        found.objects = self.objects(verb, _STEPS)
        return found

    def is_passive(self, verb: int) -> bool:
        """Whether a verb stands in the passive, by itself or as the next in a row ("was paid, armed and fed")."""
        tree = self.tree
        for _ in range(_ROW):
            if tree.has_child(verb, "auxpass", "nsubjpass"):
                return True
            if tree.tag[verb] != "VBN":
                return False
            if tree.dep[verb] != "conj" or tree.has_child(verb, "nsubj", "aux", "dobj"):
                break
            verb = tree.head[verb]
            if not tree.is_verb(verb):
                return False
        return tree.dep[verb] in ("acl", "amod", "advcl") and not tree.has_child(verb, "dobj", "aux")

    def is_stative(self, verb: int) -> bool:
        """Whether a passive form says a state of its subject, with nobody else acting."""
        tree = self.tree
        return tree.lemma[verb] in _STATIVE and tree.has_child(verb, "auxpass") and not tree.has_child(verb, "agent")

    def _own(self, verb: int, *deps: str) -> list[int]:
        """Children with these relations; a relative pronoun gives way to the noun it stands for."""
        tree = self.tree
        found = []
        for kid in tree.children(verb, *deps):
            if tree.is_relative(kid) and tree.dep[verb] == "relcl":
                found.append(tree.head[verb])
            else:
                found += tree.conjuncts(kid)
        return found

    def subjects(self, verb: int, steps: int) -> list[int]:
        """Who acts: the agent of a passive, else the subject, own, shared or controlled."""
        tree = self.tree
        if self.is_passive(verb) and not self.is_stative(verb):
            agents = [one for kid in tree.children(verb, "agent") for one in tree.pobjs(kid)]
            by = [kid for kid in tree.children(verb, "prep") if tree.low[kid] == "by"]
            return agents or [one for kid in by for one in tree.pobjs(kid) if tree.tag[one] != "VBG"]
        own = self._own(verb, "nsubj", "csubj", "expl", "nsubjpass")
        own = [one for one in own if tree.low[one] != "there"]
        if own or steps == 0:
            return own
        return self._shared(verb, steps - 1)

    def _shared(self, verb: int, steps: int) -> list[int]:
        tree, dep, head = self.tree, self.tree.dep[verb], self.tree.head[verb]
        if head == verb:
            return []
        if dep in ("acl", "amod") and tree.tag[verb] == "VBG":
            return [head]
        if dep in ("conj", "advcl", "dep") and tree.is_verb(head):
            # the subject of a passive is what the next verb's subject is ("was hit and sank")
            return self.objects(head, steps) if self.is_passive(head) else self.subjects(head, steps)
        if dep == "xcomp" and tree.is_verb(head):
            controlled = tree.lemma[head] in _OBJECT_CONTROL
            objects = self.objects(head, steps) if controlled or self.is_passive(head) else []
            return objects or self.subjects(head, steps)
        if (
            dep == "ccomp"
            and tree.lemma[head] == "be"
            and any(tree.low[one] == "it" for one in tree.children(head, "nsubj"))
        ):
            # "it was the guards that with some help took the mill"
            return [one for kid in tree.children(head, "attr") for one in tree.conjuncts(kid)]
        if dep == "acl":
            holders = tree.children(head, "poss")  # "the council's plan to close the bridge"
            if holders:
                return holders
        if dep == "pcomp" and tree.is_verb(tree.head[head]) and tree.lemma[tree.head[head]] in _OBJECT_DOES:
            blamed = self.objects(tree.head[head], steps)
            if blamed:
                return blamed
        if dep in ("pcomp", "acl", "xcomp", "advcl"):
            above = tree.governor(verb)
            return self.subjects(above, steps) if above is not None and above != verb else []
        return []

    def _shared_object(self, verb: int, steps: int) -> list[int]:
        """What a passive without a subject befalls: what the verb above has for one."""
        tree, dep, head = self.tree, self.tree.dep[verb], self.tree.head[verb]
        if dep not in ("conj", "xcomp", "advcl") or not tree.is_verb(head):
            return []
        held = dep == "advcl" and head < verb and tree.lemma[verb] in _HELD
        taken = self._own(head, "dobj") if held else []
        if taken:
            return taken  # "took the town, held by rebels": the town, not who took it
        return self.objects(head, steps - 1) if self.is_passive(head) else self.subjects(head, steps - 1)

    def objects(self, verb: int, steps: int) -> list[int]:
        """What is acted on: the subject of a passive, else the object; the noun that a relative clause hangs on."""
        tree, dep, head = self.tree, self.tree.dep[verb], self.tree.head[verb]
        if self.is_stative(verb):
            return []
        if self.is_passive(verb):
            own = self._own(verb, "nsubjpass", "nsubj")
            if own or steps == 0 or head == verb:
                return own
            if dep in ("acl", "amod"):
                return [head]
            return self._shared_object(verb, steps)
        own = self._own(verb, "dobj")
        if own:
            return own
        for kid in tree.children(verb, "conj"):
            # "killed or abducted nine farmers": the object stands with the last verb
            if verb < kid <= verb + 3 and tree.is_verb(kid) and not self.is_passive(kid):
                return self._own(kid, "dobj")
        if dep == "relcl" and not any(tree.is_relative(kid) for kid in tree.children(verb, "nsubj")):
            gap = not tree.has_child(verb, "prep", "ccomp", "xcomp", "attr", "acomp") and tree.has_child(verb, "nsubj")
            return [head] if gap else []
        if dep == "amod" and tree.tag[verb] == "VBN":
            return [head]
        return []
