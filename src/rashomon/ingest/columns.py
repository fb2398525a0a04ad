"""Which column of a table is which: guessed by name, then by content; what a person says goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon import vocab
from rashomon.ingest.raw import Raw
from rashomon.model import RashomonError

LEAST_WORDS = 20  # words on average that a column must have to be taken for the text


def columns_of(raw: Raw, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The columns of a table, said to whoever asked for it, to show a wrong guess. Raises as `guess_columns`."""
    found = guess_columns(names, rows, raw.options.columns)
    raw.options.say(f"{raw.where}: columns {', '.join(f'{ours}={name}' for ours, name in found.items())}")
    return found


def guess_columns(names: Sequence[str], rows: Sequence[Mapping[str, str]], told: Mapping[str, str]) -> dict[str, str]:
    """Our name -> the column's name. Raises RashomonError when no column holds texts, or a told one is not there.

    >>> guess_columns(["Headline", "Body", "when"], [], {"published": "when"})
    {'published': 'when', 'text': 'Body', 'title': 'Headline'}
    """
    found: dict[str, str] = {}
    for ours, name in told.items():
        if name not in names:
            raise RashomonError(f"there is no column {name!r}; the columns are {', '.join(map(repr, names))}")
        found[ours] = name
    plain = {_plain(name): name for name in reversed(names)}
    for ours, known in vocab.load("pages")["columns"].items():
        match = next((plain[one] for one in known if one in plain and plain[one] not in found.values()), None)
        if ours not in found and match is not None:
            found[ours] = match
    if "text" not in found:
        sizes = {name: sum(len((row.get(name) or "").split()) for row in rows) / max(1, len(rows)) for name in names}
        longest = max(sizes, key=lambda name: sizes[name], default=None)
        if longest is None or sizes[longest] < LEAST_WORDS:
            raise RashomonError(
                f"no column holds texts; name it with --column text=NAME; there are {', '.join(map(repr, names))}"
            )
        found = {ours: name for ours, name in found.items() if name != longest} | {"text": longest}
    return found


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
