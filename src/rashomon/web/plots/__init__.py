"""Plots of a comparison as inline SVG: what each account says, at a glance, with the numbers behind it as a table.

Pure: a comparison in, text out. Nothing in it needs a style attribute or a script: any content policy holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rashomon.compare import Comparison
from rashomon.web.plots.citing import plot_citing
from rashomon.web.plots.intervals import plot_figures
from rashomon.web.plots.naming import plot_naming
from rashomon.web.plots.plot import Key, Panel, Plot
from rashomon.web.plots.times import plot_timeline

__all__ = ["PLOTS", "Key", "Panel", "Plot", "plots_of"]

#: The plots by the section of the page that they open.
PLOTS: Mapping[str, Callable[[Comparison], Plot]] = {
    "naming": plot_naming, "citing": plot_citing, "intervals": plot_figures, "timeline": plot_timeline,
}  # fmt: skip


def plots_of(comparison: Comparison) -> dict[str, Plot]:
    """The plots of a comparison by name; those that would show nothing are left out."""
    made = {name: draw(comparison) for name, draw in PLOTS.items()}
    return {name: plot for name, plot in made.items() if plot.panels}
