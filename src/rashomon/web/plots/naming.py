"""Which words each account uses for the parties and for what happened: a matrix of dots for each sort."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.compare import Comparison, Named
from rashomon.compare.speakers import HEADLINE, OWN
from rashomon.web.plots.dots import Cell, Line, Signs, chosen, draw_dots
from rashomon.web.plots.plot import Key, Panel, Plot, keys_of, left_out_of

#: Rows a panel: seven panels of eight rows stand on one screen side by side.
MOST_WORDS = 8
#: Parties with several names that get a panel of their own besides the sorts of party.
MOST_PARTIES = 3
_SIGNS = Signs("in its own words", "in words it quotes or reports, or sets in quotation marks")


def plot_naming(comparison: Comparison) -> Plot:
    """The plot of names; no panel where nothing is named."""
    keys = keys_of(comparison)
    several = [one for one in comparison.names if one.variety > 1 and len(one.documents) > 1][:MOST_PARTIES]
    groups = [*comparison.party_words, *comparison.happening_names, *several]
    panels, lines = [], []
    for number, named in enumerate(groups):
        rows = _lines(named)
        lines += [(named.name, row.words, *_counts(row, keys)) for row in rows]
        shown = chosen(rows, keys, MOST_WORDS)
        if shown:
            panels.append(_panel(f"plot-naming-{number}", named, shown, len(rows), keys))
    letters = tuple(f"{key.letter} {sort}" for key in keys for sort in ("own", "others"))
    return Plot(
        "naming", "Which words does each account use?",
        f"One column an account, larger for more uses. A full dot: {_SIGNS.full}; a ring: {_SIGNS.ring}. Words that "
        "several use stand above, words that one alone uses below.",
        keys, tuple(panels), ("about", "words", *letters), tuple(lines), left_out_of(comparison, keys),
    )  # fmt: skip


def _panel(name: str, named: Named, shown: Sequence[Line], all_of: int, keys: Sequence[Key]) -> Panel:
    title = f"Words for {named.name} by account"
    return Panel(named.name, draw_dots(name, title, shown, keys, _SIGNS), all_of - len(shown))


def _lines(named: Named) -> list[Line]:
    """The words for one party or happening, whatever their case, with their uses by document."""
    words: dict[str, str] = {}
    found: dict[str, dict[str, Cell]] = {}
    for form in named.forms:
        key = form.words.casefold()
        words.setdefault(key, form.words)
        cells = found.setdefault(key, {})
        known = cells.get(form.document, Cell())
        is_own = form.voice in (OWN, HEADLINE)
        count = len(form.uses)
        cells[form.document] = Cell(known.full + count * is_own, known.ring + count * (not is_own))
    return [Line(words[key], cells) for key, cells in sorted(found.items())]


def _counts(line: Line, keys: Iterable[Key]) -> list[int]:
    cells = [line.cells.get(key.column.document.id, Cell()) for key in keys]
    return [count for one in cells for count in (one.full, one.ring)]
