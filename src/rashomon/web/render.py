"""Templates filled in: everything escaped, marks that turn or hide text made inert."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon import __version__
from rashomon.compare import Passage
from rashomon.web import rows
from rashomon.web.links import Links
from rashomon.web.pages.difference import difference_id
from rashomon.web.rows import pieces
from rashomon.web.wording import counted, cut, day, inert, near, plural, when


def passage(one: Passage, url: Links, most: int = 240, words: str | None = None) -> Markup:
    """A passage as HTML: its words, opening the document at the place."""
    return Markup(pieces.passage(one, url, most, words))  # noqa: S704  escaped there


@cache
def environment() -> Environment:
    """The templates, loaded once. An undefined variable is an error, never an empty cell."""
    made = Environment(
        loader=PackageLoader("rashomon.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals |= {"difference_id": difference_id, "pieces": pieces, "rows": rows}
    made.filters |= {"counted": counted, "cut": cut, "day": day, "plural": plural, "near": near, "when": when}
    made.filters["passage"] = passage
    return made


def render(template: str, page: object, links: Links, **extra: object) -> str:
    """A page as HTML. Templates see `page`, `url`, `version`, and of `extra` `hand`, `done`, `linking`, `fault`.

    Without a `hand`, as in a dossier, nothing can be written.
    """
    seen = {
        "page": page,
        "url": links,
        "version": __version__,
        "hand": None,
        "done": None,
        "linking": False,
        "fault": "",
    }
    # At the end, for all that was filled in: value by value it cost 20 of 290 CPU ms of a story's page.
    return inert(environment().get_template(template).render(seen | extra))


@cache
def style() -> str:
    """The style sheets as one text: served as a file, and put inside a dossier."""
    folder = files("rashomon.web") / "static"
    return "".join((folder / name).read_text(encoding="utf-8") for name in ("style.css", "plots.css"))
