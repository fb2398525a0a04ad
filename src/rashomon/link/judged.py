"""What people said of pairs, and clusters that keep to it: a person's word wins over every machine link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.link.intervals import seconds
from rashomon.model import Judgement, Link

JUDGED = "judgement@1"


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that count: the latest of each pair, and of each row."""

    same: tuple[tuple[str, str], ...] = ()  # latest first
    apart: frozenset[tuple[str, str]] = frozenset()
    wrong: frozenset[str] = frozenset()  # rows and links

    def parts(self, left: str, right: str) -> bool:
        return (min(left, right), max(left, right)) in self.apart


def judged(judgements: Sequence[Judgement]) -> Judged:
    """The latest verdict of each pair and of each row; of two at one time, the one given later in the list."""
    latest: dict[tuple[str, str | None], tuple[float, int, Judgement]] = {}
    for index, one in enumerate(judgements):
        pair = (one.left, None) if one.right is None else (min(one.left, one.right), max(one.left, one.right))
        at = seconds(one.at)
        if pair not in latest or (at, index) > latest[pair][:2]:
            latest[pair] = (at, index, one)
    ordered = sorted(latest.items(), key=lambda item: item[1][:2], reverse=True)
    return Judged(
        tuple((a, b) for (a, b), (*_, one) in ordered if b is not None and one.verdict == "same"),
        frozenset((a, b) for (a, b), (*_, one) in ordered if b is not None and one.verdict == "different"),
        frozenset(a for (a, b), (*_, one) in ordered if b is None and one.verdict == "wrong"),
    )


@dataclass(slots=True)
class Groups:
    """Rows joined pair by pair, never against a person's word: union-find that carries who must stay apart."""

    judged: Judged
    parent: dict[str, str] = field(default_factory=dict)
    enemies: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def over(cls, rows: Iterable[str], given: Judged) -> Groups:
        """Each row on its own, then joined where a person said so (the latest word first)."""
        groups = cls(given, {one: one for one in rows})
        for left, right in given.apart:
            if left in groups.parent and right in groups.parent:
                groups.enemies.setdefault(left, set()).add(right)
                groups.enemies.setdefault(right, set()).add(left)
        for left, right in given.same:
            if left in groups.parent and right in groups.parent:
                groups.join(left, right)
        return groups

    def root(self, one: str) -> str:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def may_join(self, left: str, right: str) -> bool:
        first, second = self.root(left), self.root(right)
        enemies = self.enemies.get(first)
        return first == second or not enemies or all(self.root(one) != second for one in enemies)

    def join(self, left: str, right: str) -> bool:
        """Join two rows' groups; False, and nothing done, where a person parted any of their members."""
        if not self.may_join(left, right):
            return False
        first, second = sorted((self.root(left), self.root(right)))
        if first != second:
            self.parent[second] = first
            if second in self.enemies:
                self.enemies.setdefault(first, set()).update(self.enemies.pop(second))
        return True

    def members(self) -> list[tuple[str, ...]]:
        """The groups as sorted tuples, in order of their least member; rows alone are groups of one."""
        made: dict[str, list[str]] = {}
        for one in sorted(self.parent):
            made.setdefault(self.root(one), []).append(one)
        return sorted(tuple(group) for group in made.values())


def person_links(kind: str, rows: Iterable[str], given: Judged) -> list[Link]:
    """A link for each pair of these rows that a person called the same."""
    known = set(rows)
    pairs = sorted(pair for pair in given.same if pair[0] in known and pair[1] in known)
    return [Link(kind, left, right, "same", JUDGED) for left, right in pairs]  # type: ignore[arg-type]
