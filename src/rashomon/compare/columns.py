"""Accounts as heads of columns: what to call each, how long it is, and whose words it prints again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rashomon.compare.account import Account, flat
from rashomon.compare.ties import Ties
from rashomon.model import Document, Link, Row

#: Share of the shorter text from which an edited copy is the whole text, but for a place line or a credit.
WHOLE = 0.98


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Column:
    """An account as the head of a column. `repeats` is the link to the text whose words it prints again."""

    document: Document
    name: str  # the source; with what tells it apart where the source has several accounts here
    words: int
    text: str  # id of the first document that has these words: its own where it repeats nobody
    repeats: Link | None

    @property
    def is_dated(self) -> bool:
        """Whether the name already says the day, since the source has several accounts here."""
        return bool(self.document.published) and self.name.endswith(_day(self.document.published))

    @property
    def is_copy(self) -> bool:
        """Whether the account prints another's words all but unchanged: it is folded into that account's column."""
        if self.repeats is None or self.text == self.document.id:
            return False
        return self.repeats.label == "copy" or (self.repeats.label == "edited" and (self.repeats.share or 0) >= WHOLE)

    def to_row(self) -> Row:
        head = self.document.head() | {"authors": list(self.document.authors), "credit": self.document.credit}
        repeats = None
        if self.repeats is not None:
            repeats = {"document": self.text, "kind": self.repeats.label, "share": self.repeats.share}
        return head | {"name": self.name, "words": self.words, "repeats": repeats}


def columns(accounts: Sequence[Account], ties: Ties) -> tuple[Column, ...]:
    """The heads of the accounts, in their order."""
    names = names_of(one.document for one in accounts)
    return tuple(
        Column(
            one.document, names[one.document.id], len(one.document.text.split()), ties.texts[one.document.id],
            ties.copies.get(one.document.id),
        )
        for one in accounts
    )  # fmt: skip


def names_of(documents: Iterable[Document]) -> dict[str, str]:
    """A short name for each document, no two alike: its source, then with its date, then with its title or a number."""
    found = list(documents)
    bases = {one.id: one.source or _host(one.url) or (one.authors[0] if one.authors else "") for one in found}
    tries: list[Callable[[Document], str]] = [
        lambda one: bases[one.id] or _shortened(one.title) or one.id,
        lambda one: _joined(bases[one.id], _day(one.published) or _shortened(one.title)),
        lambda one: _joined(bases[one.id], _shortened(one.title), _day(one.published)),
        lambda one: _joined(bases[one.id], one.title, one.id),
    ]
    names: dict[str, str] = {}
    for attempt in tries:
        waiting = [one for one in found if one.id not in names]
        made = {one.id: attempt(one) for one in waiting}
        counts = Counter([*made.values(), *names.values()])
        names |= {key: name for key, name in made.items() if counts[name] == 1}
    return {one.id: names.get(one.id, one.id) for one in found}


def _day(published: str | None) -> str:
    """A day as `17 Aug 2019`; less where less is known; "" for None."""
    parts = (published or "")[:10].split("-")
    if not parts[0]:
        return ""
    month = _MONTHS[int(parts[1]) - 1] if len(parts) > 1 and parts[1].isdecimal() and 0 < int(parts[1]) < 13 else ""
    number = parts[2].lstrip("0") if len(parts) > 2 and month else ""
    return " ".join(one for one in (number, month, parts[0]) if one)


def _shortened(title: str | None, most: int = 36) -> str:
    """A title as a name: in quotation marks, cut after a whole word.

    >>> _shortened("The bang, the boat and the bridge at Velm")
    '“The bang, the boat and the bridge…”'
    """
    words = flat(title or "")
    if not words:
        return ""
    return f"“{words}”" if len(words) <= most else f"“{words[:most].rsplit(' ', 1)[0].rstrip(',:;–- ')}…”"


def _joined(*parts: str | None) -> str:
    return ", ".join(one for one in parts if one)


def _host(url: str | None) -> str:
    """The host of an address without "www."; "" where there is none.

    >>> _host("https://www.example.org/a?b")
    'example.org'
    """
    rest = (url or "").partition("://")[2]
    return rest.split("/", 1)[0].split("?", 1)[0].removeprefix("www.").casefold()
