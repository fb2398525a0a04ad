"""The shapes everything else speaks: documents, annotations, links, judgements, problems.

Whatever is said about the news is a row that points at the words that say it. A `Document` holds the
words, an `Annotation` points at some of them and says one thing, a `Link` says that two of them are about
the same thing. Ids are hashes of what identifies a thing, never of what changes (see `ids`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, make_dataclass
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from rashomon.ids import content_id, text_digest

Row: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["mention", "attribution", "claim", "role", "frame"]
LinkKind: TypeAlias = Literal["entity", "event", "copy", "story", "version"]

ANNOTATIONS_SCHEMA = "rashomon.annotations/1"
DOCUMENTS_SCHEMA = "rashomon.documents/1"

KINDS: tuple[Kind, ...] = ("mention", "attribution", "claim", "role", "frame")
LABELS: Mapping[str, tuple[str, ...]] = {
    "mention": (
        "person", "organisation", "armed_group", "government", "military", "people",
        "country", "place", "facility", "time", "figure", "happening", "other",
    ),
    "attribution": ("direct", "indirect", "mixed", "scare"),
    "claim": (
        "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "CONCEDE",
        "CONTROL", "MOVE", "STATE", "OTHER",
    ),
    "role": (
        "predicate", "actor", "recipient", "place", "time", "figure", "cause", "instrument",
        "cue", "horizon", "hedge", "condition",
    ),
    "frame": ("evaluative", "scare_quote", "agentless"),
}  # fmt: skip
#: How a writer puts what somebody says: the value of an attribution.
STANCES = (
    "says", "claims", "denies", "doubts", "admits", "warns", "promises", "orders", "asks",
    "believes", "expects", "accuses", "reports",
)  # fmt: skip
#: What a document holds of a claim: the value of a claim.
STATUSES = ("asserted", "denied", "doubted", "hypothetical", "ordered", "planned", "forecast")


class RashomonError(Exception):
    """Something a person can mend: the message says what was wrong, with the value, and what to do."""


class RashomonWarning(UserWarning):
    """Something that should not happen in our own code; tests turn it into an error."""


def printable(text: str) -> str:
    r"""`text` with what no file can hold (lone surrogates, as in odd file names) written as \udcXX.

    >>> printable("a\ud800")
    'a\\ud800'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def other_text(document_id: str) -> str:
    """What is said of a second document with the same id but not the same text."""
    return (
        f"the library already holds a document {document_id!r} with another text: "
        "give this one another id, or leave the id out"
    )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some words of a document: code points `start` to `end` of its text, half-open."""

    document: str
    start: int
    end: int

    def to_row(self) -> Row:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage that ingest took out of a page, and why (`origin.removed`)."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document's bytes came from. `part` counts the articles of one page from 0."""

    path: str | None = None
    warc: str | None = None
    part: int = 0
    retrieved: str | None = None
    media_type: str | None = None
    sha256: str | None = None  # of the raw bytes
    removed: tuple[Removed, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)  # what a reader knows besides: dateline, crawl date

    def to_row(self) -> Row:
        row: Row = {"path": self.path} if self.warc is None else {"warc": self.warc}
        row |= {"part": self.part, "retrieved": self.retrieved, "media_type": self.media_type}
        row |= {
            "sha256": self.sha256,
            "removed": [asdict(one) for one in self.removed],
            "notes": dict(self.notes),
        }
        return row


@dataclass(frozen=True, slots=True)
class Document:
    """What a source put out once. `text` is what every offset points into and never changes.

    `published` is ISO 8601, as precise as the page says and no more; `credit` is the wire agency or the
    original outlet that the page names; `authors` are names without titles. Absent is None, never guessed.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    credit: str | None = None
    origin: Origin = Origin()

    @property
    def sha256(self) -> str:
        return text_digest(self.text)

    def head(self) -> Row:
        """The document as the annotation contract shows it: all but the text."""
        return {
            "id": self.id, "source": self.source, "url": self.url, "title": self.title,
            "published": self.published, "language": self.language, "sha256": self.sha256,
        }  # fmt: skip

    def to_row(self) -> Row:
        """The document as one line of `rashomon extract`."""
        return {
            "schema": DOCUMENTS_SCHEMA, "id": self.id, "source": self.source, "url": self.url,
            "title": self.title, "authors": list(self.authors), "published": self.published,
            "language": self.language, "text": self.text, "sha256": self.sha256,
            "origin": self.origin.to_row(), "credit": self.credit,
        }  # fmt: skip

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Document:
        """A document from a JSON object with at least `text`; without an `id` it gets one from its content.

        Raises RashomonError, naming the key, when a value has the wrong type.
        """
        text = row.get("text")
        if not isinstance(text, str):
            raise RashomonError(f"a document needs a string under 'text', found {type(text).__name__}")
        for key in ("title", "source", "url", "published", "language", "credit"):
            if not isinstance(row.get(key), str | None):
                raise RashomonError(f"'{key}' must be a string or null, found {row[key]!r}")
        identity = row.get("id")
        if identity is None or identity == "":
            identity = content_id("document", text_digest(text), row.get("url"), row.get("source"))
        authors = row.get("authors") or ()
        authors = (authors,) if isinstance(authors, str) else tuple(str(one) for one in authors)
        return cls(
            id=str(identity), text=text, title=row.get("title"), source=row.get("source"), url=row.get("url"),
            authors=authors, published=row.get("published"), language=row.get("language"),
            credit=row.get("credit"), origin=_origin_from_row(row.get("origin")),
        )  # fmt: skip


def _origin_from_row(row: object) -> Origin:
    if not isinstance(row, Mapping):
        return Origin()
    known = {one.name for one in fields(Origin)} - {"removed"}
    removed = tuple(Removed(str(one["text"]), str(one["reason"])) for one in row.get("removed") or ())
    return Origin(**{key: row[key] for key in known if row.get(key) is not None}, removed=removed)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One thing said of some words: the eleven keys of the contract.

    The id covers what is said of which words by which annotator, not `value`, `score` or the version.
    """

    document: str
    start: int
    end: int
    kind: Kind
    label: str
    value: str | None
    about: str | None
    who: str | None
    made_by: str
    score: float = 1.0
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            name = self.made_by.partition("@")[0]
            parts = (self.document, self.start, self.end, self.kind, self.label, self.about, self.who, name)
            object.__setattr__(self, "id", content_id("annotation", *parts))

    @property
    def span(self) -> Span:
        return Span(self.document, self.start, self.end)

    @property
    def names_nobody(self) -> bool:
        """Whether it is a mention by words that are no name of whom they mean: "the country", "both leaders"."""
        return self.made_by.startswith("meant@")

    def values(self) -> tuple[Any, ...]:
        """What it is made of, in the order of its fields: `Annotation(*row.values())` is equal to it."""
        return _VALUES(self)

    def to_row(self) -> Row:
        return {
            "id": self.id, "document": self.document, "start": self.start, "end": self.end, "kind": self.kind,
            "label": self.label, "value": self.value, "about": self.about, "who": self.who,
            "made_by": self.made_by, "score": self.score,
        }  # fmt: skip

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Annotation:
        return cls(**{one.name: row[one.name] for one in fields(cls)})


#: Made once: a document has some 300 rows, and each is taken apart and put together four times on its way to linking.
_VALUES: Callable[[Annotation], tuple[Any, ...]] = attrgetter(*(one.name for one in fields(Annotation)))
#: The same fields, not frozen: what an annotation is while a stored row is put into it.
_Open = make_dataclass("_Open", [one.name for one in fields(Annotation)], slots=True, eq=False)


def stored_annotation(values: Iterable[Any]) -> Annotation:
    """The annotation with these `Annotation.values`, its id among them.

    It is filled before it is frozen: 0.5 µs where `Annotation(*values)` takes 3.9, which asks the class for each field.
    A story of 16 accounts has 1,600 rows, and linking reads every row of a library.
    """
    one: Any = _Open(*values)
    one.__class__ = Annotation
    made: Annotation = one
    return made


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a link's waterfall: what was compared, how it came out, its weight in bits."""

    name: str
    value: str
    bits: float


@dataclass(frozen=True, slots=True)
class Link:
    """That two rows (annotations, or documents for copies, stories, versions) are about the same thing.

    `label` is the sort within the kind (for a copy: copy, edited, excerpt, quotation). `share` and `spans`
    (left start, left end, right start, right end) are set for copies. `left` < `right`, so a link is symmetric.
    """

    kind: LinkKind
    left: str
    right: str
    label: str
    made_by: str
    score: float = 1.0
    share: float | None = None
    spans: tuple[tuple[int, int, int, int], ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def id(self) -> str:
        name = self.made_by.partition("@")[0]
        return content_id("link", self.kind, self.left, self.right, self.label, name)

    def to_row(self) -> Row:
        row: Row = {
            "id": self.id, "kind": self.kind, "left": self.left, "right": self.right, "label": self.label,
            "score": self.score, "made_by": self.made_by, "reasons": [asdict(one) for one in self.reasons],
        }  # fmt: skip
        if self.share is not None:
            row |= {"share": self.share, "spans": [list(one) for one in self.spans]}
        return row


@dataclass(frozen=True, slots=True)
class Cluster:
    """What links make of rows: an entity, an event or a story. Its id is that of its least member."""

    kind: Literal["entity", "event", "story"]
    members: tuple[str, ...]
    name: str = ""
    label: str = ""

    @property
    def id(self) -> str:
        return content_id(self.kind, min(self.members))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of one row or one pair; appended, never changed. The latest of a pair counts.

    `verdict` is same, different, unsure, right or wrong; `right` is None for a judgement of one row.
    """

    left: str
    right: str | None
    verdict: Literal["same", "different", "unsure", "right", "wrong"]
    by: str
    at: str  # ISO 8601 with zone
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """What a person answered of a document by a codebook, with spans of its text as evidence; appended, never changed.

    The latest of a person counts; an empty value takes the answer back.
    """

    document: str
    variable: str
    value: str
    by: str
    at: str  # ISO 8601 with zone
    evidence: tuple[tuple[int, int], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or worked on: where, and why in words a person can act on."""

    where: str
    reason: str
    stage: str = "ingest"


def clusters(kind: Literal["entity", "event", "story"], pairs: Iterable[tuple[str, str]]) -> list[Cluster]:
    """Connected components of `pairs` as clusters of sorted members, in order of their least member.

    >>> [one.members for one in clusters("event", [("b", "a"), ("c", "b"), ("x", "y")])]
    [('a', 'b', 'c'), ('x', 'y')]
    """
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in pairs:
        first, second = sorted((root(left), root(right)))
        parent[second] = first
    members: dict[str, list[str]] = {}
    for one in sorted(parent):
        members.setdefault(root(one), []).append(one)
    return [Cluster(kind, tuple(group)) for _, group in sorted(members.items())]
