"""Plots tell at a glance what the tables hold: same numbers, nothing that runs, read out by a screen reader."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.karsa import Telling, velm
from tests.web.conftest import HOSTILE

from rashomon.compare import Account, Comparison, compare
from rashomon.model import Document
from rashomon.web.csv_tables import to_csv
from rashomon.web.dossier import make_dossier
from rashomon.web.plots import PLOTS, plots_of
from rashomon.web.plots.intervals import Scale
from rashomon.web.plots.svg import element


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    made = velm()
    return compare(made.accounts, made.clusters, made.copies)


def figures(*told: str, unit: str = "people") -> Comparison:
    """An account a figure, each with its value as the annotator writes it."""
    accounts = []
    for number, value in enumerate(told):
        telling = Telling(f"t{number}", "About ninety people left Karsa.")
        telling.mention("About ninety people", "figure", f"{value} {unit}")
        accounts.append(telling.account)
    return compare(accounts)


def test_each_picture_is_xml_with_a_title_a_description_and_no_style(comparison: Comparison) -> None:
    ids = []
    for plot in plots_of(comparison).values():
        for panel in plot.panels:
            root = ElementTree.fromstring(panel.svg)  # noqa: S314  our own
            assert root.find("title") is not None
            assert root.find("desc") is not None
            ids += [one.get("id") for one in root.iter() if one.get("id")]
            assert not re.search(r" style=|<script| on\w+=", panel.svg)
    assert ids
    assert len(ids) == len(set(ids))


def test_the_dots_of_naming_count_what_the_table_of_names_counts(comparison: Comparison) -> None:
    plot = PLOTS["naming"](comparison)
    drawn = sum(count for line in plot.lines for count in line[2:] if isinstance(count, int))
    shown = {one.document.id for one in comparison.shown}
    named = [*comparison.party_words, *comparison.happening_names]
    named += [one for one in comparison.names if one.variety > 1 and len(one.documents) > 1][:3]
    assert drawn == sum(len(form.uses) for one in named for form in one.forms if form.document in shown)


def test_a_source_of_one_name_has_one_row_whoever_cites_it() -> None:
    accounts = []
    for number, cue in enumerate(("said", "wrote")):
        telling = Telling(f"t{number}", f"Ena Quill {cue} that the bridge at Velm would fall soon.")
        telling.says("the bridge at Velm would fall soon", telling.mention("Ena Quill", "person"), cue)
        accounts.append(telling.account)
    plot = PLOTS["citing"](compare(accounts))
    assert [(line[1], sum(one for one in line[2:] if isinstance(one, int))) for line in plot.lines] == [
        ("Ena Quill", 2)
    ]


def test_an_open_end_of_a_figure_has_an_arrow() -> None:
    plot = PLOTS["intervals"](figures("24..99", "1000.."))
    assert plot.panels[0].svg.count("arrow-end") == 1
    assert "powers of ten" not in plot.panels[0].title
    assert [line[4:] for line in plot.lines] == [("24", "99"), ("1000", "")]


def test_figures_far_apart_stand_on_a_scale_of_powers_of_ten() -> None:
    assert "powers of ten" in PLOTS["intervals"](figures("3..3", "9000..9000")).panels[0].title


def test_a_thing_that_one_alone_counts_has_no_plot_but_stands_in_the_table() -> None:
    telling = Telling("one", "About ninety people left. Some forty people stayed.")
    telling.mention("About ninety people", "figure", "90..90 people")
    telling.mention("Some forty people", "figure", "40..40 people")
    plot = PLOTS["intervals"](compare([telling.account]))
    assert plot.panels == ()
    assert len(plot.lines) == 2


def test_a_year_told_does_not_empty_the_line_of_times() -> None:
    telling = Telling("one", "Karsa fell in 2019 on Tuesday.", published="2019-08-14")
    for words, value in (("2019", "2019"), ("Tuesday", "2019-08-13")):
        telling.claim("Karsa fell in 2019 on Tuesday", "fell", time=telling.mention(words, "time", value))
    svg = PLOTS["timeline"](compare([telling.account])).panels[0].svg
    assert "Dec 2019" not in svg


def test_per_cent_run_from_none_to_all() -> None:
    assert Scale(0, 100, False).place(50) == pytest.approx((0.02 + 0.96) / 2)
    assert ">100<" in PLOTS["intervals"](figures("30..30", "60..60", unit="%")).panels[0].svg


def test_a_day_told_is_a_dot_and_the_day_of_publication_a_diamond(comparison: Comparison) -> None:
    svg = PLOTS["timeline"](comparison).panels[0].svg
    assert 'class="told"' in svg
    assert "published 1" in svg


def test_a_plot_is_a_csv_of_its_numbers(comparison: Comparison) -> None:
    for name, plot in plots_of(comparison).items():
        text = to_csv(comparison, f"plot_{name}")
        assert text is not None
        assert text.splitlines()[0].startswith(plot.head[0])
    assert to_csv(comparison, "plot_nothing") is None


def test_plots_stand_in_the_dossier_with_their_tables(comparison: Comparison) -> None:
    page = make_dossier(comparison)
    assert 'id="h-plot-naming"' in page
    assert page.count("The numbers as a table") == len(plots_of(comparison))
    assert make_dossier(comparison) == page


def test_names_that_attack_come_out_inert() -> None:
    document = Document("x", HOSTILE, title="<script>x</script>", source='a"><script>x</script>')
    telling = Telling("one", "The <script>army</script> fell.")
    telling.mention("<script>army</script>", "armed_group", "army")
    made = compare([Account(document, ()), telling.account])
    assert "<script" not in "".join(panel.svg for plot in plots_of(made).values() for panel in plot.panels)


def test_no_account_gives_no_plot() -> None:
    assert plots_of(compare([])) == {}


@given(st.lists(st.tuples(st.floats(allow_nan=False), st.floats(allow_nan=False)), min_size=2, max_size=5))
@settings(deadline=None, max_examples=40)
def test_any_numbers_can_be_drawn(pairs: list[tuple[float, float]]) -> None:
    told = [f"{low}..{high}" for low, high in pairs]
    for panel in PLOTS["intervals"](figures(*told)).panels:
        assert "nan" not in panel.svg
        assert "inf" not in panel.svg


@given(st.text(), st.text())
@settings(deadline=None, max_examples=40)
def test_what_is_written_into_svg_is_escaped(words: str, value: str) -> None:
    made = element("text", text=words, x=value)
    assert made.count("<") - made.count("</") == 1
