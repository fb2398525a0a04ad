"""The tables of a comparison as CSV: one line a passage, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from rashomon.compare import Comparison, Named, Speaker
from rashomon.web.plots import PLOTS
from rashomon.web.plots.spots import spots_of

Line = tuple[object, ...]
#: A spreadsheet runs a cell that begins with one of these as a formula; a leading ' makes it text
#: (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(comparison: Comparison, name: str) -> str | None:
    """A table as CSV with a header line, RFC 4180 line ends; None for a name that is no table."""
    if name.startswith("plot_") and name[5:] in PLOTS:
        plot = PLOTS[name[5:]](comparison)
        return write_csv(plot.head, plot.lines)
    if name not in TABLES:
        return None
    head, lines = TABLES[name]
    return write_csv(head, lines(comparison))


def event_csv(comparison: Comparison, event: str) -> str:
    """The versions of one event, in the columns of the table of events."""
    head, lines = TABLES["events"]
    return write_csv(head, (one for one in lines(comparison) if one[0] == event))


def names_csv(named: Named) -> str:
    """The names of one party, in the columns of the table of names."""
    return write_csv(_NAMES, _forms([named]))


def write_csv(head: Iterable[str], lines: Iterable[Line]) -> str:
    """Lines under a header line; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for line in lines:
        writer.writerow([_cell(one) for one in line])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _by(chain: Iterable[Speaker]) -> str:
    return " > ".join(one.name or "not named" for one in chain)


def _accounts(found: Comparison) -> Iterator[Line]:
    for one in found.columns:
        document = one.document
        authors = "; ".join(document.authors)
        repeats = one.text if one.text != document.id else ""
        yield (
            document.id, document.source, document.title, authors, document.published, document.url, one.words, repeats
        )  # fmt: skip


def _cited(found: Comparison) -> Iterator[Line]:
    for one in found.cited:
        for saying in one.sayings:
            for piece in saying.pieces:
                yield (
                    one.document, one.name, one.label, one.named, one.sort, _by(saying.chain), saying.by.stance,
                    saying.by.manner, piece.start, piece.end, piece.words,
                )  # fmt: skip


def _names(found: Comparison) -> Iterator[Line]:
    return _forms(found.names)


def _party_words(found: Comparison) -> Iterator[Line]:
    return _forms(found.party_words)


def _happening_names(found: Comparison) -> Iterator[Line]:
    return _forms(found.happening_names)


def _forms(named: Iterable[Named]) -> Iterator[Line]:
    for one in named:
        own = one.own_forms
        for form in one.forms:
            for use in form.uses:
                place = use.passage
                yield (
                    one.name, one.label, form.document, form.words, form.voice, _by(use.by), place.part, place.start,
                    place.end, "true" if form.folded in own else "false",
                )  # fmt: skip


def _leanings(found: Comparison) -> Iterator[Line]:
    for one in (*found.happening_names, *found.names):
        for lean in one.leanings:
            place = lean.use.passage
            yield (
                one.name, one.label, lean.document, lean.sort, lean.words, lean.use.voice, _by(lean.use.by),
                place.start, place.end,
            )  # fmt: skip


def _figures(found: Comparison) -> Iterator[Line]:
    for count in found.figures:
        for one in count.given:
            low, high = one.amount.low, one.amount.high
            place = one.passage
            yield (
                count.unit, one.document, place.words, low, high, one.voice, _by(one.by), one.claim, place.start,
                place.end, one.sentence.words,
            )  # fmt: skip


def _dates(found: Comparison) -> Iterator[Line]:
    for one in found.dates:
        place = one.passage
        yield (one.document, place.words, one.value, one.voice, _by(one.by), place.start, place.end, one.sentence.words)


def _events(found: Comparison) -> Iterator[Line]:
    for event in found.events:
        for one in event.versions:
            place = one.passage
            yield (
                event.id, event.name, event.texts, event.voices, one.document, one.state, one.status, _by(one.chain),
                place.start, place.end, place.words, "true" if one.claim in event.joint else "false",
            )  # fmt: skip


def _differences(found: Comparison) -> Iterator[Line]:
    for one in found.differences:
        left, right = one.left, one.right
        yield (
            one.event, one.aspect, left.document, left.start, left.end, left.words, one.left_value,
            _by(one.left_version.chain), right.document, right.start, right.end, right.words, one.right_value,
            _by(one.right_version.chain),
        )  # fmt: skip


def _silences(found: Comparison) -> Iterator[Line]:
    names = {one.id: one.name for one in found.events}
    for one in found.silences:
        nearest = one.nearest
        yield (one.event, names.get(one.event, ""), one.document, one.state, nearest.words if nearest else "")


def _expectations(found: Comparison) -> Iterator[Line]:
    for one in found.expectations:
        hedges, conditions, horizons = (
            "; ".join(place.words for place in places) for places in (one.hedges, one.conditions, one.horizons)
        )
        place = one.passage
        yield (
            one.document, one.sort, _by(one.chain), place.words, hedges, conditions, horizons, one.by_when, one.made,
            place.start, place.end,
        )  # fmt: skip


def _timeline(found: Comparison) -> Iterator[Line]:
    for moment in found.moments:
        for one in moment.versions:
            place = one.passage
            yield (
                moment.first, moment.last, moment.value, one.document, one.state, _by(one.chain), place.start,
                place.end, place.words,
            )  # fmt: skip


def _places(found: Comparison) -> Iterator[Line]:
    for one in spots_of(found):
        lat, lon = one.place.point or (None, None)
        others = "; ".join(f"{other.country} {other.value}" for other in one.others)
        for place in one.place.passages:
            yield (
                one.place.name, one.place.label, one.place.value, lat, lon, one.precision, others, place.document,
                place.start, place.end, place.words,
            )  # fmt: skip


_NAMES = ("who", "label", "document", "words", "voice", "by", "part", "start", "end", "only_here")
TABLES: dict[str, tuple[tuple[str, ...], Callable[[Comparison], Iterator[Line]]]] = {
    "accounts": (("document", "source", "title", "authors", "published", "url", "words", "repeats"), _accounts),
    "cited": (
        ("document", "source", "label", "named", "sort", "chain", "stance", "manner", "start", "end", "words"), _cited
    ),
    "names": (_NAMES, _names),
    "party_words": (_NAMES, _party_words),
    "happening_names": (_NAMES, _happening_names),
    "leanings": (("who", "label", "document", "sort", "words", "voice", "by", "start", "end"), _leanings),
    "figures": (
        ("unit", "document", "words", "low", "high", "voice", "by", "claim", "start", "end", "sentence"), _figures
    ),
    "dates": (("document", "words", "edtf", "voice", "by", "start", "end", "sentence"), _dates),
    "events": (
        ("event", "name", "texts", "voices", "document", "state", "status", "by", "start", "end", "words", "sure"),
        _events,
    ),
    "differences": (
        (
            "event", "aspect", "left_document", "left_start", "left_end", "left_words", "left_value", "left_by",
            "right_document", "right_start", "right_end", "right_words", "right_value", "right_by",
        ),
        _differences,
    ),
    "silences": (("event", "name", "document", "state", "nearest"), _silences),
    "expectations": (
        (
            "document", "sort", "by", "words", "hedges", "conditions", "horizons", "by_when", "made", "start", "end"
        ),
        _expectations,
    ),
    "places": (
        (
            "name", "label", "value", "lat", "lon", "precision", "others", "document", "start", "end", "words"
        ),
        _places,
    ),
    "timeline": (("first", "last", "edtf", "document", "state", "by", "start", "end", "words"), _timeline),
}  # fmt: skip
