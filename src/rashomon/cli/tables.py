"""The tables of a comparison for the terminal, as rich renderables: the surest and most shared rows first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from rashomon.compare import Comparison, Event, Form, Given, Named, Speaker, Version

#: Rows of a table before the rest is counted in one line: two terminal pages of 50 lines hold all eight tables.
MOST = 12


def stories_table(stories: Sequence[tuple[str, str, int]], chosen: str | None) -> Table:
    """The stories of a library, the largest first: id, name, number of accounts, and which one is shown below."""
    table = new_table("Stories", "Id", "Name", "Accounts", *([""] if chosen else []))
    for story, name, accounts in stories:
        shown = ["shown below" if story == chosen else ""] if chosen else []
        table.add_row(story[:8], cut(name or "–", 60), str(accounts), *shown)
    return table


def documents_table(comparison: Comparison) -> Table:
    """Title, author, source, date and length of each account, and whose words it repeats."""
    table = new_table("Accounts", "Source", "Title", "Author", "Date", "Words", "Repeats")
    for one in comparison.columns:
        document = one.document
        repeats = ""
        if one.repeats is not None and one.text != document.id:
            repeats = f"{one.repeats.label} of {comparison.name(one.text)}"
        table.add_row(
            document.source or "–", cut(document.title or "–", 60), cut(", ".join(document.authors) or "–", 30),
            (document.published or "–")[:10], f"{one.words:,}", repeats,
        )  # fmt: skip
    return table


def cited_table(comparison: Comparison) -> Table:
    """For each account who is quoted or cited, how often, how, and for what."""
    table = new_table("Who is quoted or cited", "Account", "Source", "Times", "How", "For what")
    for column in comparison.shown:
        found = [one for one in comparison.cited if one.document == column.document.id and one.is_sure]
        for place, one in enumerate(found[:MOST]):
            first = one.sayings[0]
            outer = " → ".join(step.name or "?" for step in first.chain[:-1])
            source = f"{outer} → {one.name}" if outer else one.name
            words = " … ".join(piece.words for piece in first.pieces)
            name = column.name if place == 0 else ""
            table.add_row(name, cut(source, 50), str(len(one.sayings)), ", ".join(one.stances), cut(words, 70))
        if len(found) > MOST:
            table.add_row("", f"… {len(found) - MOST} more", "", "", "")
        table.add_section()
    return table


def names_table(comparison: Comparison, named: Sequence[Named], title: str) -> Table:
    """A row a party, a column an account: its names by voice, the most used first."""
    table = new_table(title, "Who", *(one.name for one in comparison.shown))
    for one in named[:MOST]:
        cells = [_forms(one.of(column.document.id)) + _leanings(one, column.document.id) for column in comparison.shown]
        table.add_row(cut(one.name, 30), *cells)
    return table


def _forms(forms: Sequence[Form]) -> Text:
    lines = []
    for one in forms[:5]:
        voice = "" if one.voice == "own" else f" ({one.voice})"
        times = f" ×{len(one.uses)}" if len(one.uses) > 1 else ""
        lines.append(f"{cut(one.words, 40)}{times}{voice}")
    if len(forms) > 5:
        lines.append(f"… {len(forms) - 5} more")
    return Text("\n".join(lines))


def _leanings(named: Named, document: str) -> Text:
    """The evaluative words beside the names with their sort, and how often harm to them has no doer."""
    here = [one for one in named.leanings if one.document == document]
    words = Counter((one.words.lower(), one.sort, one.use.voice) for one in here if one.sort != "agentless")
    told = [
        f"“{cut(word, 30)}” ({sort}{'' if voice == 'own' else ', ' + voice})" for word, sort, voice in sorted(words)
    ]
    harmed = sum(one.sort == "agentless" for one in here)
    told += [f"harmed by nobody named ×{harmed}"] if harmed else []
    return Text("".join(f"\n{one}" for one in told[:MOST]), style="italic")


def figures_table(comparison: Comparison) -> Table:
    """The figures given, by what is counted, with the account and on whose word."""
    table = new_table("Figures", "Of what", "Words", "Account", "On whose word", "In")
    for count in comparison.figures[:MOST]:
        for place, one in enumerate(count.given[:MOST]):
            unit = count.name if place == 0 else ""
            table.add_row(unit, one.passage.words, comparison.name(one.document), _by(one.by), _around(one))
        table.add_section()
    return table


def events_table(comparison: Comparison) -> Table:
    """The shared claims side by side: a row an event, a column an account."""
    table = new_table("Shared claims", "Event", *(one.name for one in comparison.shown))
    for event in comparison.shared[:MOST]:
        head = f"{cut(event.name, 40)}\n{event.texts} texts, {event.voices} voices"
        table.add_row(head, *(_versions(event, column.document.id) for column in comparison.shown))
        table.add_section()
    return table


def less_sure(comparison: Comparison) -> Text:
    """One line on the events that are not shown, or nothing."""
    count = comparison.less_sure
    if not count:
        return Text("")
    what = "1 event that only perhaps is" if count == 1 else f"{count} events that only perhaps are"
    return Text(f"Not shown: {what} told by several accounts ('rashomon compare --json', \"sure\": false).")


def _versions(event: Event, document: str) -> Text:
    return Text("\n".join(_version(one) for one in event.told_by(document)[:2]))


def _version(one: Version) -> str:
    status = "" if one.status == "asserted" else f"[{one.status}] "
    by = f" ({_by(one.chain)})" if one.chain else ""
    return f"{status}{cut(one.passage.words, 90)}{by}"


def expectations_table(comparison: Comparison) -> Table:
    """What is expected, planned, promised, ordered or threatened: by whom, by when, how surely, if what."""
    table = new_table("What was expected", "Account", "By whom", "Sort", "Words", "Hedge", "By when", "If")
    for one in comparison.expectations[: 2 * MOST]:
        hedges, conditions = (", ".join(p.words for p in found) for found in (one.hedges, one.conditions))
        when = one.by_when or ", ".join(p.words for p in one.horizons)
        by = _by(one.chain) or "the account itself"
        table.add_row(comparison.name(one.document), by, one.sort, cut(one.passage.words, 80), hedges, when, conditions)
    return table


def overview(comparison: Comparison) -> RenderableType:
    """What `rashomon show` prints of a story: accounts, sources, names, figures, shared claims, expectations."""
    return Group(
        documents_table(comparison),
        cited_table(comparison),
        names_table(comparison, comparison.party_words, "What sorts of party are called, whoever is meant"),
        names_table(comparison, [one for one in comparison.names if one.variety > 1], "One party, several names"),
        names_table(comparison, comparison.happening_names, "What the happenings are called"),
        figures_table(comparison),
        events_table(comparison),
        less_sure(comparison),
        expectations_table(comparison),
    )


class _Fitted(Table):
    """A table of which only the last column may be too wide: it gets what the others leave, as rich would give it.

    rich measures every cell three times to find that; a table of 300 rows took 190 ms, and with widths that are known
    130.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        natural = [max(map(_longest, (one.header, *one.cells))) for one in self.columns]
        # Beside its words a column has a space on either side and a line before it; one more line ends the table.
        rest = options.max_width - sum(natural[:-1]) - 3 * len(natural) - 1
        if rest >= max(natural[:-1], default=1):
            for column, width in zip(self.columns, (*natural[:-1], min(rest, natural[-1])), strict=True):
                column.width = max(1, width)
        yield from super().__rich_console__(console, options)


def _longest(cell: RenderableType) -> int:
    """Places that the longest line of a cell takes on a terminal."""
    words = cell.plain if isinstance(cell, Text) else str(cell)
    return max(map(cell_len, words.splitlines()), default=0)


def new_table(title: str, *heads: str) -> Table:
    """An empty table with its heads; long words are folded, never cut."""
    table = _Fitted(title=title, title_justify="left", title_style="bold", header_style="bold", padding=(0, 1))
    for one in heads:
        table.add_column(Text(one), overflow="fold", vertical="top")
    return table


def made_by(before: Sequence[str], chain: Iterable[Speaker]) -> str:
    """On whose word, from the outlet inward: `The Voice → regime`."""
    return " → ".join([*before, *_steps(chain)])


def _by(chain: Iterable[Speaker]) -> str:
    return made_by([], chain)


def _steps(chain: Iterable[Speaker]) -> list[str]:
    return [one.name or "not named" for one in chain]


def _around(one: Given) -> str:
    return cut(one.sentence.words, 80)


def cut(words: str, most: int) -> str:
    """Words on one line, at most `most` characters; control marks and line directions are left out."""
    line = " ".join("".join(one if one.isprintable() else " " for one in words).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
