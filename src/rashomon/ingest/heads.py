"""What stands over an article: its title, byline, date, the outlet beside them; and where its text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rashomon.ingest.bylines import Byline, find_byline, is_outlet, is_role
from rashomon.ingest.dates import DatedLine, dated_line, find_dates
from rashomon.ingest.lines import ITEM, Line, is_head_line
from rashomon.ingest.residue import STRAIGHT

NUMBERED = re.compile(r"^(?:\d{1,2}[.)]\s+|[*•‣▪–—-]\s+)")
CRUMB = re.compile(r"\s*[>»›|/]\s*|\s+[-–—]\s+")
VIA = re.compile(r"^(?:via|source)\s*:?\s+(?P<name>[A-Z][\w.'’& -]{1,50})$", re.IGNORECASE)
BIO = re.compile(
    r"^(?P<name>[A-Z][\w.'’-]+(?: (?:(?:al|el|bin|van|von|der|de|abu|ibn) )?[A-Z][\w.'’-]*){1,3})"
    r" (?:is|was) (?:an? |the )"
)
SAYS = re.compile(
    r"^(?P<name>[A-Z][\w.'’-]+(?: (?:(?:al|el|bin|van|von|der|de|abu|ibn) )?[A-Z][\w.'’-]*){1,3}),? "
    r"(?:says|argues|writes|asks|explains|believes|reports|looks at|examines|considers|reflects|wonders)\b"
)
LONGEST_TITLE = 20  # words of a headline that ends as a sentence may; those of extract_text have 16 at most
HEAD_LINES = 12  # lines below a title that may be of its head
HEAD_PROSE = 2  # sentences among them: a standfirst may stand over the byline


@dataclass(slots=True)
class Head:
    """What was found over an article. `body` is the index of the first line below the title that may be text."""

    title: int | None = None
    words: str | None = None
    bylines: list[Byline] = field(default_factory=list)
    dates: list[DatedLine] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    credit: str | None = None
    body: int = 0
    taken: dict[int, str] = field(default_factory=dict)  # line -> why it is not text


def read_head(lines: Sequence[Line], source: str | None) -> Head:
    """The head of one article's lines."""
    head = Head()
    head.title = _find_title(lines)
    if head.title is not None:
        head.words = _title_words(lines, head.title, source)
        head.body = head.title + 1
    for index, line in enumerate(lines[: head.title or 0]):
        _take(head, index, line, source, bare=False)
    _read_below(head, lines, source)
    return head


def _find_title(lines: Sequence[Line]) -> int | None:
    """The line that is most like the title: a heading, or the headline over the byline, date or first text."""
    first = next((index for index, line in enumerate(lines) if _is_text(lines, index)), len(lines))
    best: tuple[float, int] | None = None
    plain = [line.text.translate(STRAIGHT).lower() for line in lines[: first + 12]]
    for index, line in enumerate(lines[: min(first, 80)]):
        if not line.is_title_like or dated_line(line.text) is not None or find_byline(line.text) is not None:
            continue
        score = _score(lines, plain, index)
        if best is None or score > best[0]:
            best = (score, index)
    return best[1] if best is not None and best[0] > 0 else None


def _is_text(lines: Sequence[Line], index: int) -> bool:
    """Whether the text has begun: a sentence, but no headline ("Who blew up the bridge?") over a byline or date."""
    line = lines[index]
    if not line.is_prose:
        return False
    if index + 1 >= len(lines) or not line.is_title_like:
        return True
    follower = lines[index + 1]
    return not (is_head_line(follower.text) or (line.words <= LONGEST_TITLE and follower.gap > 0))


def _score(lines: Sequence[Line], plain: list[str], index: int) -> float:
    line = lines[index]
    score = 1.0 if line.words >= 4 else (-0.5 if line.words <= 2 else 0.2)
    score += 2.0 if line.heading else 0.0
    below = [one for one in lines[index + 1 : index + 5] if not one.is_residue][:3]
    if below and (dated_line(below[0].text) or find_byline(below[0].text, bare=True) or is_role(below[0].text)):
        score += 2.0
    elif any(dated_line(one.text) or find_byline(one.text, bare=True) for one in below[1:]):
        score += 1.0
    if _is_repeated(plain, index):
        score += 1.5
    # A byline, a role or a masthead ("KARSA HERALD") is no headline, whatever stands below it.
    masthead = line.words <= 4 and is_outlet(line.text)
    if masthead or find_byline(line.text, bare=True) is not None or is_role(line.text):
        score -= 2.0
    return score


def _is_repeated(plain: list[str], index: int) -> bool:
    """Whether a path or the page's name above repeats the line: "Home > World > …", "… - Karsa Herald"."""
    words = plain[index]
    if len(words) < 12:
        return False
    return any(words in other and words != other for other in plain[:index])


def _title_words(lines: Sequence[Line], index: int, source: str | None) -> str:
    words = lines[index].text
    if (ITEM.match(words) and not words[:4].replace(".", "").strip().isdigit()) or re.match(r"^\d{1,2}[.)]\s", words):
        words = NUMBERED.sub("", words)
    if source:
        trimmed = re.sub(rf"\s*[-–—|:]\s*{re.escape(source)}$", "", words, flags=re.IGNORECASE)
        words = trimmed or words
    return words.strip("= ").strip()


def _read_below(head: Head, lines: Sequence[Line], source: str | None) -> None:
    """Takes the head's lines below the title; they end at the last byline, date or outlet before the text."""
    start = head.body
    prose = seen = 0
    last = start
    found: list[tuple[int, str]] = []
    for index in range(start, min(start + HEAD_LINES + 20, len(lines))):
        line = lines[index]
        if line.is_residue:
            continue
        seen += 1
        if seen > HEAD_LINES or prose > HEAD_PROSE:
            break
        if line.is_prose:
            prose += 1
            continue
        if (why := _kind(line, source, prose=prose)) is not None:
            found.append((index, why))
            last = index + 1
    for index, _ in found:
        _take(head, index, lines[index], source, bare=True)
    _take_captions(head, lines, start, last)


def _kind(line: Line, source: str | None, *, prose: int) -> str | None:
    """What a head line is. A name alone counts only while little text has come: it might be a subheading."""
    text = line.text
    if find_byline(text) is not None:
        return "byline"
    if dated_line(text) is not None:
        return "date"
    if VIA.match(text):
        return "credit"
    if source is not None and _same(text, source):
        return "byline"
    if is_role(text) and line.words <= 5:
        return "role"
    if prose <= 1 and find_byline(text, bare=True) is not None:
        return "byline"
    return None


def _same(one: str, other: str) -> bool:
    return squashed(one) == squashed(other)


def squashed(name: str) -> str:
    """A name by its letters and figures alone: "Al Waght" and "Alwaght" are one.

    >>> squashed("The Al-Waght") == squashed("alwaght")
    True
    """
    return re.sub(r"^the(?=.)|[^a-z0-9]", "", re.sub(r"[^a-z0-9]", "", name.lower()))


def _take(head: Head, index: int, line: Line, source: str | None, *, bare: bool) -> None:
    """Reads one line as part of the head, when it is."""
    text = line.text
    if line.is_residue:
        return
    if (dated := dated_line(text)) is not None:
        head.dates.append(dated)
        if dated.beside:
            head.outlets.append(dated.beside)
        head.taken[index] = "date"
    via = VIA.match(text) if bare else None
    if via is not None:
        head.credit = head.credit or via["name"].strip()
        head.taken[index] = "credit"
    elif (byline := find_byline(text)) or (bare and (byline := find_byline(text, bare=True))):
        head.bylines.append(byline)
        if dated is None:
            label = "changed" if re.match(r"(?:last )?(?:updated|modified)\b", text, re.IGNORECASE) else ""
            head.dates += [DatedLine(one.value, label) for one in find_dates(text)][:1]
        head.credit = head.credit or byline.credit
        if byline.outlet and byline.names:
            head.outlets.append(byline.outlet)
        head.taken[index] = "byline"
    elif bare and source is not None and _same(text, source):
        head.bylines.append(Byline((), text, text))
        head.taken[index] = "byline"
    elif bare and is_role(text) and line.words <= 5:
        head.taken[index] = "role of the author"


def _take_captions(head: Head, lines: Sequence[Line], start: int, last: int) -> None:
    """Short lines that are no sentences, between the title and the text, stand under pictures."""
    first = next((index for index in range(last, len(lines)) if lines[index].is_prose), None)
    if first is None:
        return
    bio = any(one.rule is not None and one.rule.reason == "author note" for one in lines[start:first])
    for index in range(start, first):
        line = lines[index]
        if line.is_residue or index in head.taken or line.ends or line.item or line.heading:
            continue
        # Below the byline a short line may be a subheading or a first line; above it, or above a bio, it is not.
        if line.words <= 10 and (index < last or bio or line.words <= 3):
            head.taken[index] = "caption"


def author_of_note(line: str) -> str | None:
    """The author that a line on the author names; picture names glued before it are cut off.

    >>> author_of_note("Ada-NovakAda Novak is the editor of the Karsa Herald.")
    'Ada Novak'
    """
    glued = re.match(r"^(?P<slug>[A-Z][\w']*(?:-[\w']+)+?)(?=[A-Z])", line)
    while glued is not None:
        name = glued["slug"].replace("-", " ")
        if line[glued.end() :].startswith(name):
            line = line[glued.end() :]
            break
        later = re.match(r"^(?P<slug>.{" + str(len(glued["slug"]) + 1) + r",60}?)(?=[A-Z])", line)
        glued = later if later is not None and " " not in later["slug"] else None
    match = BIO.match(line)
    return match["name"] if match is not None else None
