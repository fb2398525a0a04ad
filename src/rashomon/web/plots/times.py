"""What happened when, and when it was told: a line an account, with dots for days and a diamond for publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rashomon.compare import Comparison
from rashomon.compare.edtf import days
from rashomon.web.plots.plot import Key, Panel, Plot, keys_of, left_out_of, short
from rashomon.web.plots.svg import at, element, percent, picture, tick

#: Days back from the last report: the first stretch that holds this share of the dates told is shown.
STRETCHES = (14, 31, 92, 366, 5 * 366, 20 * 366)
SHARE = 0.6
STEP, HEAD, FOOT = 54, 6, 28
#: A stretch that ends after the last report moves the end of the line only where it is no longer: years would empty it.
SHORT = 31
LEFT, RIGHT = 0.02, 0.97
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """Days (ordinals) to shares of the width."""

    first: int
    last: int

    def place(self, day: int) -> float:
        share = (day - self.first) / max(self.last - self.first, 1)
        return LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0)


def plot_timeline(comparison: Comparison) -> Plot:
    """The plot of times; no panel where no claim is dated."""
    keys = keys_of(comparison)
    told = _told(comparison)
    lines = [
        (comparison.name(document), comparison.document(document).published, str(date.fromordinal(low)),
         str(date.fromordinal(high)), count)
        for (document, (low, high)), count in sorted(told.items())
    ]  # fmt: skip
    reported = {key.letter: day for key in keys if (day := _published(key)) is not None}
    shown = {one for one in told if any(one[0] == key.column.document.id for key in keys)}
    panels = (_panel(keys, told, reported),) if shown else ()
    return Plot(
        "timeline", "What happened when, and when was it told?",
        "A dot is a day that an account gives, larger for more claims; a bar a month, a year or another stretch; a "
        "diamond below it the day the account was published. “◂ 3 earlier” counts what lies before the line.",
        keys, panels, ("account", "published", "first day", "last day", "claims"), tuple(lines),
        left_out_of(comparison, keys),
    )  # fmt: skip


def _told(comparison: Comparison) -> Counter[tuple[str, Stretch]]:
    """How many claims each account lays into each stretch of days."""
    found: Counter[tuple[str, Stretch]] = Counter()
    for moment in comparison.moments:
        stretch = _ordinals((moment.first, moment.last))
        if stretch is not None:
            found.update((one.document, stretch) for one in moment.versions)
    return found


def _ordinals(stretch: tuple[str, str] | None) -> Stretch | None:
    """Days as ordinals; None for an open end or a date that no calendar has."""
    if stretch is None or stretch[0] < "0001" or stretch[1] > "9990":
        return None
    try:
        return date.fromisoformat(stretch[0]).toordinal(), date.fromisoformat(stretch[1]).toordinal()
    except ValueError:
        return None


def _published(key: Key) -> Stretch | None:
    return _ordinals(days((key.column.document.published or "")[:10]))


def _window(told: Counter[tuple[str, Stretch]], reported: Sequence[Stretch]) -> Scale:
    """The days to show: up to the last report, as far back as most of the dates told lie."""
    stretches = [stretch for _, stretch in told]
    last = max([high for _, high in reported] or [high for _, high in stretches])
    later = [high for low, high in stretches if last < high <= last + 366 and high - low <= SHORT]
    first_report = min([low for low, _ in reported] or [last])
    total = sum(told.values())
    back = STRETCHES[-1]
    for back in STRETCHES:
        if sum(count for (_, (low, _)), count in told.items() if low >= last - back) >= SHARE * total:
            break
    first = max(last - back, min(low for low, _ in stretches))
    first = min(first, first_report)
    last = max([last, *later])
    return Scale(first - max(1, (last - first) // 40), last + max(1, (last - first) // 40))


def _panel(keys: Sequence[Key], told: Counter[tuple[str, Stretch]], reported: dict[str, Stretch]) -> Panel:
    scale = _window(told, list(reported.values()))
    drawn, said = [], []
    bottom = HEAD + STEP * len(keys) + 4
    for day, words in _ticks(scale):
        place = scale.place(day)
        drawn.append(element("line", x1=percent(place), x2=percent(place), y1=HEAD, y2=bottom, class_="grid"))
        drawn.append(tick(place, bottom + 16, words))
    for number, key in enumerate(keys):
        own = {stretch: count for (one, stretch), count in told.items() if one == key.column.document.id}
        rows, sentence = _row(key, own, reported.get(key.letter), scale, HEAD + STEP * number)
        drawn += rows
        said.append(sentence)
    drawn.append(element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=bottom, y2=bottom, class_="axis"))
    title = "Days that accounts give and days they were published, one line an account"
    return Panel("", picture("plot-timeline", title, " ".join(said), bottom + FOOT, *drawn))


def _row(
    key: Key, own: dict[Stretch, int], published: Stretch | None, scale: Scale, top: float
) -> tuple[list[str], str]:
    y, below = top + 27, top + 42
    early = sum(count for (low, high), count in own.items() if high < scale.first)
    drawn = [element("text", text=short(f"{key.letter} {key.column.name}", 40), x=0, y=top + 14, class_="label")]
    beside = [f"◂ {early} earlier"] if early else []
    beside += [] if published else ["no date of publication"]
    if beside:
        drawn.append(element("text", text=", ".join(beside), x="100%", y=top + 14, class_="given"))
    drawn.append(element("line", x1=percent(LEFT), x2=percent(RIGHT), y1=y, y2=y, class_="rule"))
    inside = {one: count for one, count in own.items() if one[1] >= scale.first and one[0] <= scale.last}
    for (low, high), count in sorted(inside.items(), key=lambda one: (one[0][0] - one[0][1], one[0])):
        tip = element("title", text=f"{_shown(low, high)}: {count} dated {'claim' if count == 1 else 'claims'}")
        if high > low:
            left, right = percent(scale.place(low)), percent(scale.place(high))
            drawn.append(element("line", tip, x1=left, x2=right, y1=y, y2=y, class_="stretch"))
        else:
            radius = min(3.5 + count**0.5, 8.0)
            drawn.append(element("circle", tip, cx=percent(scale.place(low)), cy=y, r=radius, class_="full"))
    if published is not None:
        tip = element("title", text=f"published {_shown(*published)}")
        drawn.append(
            at(scale.place(published[1]), below, element("path", tip, d="M0 -7 L5.5 0 L0 7 L-5.5 0 Z", class_="told"))
        )
    told = ", ".join(f"{_shown(low, high)} ({count})" for (low, high), count in sorted(own.items()))
    day = f"published {_shown(*published)}" if published else "no date of publication"
    return drawn, f"{key.column.name}, {day}, dates {told or 'nothing'}."


def _shown(low: int, high: int) -> str:
    first, last = date.fromordinal(low), date.fromordinal(high)
    if low == high:
        return f"{first.day} {_MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"{_shown(low, low)} to {_shown(high, high)}"


def _ticks(scale: Scale) -> list[tuple[int, str]]:
    """Up to six days to write under the line: of years, of months or of days, as the stretch asks."""
    length = scale.last - scale.first
    if length > 3 * 366:
        years = range(date.fromordinal(scale.first).year + 1, date.fromordinal(scale.last).year + 1)
        found = [(date(year, 1, 1).toordinal(), str(year)) for year in years]
    elif length > 92:
        found = _months(scale)
    else:
        found = [(day, _shown(day, day).rsplit(" ", 1)[0]) for day in range(scale.first + 1, scale.last)]
    # Six labels of sixty pixels stand side by side on a phone.
    return found[:: max(1, -(-len(found) // 5))]


def _months(scale: Scale) -> list[tuple[int, str]]:
    first, last = date.fromordinal(scale.first), date.fromordinal(scale.last)
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    return [(date(one // 12, one % 12 + 1, 1).toordinal(), f"{_MONTHS[one % 12]} {one // 12}") for one in months]
