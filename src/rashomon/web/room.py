"""A library being read and judged: opened for each request, with the latest comparisons kept while nothing changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from starlette.exceptions import HTTPException

from rashomon import pipeline
from rashomon.compare.corrections import Corrections
from rashomon.model import RashomonError
from rashomon.store import Library
from rashomon.store.rows import reading_state, story_members
from rashomon.web.guard import Policy
from rashomon.web.hand import Hands
from rashomon.web.jobs import Jobs
from rashomon.web.pages.library import LibraryPage, StoryCard, make_cards, make_library_page
from rashomon.web.pages.story import StoryPage, make_story_page

#: Documents that are compared all together; more would make a page that nobody reads.
TOGETHER = 200
#: Comparisons kept ready; one of eight real articles takes 0.2 s to make and about 5 MB to keep.
KEPT = 8
#: How long a judgement waits for the links to follow it: eight articles take 0.6 s. A larger library goes on behind.
PATIENCE = 2.0


@dataclass(slots=True)
class Room:
    """The library at `path`, who may do what in it, and what runs behind the pages."""

    path: Path
    policy: Policy = field(default_factory=Policy)
    hands: Hands = field(init=False)
    jobs: Jobs = field(init=False)
    kept: OrderedDict[tuple[object, ...], StoryPage] = field(default_factory=OrderedDict)
    cards: dict[tuple[object, ...], tuple[StoryCard, ...]] = field(default_factory=dict)
    given: tuple[object, Corrections] = (None, Corrections())
    lock: threading.Lock = field(default_factory=threading.Lock)
    linking: threading.Thread | None = None
    fault: str = ""  # why the links could not follow what was judged last

    def __post_init__(self) -> None:
        self.hands = Hands(writes=not self.policy.read_only)
        self.jobs = Jobs(self.path)

    def open(self) -> Library:
        return Library.open(self.path)

    def story(self, story: str) -> StoryPage:
        """The page of a story, or of "all". Raises HTTPException 404 for one that isn't there."""
        with self.open() as library:
            key = (story, *self._state(library, story))
            with self.lock:
                if key in self.kept:
                    self.kept.move_to_end(key)
                    return self.kept[key]
            page = self._make(library, story)
        with self.lock:
            self.kept[key] = page
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return page

    def library(self, query: str, number: int) -> LibraryPage:
        """The page of the library; its stories are read again only when something changed."""
        with self.open() as library:
            key = reading_state(library)
            with self.lock:
                cards = self.cards.get(key)
            if cards is None:
                cards = make_cards(library)
                with self.lock:
                    self.cards = {key: cards}
            return make_library_page(library, cards, query, number)

    def corrections(self, library: Library) -> Corrections:
        """What people judged of single rows, read again only when something changed."""
        key = reading_state(library)
        with self.lock:
            known, given = self.given
        if known != key:
            given = Corrections.of(library.judgements())
            with self.lock:
                self.given = (key, given)
        return given

    def follow(self) -> None:
        """Bring links and clusters after what was judged; waits for them a moment and then lets them go on behind."""
        with self.lock:
            if self.linking is None or not self.linking.is_alive():
                self.linking = threading.Thread(target=self._relink, daemon=True)
                self.linking.start()
            running = self.linking
        running.join(PATIENCE)

    @property
    def is_linking(self) -> bool:
        """Whether what was judged is still being taken into links and clusters."""
        return self.linking is not None and self.linking.is_alive()

    def _relink(self) -> None:
        try:
            with self.open() as library:
                # What is judged while it runs is seen by the next round.
                while pipeline.relink(library):
                    pass
            self.fault = ""
        except Exception as error:  # whatever it was, the judgement is kept and the reader is told
            self.fault = str(error) if isinstance(error, RashomonError) else f"{type(error).__name__}: {error}"

    def _state(self, library: Library, story: str) -> tuple[object, ...]:
        """What a story's page depends on: of "all" everything, else the links and its own documents."""
        members = story_members(library, story)
        return reading_state(library, members) if members else library.state()

    def _make(self, library: Library, story: str) -> StoryPage:
        chosen = None if story == "all" else story
        if chosen is not None and not story_members(library, chosen):
            raise HTTPException(404, "There is no such story in this library.")
        if chosen is None and library.count_documents() > TOGETHER:
            raise HTTPException(404, f"There is no page of more than {TOGETHER} documents together: open a story.")
        return make_story_page(pipeline.comparison(library, chosen), chosen)
