"""SVG as text: elements with everything escaped, and positions in per cent of whatever width a page gives."""

from __future__ import annotations

from functools import cache
from html import escape


def element(name: str, *inner: str, text: str | None = None, **attributes: object) -> str:
    """An element; `text` and values are escaped, `inner` is elements made here. `class_` is written `class`.

    Numbers are written short, so that the same plot is always the same bytes.

    >>> element("text", text="a < b", x=1.50, class_="label")
    '<text x="1.5" class="label">a &lt; b</text>'
    """
    written = "".join([
        f' {_name(key)}="{escape(value) if type(value) is str else _value(value)}"'
        for key, value in attributes.items()
        if value is not None
    ])  # fmt: skip
    content = "".join(inner) + (escape(text) if text is not None else "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def percent(share: float) -> str:
    """A share of the width as SVG writes it.

    >>> percent(0.12345), percent(1)
    ('12.35%', '100%')
    """
    return f"{number(100 * share)}%"


def picture(name: str, title: str, desc: str, height: float, *inner: str) -> str:
    """A whole picture as wide as its place and `height` pixels high, with its title and description.

    `name` is unique on the page: the ids of title and description begin with it.
    """
    head = element("title", text=title, id=f"{name}-title") + element("desc", text=desc, id=f"{name}-desc")
    return element(
        "svg", head, *inner, class_="plot", width="100%", height=height, role="img",
        aria_labelledby=f"{name}-title", aria_describedby=f"{name}-desc",
    )  # fmt: skip


def at(share: float, y: float, *inner: str) -> str:
    """A group whose origin lies at a share of the width and a height in pixels: what is in it keeps its size."""
    return element("svg", *inner, x=percent(share), y=y, class_="at-place")


def tick(share: float, y: float, words: str) -> str:
    """A label under a scale; near an end of the line it is turned inwards, so that nothing is cut off."""
    side = " first" if share < 0.06 else " last" if share > 0.9 else ""
    return element("text", text=words, x=percent(share), y=y, class_=f"tick{side}")


def _value(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(str(value))


def number(value: float) -> str:
    """A number as SVG writes it, of at most two decimals.

    >>> number(1.5), number(0.004), number(3)
    ('1.5', '0', '3')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0" if isinstance(value, float) else str(value)
