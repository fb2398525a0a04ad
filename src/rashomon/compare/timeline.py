"""What happened when, by the accounts' own dates, and when each account was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account
from rashomon.compare.edtf import days
from rashomon.compare.ties import Ties
from rashomon.compare.version import Version, version
from rashomon.model import Row


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time (first and last day) and the claims that place something in it."""

    first: str
    last: str
    value: str  # EDTF
    versions: tuple[Version, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.document for one in self.versions))

    def to_row(self) -> Row:
        versions = [one.to_row() for one in self.versions]
        return {"first": self.first, "last": self.last, "value": self.value, "versions": versions}


def find_moments(accounts: Sequence[Account], ties: Ties) -> tuple[Moment, ...]:
    """The claims that an account dates, in the order of the dates told; those of one stretch together."""
    found: dict[tuple[str, str], list[tuple[str, Version]]] = {}
    for account in accounts:
        for claim in account.of("claim"):
            if claim.value in ("forecast", "planned", "ordered", "hypothetical"):
                continue
            if not any(role.kind == "role" and role.label == "time" for role in account.about(claim)):
                continue
            one = version(account, claim, ties)
            for value, stretch in _stretches(one):
                found.setdefault(stretch, []).append((value, one))
                break
    return tuple(
        Moment(first, last, told[0][0], tuple(one for _, one in told)) for (first, last), told in sorted(found.items())
    )


def _stretches(one: Version) -> Iterable[tuple[str, tuple[str, str]]]:
    for part in one.of("when"):
        stretch = days(part.value)
        if part.value and stretch:
            yield part.value, stretch


def as_of(accounts: Iterable[Account], day: str) -> list[Account]:
    """The accounts that were out by the end of `day` (ISO 8601); undated accounts are left out, for who knows?"""
    return [one for one in accounts if one.document.published and one.document.published[: len(day)] <= day]
