"""What rows of every page are made of, as HTML: passages, chains of speakers, accounts, versions of an event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from rashomon.compare import Column, Event, Passage, Speaker, Version
from rashomon.web.links import Links
from rashomon.web.wording import cut, day, near


def passage(one: Passage, url: Links, most: int = 240, words: str | None = None) -> str:
    """Words of at most `most` characters that open the document at the place. A story's page shows 1,200."""
    shown, address = escape(cut(words or one.words, most)), url.passage(one)
    if not address:
        return f"<bdi>{shown}</bdi>"
    return f'<a class="passage" href="{escape(address)}"><bdi>{shown}</bdi></a>'


def passages(found: Iterable[Passage], url: Links, most: int) -> str:
    """Passages one after the other, with commas."""
    return ", ".join([passage(one, url, most) for one in found])


def outlet(name: str) -> str:
    """The name of an account."""
    return f'<span class="outlet"><bdi>{escape(name)}</bdi></span>'


def account(column: Column) -> str:
    """The head of an account: its name, with the day where that does not say it."""
    published = column.document.published
    time = ""
    if published and not column.is_dated:
        time = f' <time class="day" datetime="{escape(published)}">{escape(day(published))}</time>'
    return outlet(cut(column.name, 60)) + time


def heads(columns: Iterable[Column], first: str) -> str:
    """The head of a table with a column an account."""
    told = "".join([f'<th scope="col">{account(one)}</th>' for one in columns])
    return f'<thead><tr><th scope="col">{escape(first)}</th>{told}</tr></thead>'


def event_name(event: Event, url: Links) -> str:
    """The name of an event, leading to its page where it has one."""
    name, address = f"<bdi>{escape(event.name)}</bdi>", url.event(event.id)
    return f'<a href="{escape(address)}">{name}</a>' if address else name


def chain(steps: Sequence[Speaker]) -> str:
    """Whose word it is: names from the outer to the inner, without the outlet (the column says it)."""
    if not steps:
        return ""
    names = [f"<bdi>{escape(cut(one.name, 60))}</bdi>" if one.name else "<i>not named</i>" for one in steps]
    arrow = '<span class="arrow" aria-label="who says that"> → </span>'
    return f'<span class="chain">{arrow.join(names)}</span>'


def by(steps: Sequence[Speaker], before: str = "", after: str = "") -> str:
    """Whose word it is, after what it is said of; "" where it is the account's own."""
    return f' <span class="by">{before}{chain(steps)}{escape(after)}</span>' if steps else ""


def put(one: Speaker) -> str:
    """How the writer puts it, and his own words for it where they say more."""
    wording = one.wording
    own = f' <span class="facts">“{escape(cut(wording, 40))}”</span>' if wording else ""
    return f'<span class="stance">{escape(one.stance)}</span>{own}'


def status(told: Version) -> str:
    """How the telling stands to the world; "" where it is asserted."""
    if told.status == "asserted":
        return ""
    shown = escape(told.status)
    return f'<span class="status {shown}">{shown}</span> '


def version(one: Version, url: Links, most: int = 220, after: str = "") -> str:
    """One account's version of an event: the clause, its status, on whose word; `after` is HTML that stands behind."""
    around, bare = "", one.passage.words
    if len(bare.split()) < 4 and one.sentence.words != bare:
        sentence = near(one.sentence.words, one.passage.start - one.sentence.start, len(bare), 90)
        around = f' <span class="in">{escape(sentence)}</span>'
    whose = by(one.chain, after=f" {one.chain[-1].stance}") if one.chain else ""
    words = f"{status(one)}{passage(one.passage, url, most)}"
    return f'<div class="version {escape(one.state)}">{words}{around}{whose}{after}</div>'


def folded(rows: Sequence[str], most: int, between: str = "", sort: str = "") -> str:
    """Rows, those after the first `most` behind a summary that counts them. `sort` is the summary's class."""
    if len(rows) <= most:
        return between.join(rows)
    attribute = f' class="{sort}"' if sort else ""
    rest = f"<details{attribute}><summary>{len(rows) - most} more</summary>{between.join(rows[most:])}</details>"
    return between.join(rows[:most]) + rest
