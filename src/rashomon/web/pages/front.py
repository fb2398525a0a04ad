"""A story's page as it travels and is kept: what its own address shows is drawn, the rest packed until it is asked for.

To unpack the comparison of 20 accounts takes 40 to 140 ms, in which no other page is made; most readers of a story
never open what needs it.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from markupsafe import Markup

from rashomon.web.pages.story import StoryPage


@dataclass(frozen=True, slots=True)
class Front:
    """What is shown at a story's address, the same for every reader, and the page behind it as bytes."""

    id: str
    name: str
    body: Markup
    packed: bytes

    @classmethod
    def of(cls, page: StoryPage) -> Front:
        """The front of a page, with all that takes long to draw: 0.1 to 0.4 s for 20 accounts."""
        _ = page.body, page.plots, page.spots, page.map, page.shared
        return cls(page.id, page.name, page.body, pickle.dumps(page))

    def page(self) -> StoryPage:
        """The page again, drawn as it was."""
        page: StoryPage = pickle.loads(self.packed)  # noqa: S301  our own, of this process or the one it started
        return page
