"""A library being read and judged: opened for each request, with what is dear to make kept while it holds."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from starlette.exceptions import HTTPException

from rashomon import pipeline
from rashomon.compare.corrections import Corrections
from rashomon.model import RashomonError
from rashomon.store import Library, judgements
from rashomon.store.catalogue import Catalogue
from rashomon.store.rows import annotated_state, largest_stories, reading_state, story_members, story_state
from rashomon.web.guard import Policy
from rashomon.web.hand import Hands
from rashomon.web.held import Held
from rashomon.web.jobs import Jobs
from rashomon.web.maker import Maker
from rashomon.web.pages.copies import PAGE as COPIES
from rashomon.web.pages.copies import CopiesPage, make_copies_page
from rashomon.web.pages.front import Front, packed
from rashomon.web.pages.history import Heard
from rashomon.web.pages.judgements import JudgementsPage, make_judgements_page
from rashomon.web.pages.library import STORIES, Asked, LibraryPage, StoryCard, make_card, make_library_page
from rashomon.web.pages.review import Queue, make_queue
from rashomon.web.pages.story import StoryPage, make_story_page
from rashomon.web.ready import load_ready, state_of
from rashomon.web.turn import Turn

T = TypeVar("T")

#: Documents that are compared all together; more would make a page that nobody reads.
TOGETHER = 200
#: Stories kept ready, 2 MB each with 20 accounts; one takes 0.2 to 0.5 s to make.
KEPT = 64
#: As many of them, those asked for last, are unpacked, at about 5 MB more: of these parts can be shown.
UNPACKED = 12
#: Stories made ready behind the library's page, which lists them first: half of those kept.
READY = 12
#: Seconds that a reader stays with a document before its story is made behind it: who goes on sooner makes no work.
STAYS = 0.5
#: How long a judgement waits for the links to follow it: eight articles take 0.6 s. A larger library goes on behind.
PATIENCE = 2.0


@dataclass(slots=True)
class Kept:
    """A story's page, the state it was made in, the digest of what it was made of, and what was asked for of it."""

    state: tuple[object, ...]
    digest: tuple[object, ...]
    front: Front
    page: StoryPage | None = None
    queue: Queue | None = None


@dataclass(slots=True)
class Room:
    """The library at `path`, who may do what in it, and what runs behind the pages."""

    path: Path
    policy: Policy = field(default_factory=Policy)
    maker: Maker | None = None  # makes the pages of stories apart; else they are made here
    hands: Hands = field(init=False)
    jobs: Jobs = field(init=False)
    held: Held = field(init=False)
    kept: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    cards: dict[tuple[object, ...], StoryCard] = field(default_factory=dict)
    catalogue: Catalogue = field(default_factory=Catalogue)
    known: dict[str, tuple[object, Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    comparing: threading.Lock = field(default_factory=threading.Lock)
    turn: Turn = field(default_factory=Turn)
    linking: threading.Thread | None = None
    warming: threading.Thread | None = None
    reading: threading.Thread | None = None  # makes the story of the document that was opened last
    expected: str = ""
    fault: str = ""  # why the links could not follow what was judged last

    def __post_init__(self) -> None:
        self.hands = Hands(writes=not self.policy.read_only)
        self.jobs = Jobs(self.path)
        self.held = Held(self.path)

    def open(self) -> contextlib.AbstractContextManager[Library]:
        """The library, open for one block."""
        return self.held.lent()

    def story(self, story: str) -> StoryPage:
        """The page of a story, or of "all". Raises HTTPException 404 for one that isn't there."""
        with self.open() as library:
            return self._page(library, self._kept(library, story))

    def front(self, story: str) -> Front:
        """What the address of a story shows. Raises HTTPException 404 for one that isn't there."""
        with self.open() as library:
            return self._kept(library, story).front

    def queue(self, library: Library, story: str) -> tuple[StoryPage, Queue]:
        """A story's page and what may be judged of it. Raises HTTPException 404."""
        kept = self._kept(library, story)
        page = self._page(library, kept)
        if kept.queue is None:
            kept.queue = make_queue(library, page)
        return page, kept.queue

    def _page(self, library: Library, kept: Kept) -> StoryPage:
        """The page of a story that is kept; others that were unpacked long ago are packed again."""
        page = kept.page or self._unpacked(library, kept)
        with self.lock:
            kept.page = page
            unpacked = [one for one in self.kept.values() if one.page is not None and one is not kept]
            for one in unpacked[: max(0, len(unpacked) - UNPACKED + 1)]:
                one.page = one.queue = None
        return page

    def _unpacked(self, library: Library, kept: Kept) -> StoryPage:
        """The page behind a front; made once more where the process that made it was stopped before it was packed."""
        for again in (False, True):
            if again or kept.front.is_alone:
                with self.turn.given_up(), self.comparing:
                    if again or kept.front.is_alone:  # else it was just made, behind the front
                        kept.front = self._make(library, kept.front.id)
            if kept.front.packed is None:
                with self.turn.given_up():
                    kept.front.fetch()
            page = kept.front.page()
            if page is not None:
                return page
        raise RashomonError("the process that compares accounts was stopped twice: is the memory full?")

    def library(self, asked: Asked) -> LibraryPage:
        """The page of the library."""
        with self.open() as library:
            self.catalogue = self.catalogue.grown(library)
            page = make_library_page(library, self.catalogue, self.stories(library), asked)
        self._warm()
        return page

    def _warm(self) -> None:
        """Make the pages of the largest stories behind the library's page, so that they are there when opened."""
        with self.lock:
            if self.maker is not None and (self.warming is None or not self.warming.is_alive()):
                shown = [one.id for one in self.known["stories"][1]][:READY]
                if any(one not in self.kept for one in shown):
                    self.warming = threading.Thread(target=self._make_ready, args=(shown,), daemon=True)
                    self.warming.start()

    def expect(self, story: str) -> None:
        """Make a story's page behind the document's that is being read, or what lies behind its own: opened next."""
        with self.lock:
            self.expected = story
            is_idle = self.reading is None or not self.reading.is_alive()
            known = self.kept.get(story)
            if self.maker is not None and is_idle and (known is None or known.front.is_alone):
                self.reading = threading.Thread(target=self._make_expected, daemon=True)
                self.reading.start()

    def _make_expected(self) -> None:
        story = ""
        while story != self.expected:
            story = self.expected
            time.sleep(STAYS)
            if story == self.expected:  # else the reader went on
                self._make_ready((story,))
                self._make_behind(story)

    def _make_behind(self, story: str) -> None:
        """Make the page behind a front that was kept in the library: of what it links to, much needs it."""
        kept = self.kept.get(story)
        if kept is not None and kept.front.is_alone:
            with contextlib.suppress(HTTPException, RashomonError), self.open() as library, self.comparing:
                if kept.front.is_alone:
                    kept.front = self._make(library, story)

    def _make_ready(self, stories: Sequence[str]) -> None:
        for story in stories:
            if story not in self.kept:
                # A story that is gone by now, or that can't be compared, says so to whoever opens it.
                with contextlib.suppress(HTTPException, RashomonError):
                    self.front(story)

    def stories(self, library: Library) -> tuple[StoryCard, ...]:
        """The largest stories, read again only when links change; what stays of one stays its card."""
        return self._once("stories", reading_state(library)[0], lambda: self._make_cards(library))

    def heard(self, library: Library) -> Heard:
        """What people judged, read again only when something changed."""
        # Documents added meanwhile change nothing in it, and at 10,000 documents some are added every second or so.
        return self._once(
            "heard", reading_state(library)[1:3], lambda: Heard.of(judgements.log(library), library.judgements())
        )

    def judgements(self, library: Library) -> JudgementsPage:
        """The page of all judgements, made again only when something changed."""
        return self._once("judgements", reading_state(library)[:3], lambda: make_judgements_page(library))

    def copies(self, library: Library) -> CopiesPage:
        """The page of the copies that share most, made again only when links change."""
        return self._once("copies", reading_state(library)[0], lambda: make_copies_page(library, COPIES))

    def corrections(self, library: Library) -> Corrections:
        """What people judged of single rows."""
        return self.heard(library).corrections

    def _once(self, name: str, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, kept under a name until the key is another."""
        with self.lock:
            known = self.known.get(name)
        if known is None or known[0] != key:
            known = (key, make())
            with self.lock:
                self.known[name] = known
        made: T = known[1]
        return made

    def _make_cards(self, library: Library) -> tuple[StoryCard, ...]:
        found, total = largest_stories(library, STORIES)
        cards: dict[tuple[object, ...], StoryCard] = {}
        for story, _ in found:
            members = story_members(library, story)
            key = (story, *members, annotated_state(library, members))
            cards[key] = self.cards.get(key) or make_card(library, story, members, total)
        self.cards = cards
        return tuple(replace(one, among=total) for one in cards.values())

    def _kept(self, library: Library, story: str) -> Kept:
        members = story_members(library, story)
        state = self._state(library, members)
        kept = self._known(story, state)
        if kept is None:
            # One at a time: two at once would each take twice as long, and of one story the second finds it made.
            with self.turn.given_up(), self.comparing:
                kept = self._known(story, state) or self._made(library, story, members, state)
        return kept

    def _known(self, story: str, state: tuple[object, ...]) -> Kept | None:
        with self.lock:
            kept = self.kept.get(story)
            if kept is None or kept.state != state:
                return None
            self.kept.move_to_end(story)
            return kept

    def _made(self, library: Library, story: str, members: list[str], state: tuple[object, ...]) -> Kept:
        linked = story_state(library, members) if members else ""
        digest: tuple[object, ...] = (*state[1:], linked) if members else state
        with self.lock:
            old = self.kept.get(story)
        same = old if old is not None and old.digest == digest else None
        front = same.front if same else self._ready(library, story, members, linked) or self._make(library, story)
        with self.lock:
            kept = self.kept[story] = Kept(state, digest, front, same.page if same else None)
            self.kept.move_to_end(story)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)
        return kept

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

    def _state(self, library: Library, members: list[str]) -> tuple[object, ...]:
        """What a story's page depends on, the links first: of "all" everything, else links and its own documents."""
        if not members:
            return (library.setting("linked"), *library.state())
        return (*reading_state(library)[:3], annotated_state(library, members))

    def _ready(self, library: Library, story: str, members: list[str], linked: str) -> Front | None:
        """The page that is kept in the library, if it is of this state."""
        return load_ready(library, story, lambda: state_of(library, members, self.corrections(library), linked))

    def _make(self, library: Library, story: str) -> Front:
        chosen = None if story == "all" else story
        if chosen is not None and not story_members(library, chosen):
            raise HTTPException(404, "There is no such story in this library.")
        if chosen is None and library.count_documents() > TOGETHER:
            raise HTTPException(404, f"There is no page of more than {TOGETHER} documents together: open a story.")
        if self.maker is not None and chosen is not None:
            return self.maker.make(chosen)
        page = make_story_page(pipeline.comparison(library, chosen, given=self.corrections(library)), chosen)
        front = Front.of(page)
        front.packed = packed(page)
        return front
