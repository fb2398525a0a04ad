"""A story's page as it travels and is kept: what its own address shows is drawn, the rest packed until it is asked for.

To unpack the comparison of 20 accounts takes 40 to 140 ms, in which no other page is made; most readers of a story
never open what needs it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from rashomon.web.pages.story import StoryPage


def _none() -> None:
    """Nothing is on its way."""


@dataclass(slots=True)
class Front:
    """What is shown at a story's address, the same for every reader, and the page behind it as bytes.

    `packed` is None while the bytes are still on their way: `fetch` waits for them, 10 to 20 CPU ms of another process;
    and where the front was kept in the library, alone.
    """

    id: str
    name: str
    body: Markup
    packed: bytes | None = None
    fetch: Callable[[], None] = _none

    @property
    def is_alone(self) -> bool:
        """Whether the page behind it is neither there nor on its way: it was kept in the library, or lost."""
        return self.packed is None and self.fetch is _none

    @classmethod
    def of(cls, page: StoryPage) -> Front:
        """The front of a page, drawn if that was not done yet."""
        return cls(page.id, page.name, page.drawn().body)

    def page(self) -> StoryPage | None:
        """The page again, drawn as it was; None where its bytes were lost with the process that drew it."""
        if self.packed is None:
            self.fetch()
        if self.packed is None:
            return None
        page: StoryPage = pickle.loads(self.packed)  # noqa: S301  our own, of this process or the one it started
        vars(page)["body"] = self.body
        return page


def packed(page: StoryPage) -> bytes:
    """A page as bytes, but for its body, which its front has: 10 to 20 CPU ms for 20 accounts."""
    return pickle.dumps(page)
