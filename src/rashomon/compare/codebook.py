"""A researcher's own variables: what is asked of each account, what may be answered, what the program knows.

A codebook is TOML: `title`, and a `[[variable]]` for each with `name`, `question`, `values` (none: free words) and if
wanted `prefill = { know = "naming", of = "armed groups" }`. A suggestion is no coding: a person takes it or not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rashomon.compare import Comparison, Passage
from rashomon.compare.agreement import alpha
from rashomon.compare.speakers import HEADLINE, OWN
from rashomon.model import Coding, RashomonError, Row

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: Columns of the spreadsheet that are not variables.
RESERVED = frozenset({"document", "source", "title", "published", "url", "coder", "at", "note"})
MOST_EVIDENCE = 12


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the program knows that answers a variable: `know` is a key of RULES, `of` of whom or what."""

    know: str
    of: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One question of a codebook. Without `values` the answer is free words."""

    name: str
    question: str
    values: tuple[str, ...] = ()
    prefill: Prefill | None = None

    def check(self, value: str) -> None:
        """Raises RashomonError, naming what may be answered, for a value that is none of the variable's."""
        if self.values and value not in self.values:
            raise RashomonError(f"{self.name!r} is one of {', '.join(self.values)}, not {value!r}")


@dataclass(frozen=True, slots=True)
class Codebook:
    """The variables in their order."""

    title: str
    variables: tuple[Variable, ...]

    def variable(self, name: str) -> Variable:
        """The variable of this name. Raises RashomonError where there is none."""
        for one in self.variables:
            if one.name == name:
                return one
        raise RashomonError(f"the codebook has no variable {name!r}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the program would answer, and the passages that it goes by."""

    value: str
    passages: tuple[Passage, ...] = ()


def read_codebook(text: str) -> Codebook:
    """The codebook of a TOML text. Raises RashomonError that names the variable and what to mend."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RashomonError(f"the codebook is no TOML: {error}") from error
    rows = found.get("variable")
    if not isinstance(rows, list) or not rows:
        raise RashomonError("the codebook needs one [[variable]] or more: 'rashomon codebook init' writes an example")
    variables = tuple(_variable(number, row) for number, row in enumerate(rows, 1))
    names = [one.name for one in variables]
    for one in names:
        if names.count(one) > 1:
            raise RashomonError(f"two variables of the codebook are called {one!r}")
    return Codebook(str(found.get("title") or "Codebook"), variables)


def _variable(number: int, row: object) -> Variable:
    where = f"variable {number} of the codebook"
    if not isinstance(row, Mapping):
        raise RashomonError(f"{where} is no table")
    name, question, values = row.get("name"), row.get("question"), row.get("values", [])
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name in RESERVED:
        raise RashomonError(
            f"{where} needs a name of small letters, digits and _ that is no column already, not {name!r}"
        )
    if not isinstance(question, str) or not question.strip():
        raise RashomonError(f"{where} ({name}) needs a question")
    if not isinstance(values, list) or not all(isinstance(one, str) and one for one in values):
        raise RashomonError(f"the values of {name!r} are a list of words")
    return Variable(name, question.strip(), tuple(dict.fromkeys(values)), _prefill(name, row.get("prefill")))


def _prefill(name: str, row: object) -> Prefill | None:
    if row is None:
        return None
    if not isinstance(row, Mapping) or row.get("know") not in RULES or not isinstance(row.get("of"), str):
        known = ", ".join(RULES)
        raise RashomonError(f'the prefill of {name!r} is {{ know = "…", of = "…" }}, where know is one of {known}')
    return Prefill(str(row["know"]), str(row["of"]))


def suggest(variable: Variable, comparison: Comparison, document: str) -> Suggestion | None:
    """What the program knows of an account for a variable; None where it has no rule or found nothing to go by."""
    if variable.prefill is None:
        return None
    made = RULES[variable.prefill.know](comparison, document, variable)
    if made is None or (variable.values and made.value not in variable.values):
        return None
    return Suggestion(made.value, tuple(sorted(made.passages, key=lambda one: one.start)[:MOST_EVIDENCE]))


def _naming(comparison: Comparison, document: str, variable: Variable) -> Suggestion | None:
    """The word that an account uses most in its own voice for a party; of `values` the one that its words hold."""
    of = _wanted(variable)
    groups = [*comparison.party_words, *comparison.happening_names, *comparison.names]
    named = next((one for one in groups if one.name.casefold() == of), None)
    forms = [one for one in named.of(document) if one.voice in (OWN, HEADLINE)] if named else []
    uses: dict[str, list[Passage]] = {}
    for form in forms:
        for value in _values_in(form.words, variable.values):
            uses.setdefault(value, []).extend(use.passage for use in form.uses)
    if not uses:
        return None
    value = min(uses, key=lambda one: (-len(uses[one]), one))
    return Suggestion(value, tuple(uses[value]))


def _values_in(words: str, values: tuple[str, ...]) -> list[str]:
    """Those of `values` that stand in the words as whole words, in the singular too; the words where there are none."""
    if not values:
        return [words.casefold()]
    return [one for one in values if re.search(rf"\b{re.escape(one.casefold().rstrip('s'))}s?\b", words.casefold())]


def _figure(comparison: Comparison, document: str, variable: Variable) -> Suggestion | None:
    """The largest figure whose unit or sentence holds the word ("killed"), as `LOW..HIGH`; one number as itself."""
    of = re.compile(rf"\b{re.escape(_wanted(variable))}", re.IGNORECASE)
    told = [
        one
        for count in comparison.figures
        for one in count.given
        if one.document == document and not one.is_vague and (of.search(count.name) or of.search(one.sentence.words))
    ]
    if not told:
        return None
    best = max(told, key=lambda one: (one.amount.high or one.amount.low or 0.0, -one.passage.start))
    low, high = ("" if one is None else f"{one:.10g}" for one in (best.amount.low, best.amount.high))
    return Suggestion(low if low == high else f"{low}..{high}", (best.passage,))


def _event(comparison: Comparison, document: str, variable: Variable) -> Suggestion | None:
    """Whether an account tells an event that several tell, by a word of its name: asserts, denies, …, silent."""
    of = _wanted(variable)
    event = next((one for one in comparison.shared if of in (one.id, *one.name.casefold().split())), None)
    event = event or next((one for one in comparison.shared if of in one.name.casefold()), None)
    cells = [one for one in comparison.silences if event and (one.event, one.document) == (event.id, document)]
    return Suggestion(cells[0].state, tuple(cells[0].passages)) if cells else None


def _source(comparison: Comparison, document: str, variable: Variable) -> Suggestion | None:
    """Whether an account cites a sort of source (official, resident, …) or somebody of this name: yes or no."""
    of = _wanted(variable)
    found = [
        one
        for one in comparison.cited
        if one.document == document and one.is_sure and of in (one.sort or "", one.label, one.name.casefold())
    ]
    passages = tuple(saying.pieces[0] for one in found for saying in one.sayings if saying.is_sure)
    return Suggestion("yes" if found else "no", passages)


def _wanted(variable: Variable) -> str:
    return variable.prefill.of.casefold() if variable.prefill else ""


RULES: Mapping[str, Callable[[Comparison, str, Variable], Suggestion | None]] = {
    "naming": _naming, "figure": _figure, "event": _event, "source": _source,
}  # fmt: skip


def latest(codings: Iterable[Coding]) -> dict[tuple[str, str, str], Coding]:
    """What holds: by document, variable and coder the last answer; those taken back are out."""
    found: dict[tuple[str, str, str], Coding] = {}
    for one in sorted(codings, key=lambda one: one.at):
        found[one.document, one.variable, one.by] = one
    return {key: one for key, one in found.items() if one.value}


def sheet(book: Codebook, comparison: Comparison, codings: Iterable[Coding], *, suggestions: bool = False) -> list[Row]:
    """The spreadsheet: a row an account and coder, a column a variable and one for its evidence (the words).

    With `suggestions` a row an account besides, of the coder "rashomon", that holds what the program would answer.
    """
    held = latest(codings)
    coders = sorted({by for _, _, by in held})
    rows = []
    for column in comparison.columns:
        identity = column.document.id
        for by in coders:
            own = {one.name: held[identity, one.name, by] for one in book.variables if (identity, one.name, by) in held}
            if own:
                text = column.document.text
                answers = {
                    name: (one.value, [text[start:end] for start, end in one.evidence]) for name, one in own.items()
                }
                rows.append(
                    _head(comparison, identity, by, max(one.at for one in own.values())) | _cells(book, answers)
                )
        if suggestions:
            made = {one.name: suggest(one, comparison, identity) for one in book.variables}
            told = {name: (one.value, [each.words for each in one.passages]) for name, one in made.items() if one}
            rows.append(_head(comparison, identity, "rashomon", "") | _cells(book, told))
    return rows


def _head(comparison: Comparison, document: str, by: str, at: str) -> Row:
    one = comparison.document(document)
    return {
        "document": one.id, "source": one.source or comparison.name(document), "title": one.title,
        "published": one.published, "url": one.url, "coder": by, "at": at,
    }  # fmt: skip


def _cells(book: Codebook, answers: Mapping[str, tuple[str, list[str]]]) -> Row:
    row: Row = {one.name: answers.get(one.name, ("", []))[0] for one in book.variables}
    evidence = {f"{one.name}_evidence": " | ".join(_flat(answers.get(one.name, ("", []))[1])) for one in book.variables}
    return row | evidence


def _flat(words: Iterable[str]) -> list[str]:
    return [" ".join(one.split()) for one in words]


def agreement(book: Codebook, codings: Iterable[Coding]) -> list[Row]:
    """For each variable how many accounts two or more coded, and Krippendorff's alpha (nominal); None where untold."""
    units: dict[str, dict[str, list[str]]] = {}
    for (document, name, _), one in sorted(latest(codings).items()):
        units.setdefault(name, {}).setdefault(document, []).append(one.value)
    rows = []
    for variable in book.variables:
        told = [values for values in units.get(variable.name, {}).values() if len(values) > 1]
        value = alpha(told)
        same = sum(len(set(values)) == 1 for values in told)
        rows.append({"variable": variable.name, "both": len(told), "same": same, "alpha": value})
    return rows
