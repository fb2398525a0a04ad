"""Who cites whom: a matrix of the sources that accounts quote or report, the named and the sorts of the unnamed."""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.compare import Cited, Comparison
from rashomon.web.plots.dots import Cell, Line, Signs, chosen, draw_dots
from rashomon.web.plots.plot import Key, Panel, Plot, keys_of, left_out_of

MOST_SOURCES = 16
_SIGNS = Signs("quoted in their words", "reported without a quotation")


def plot_citing(comparison: Comparison) -> Plot:
    """The plot of sources; no panel where nobody is cited. Only sources that are surely said to say something."""
    keys = keys_of(comparison)
    sure = [one for one in comparison.cited if one.is_sure]
    groups = (
        ("Sources with a name", _lines((one, one.key, one.name) for one in sure if one.named)),
        ("Sources without a name, by sort", _lines((one, _sort(one), _sort(one)) for one in sure if not one.named)),
    )
    panels, lines = [], []
    for number, (title, rows) in enumerate(groups):
        lines += [(title, row.words, *_counts(row, keys)) for row in rows]
        shown = chosen(rows, keys, MOST_SOURCES)
        if shown:
            drawn = draw_dots(f"plot-citing-{number}", f"{title}, by account", shown, keys, _SIGNS)
            panels.append(Panel(title, drawn, len(rows) - len(shown)))
    letters = tuple(f"{key.letter} {sort}" for key in keys for sort in ("quoted", "reported"))
    return Plot(
        "citing", "Who cites whom?",
        f"One column an account, larger for more citations. A full dot: {_SIGNS.full}; a ring: {_SIGNS.ring}.",
        keys, tuple(panels), ("sources", "source", *letters), tuple(lines), left_out_of(comparison, keys),
    )  # fmt: skip


def _sort(one: Cited) -> str:
    return (one.sort or "other").replace("_", " ")


def _lines(told: Iterable[tuple[Cited, str, str]]) -> list[Line]:
    """A row a source over all accounts: `told` gives each source with the key that joins it and its name.

    Who is linked goes by the fullest name; two keys of one name are one row, since a reader could not tell them apart.
    """
    listed = list(told)
    names: dict[str, str] = {}
    for _, key, name in listed:
        names[key] = max(names.get(key, ""), name, key=lambda words: (len(words), words))
    found: dict[str, dict[str, Cell]] = {}
    shown: dict[str, str] = {}
    for one, key, _ in listed:
        row = names[key].casefold()
        shown[row] = max(shown.get(row, ""), names[key])
        cells = found.setdefault(row, {})
        known = cells.get(one.document, Cell())
        said = [saying for saying in one.sayings if saying.is_sure]
        direct = sum(saying.by.manner in ("direct", "mixed") for saying in said)
        cells[one.document] = Cell(known.full + direct, known.ring + len(said) - direct)
    return [Line(shown[row], cells) for row, cells in sorted(found.items())]


def _counts(line: Line, keys: Iterable[Key]) -> list[int]:
    cells = [line.cells.get(key.column.document.id, Cell()) for key in keys]
    return [count for one in cells for count in (one.full, one.ring)]
