"""One stretch of words on its way to be a mention, and the word lists of names.toml as sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from rashomon import vocab
from rashomon.annotate.names.lists import Listed

BODIES = frozenset(("organisation", "armed_group", "government", "military"))


@dataclass(slots=True)
class Name:
    """One stretch (tokens `start` to `end`) on its way to be a mention; `votes` weighs the labels it may have."""

    start: int
    end: int
    model: str = ""  # the parser's label
    listed: Listed | None = None
    votes: dict[str, float] = field(default_factory=dict)
    titled: bool = False
    placed: bool = False  # after "in", "near", …
    label: str = ""
    key: str = ""
    title: tuple[int, int] | None = None

    def vote(self, label: str, weight: float) -> None:
        self.votes[label] = self.votes.get(label, 0.0) + weight


@cache
def load_sets() -> dict[str, frozenset[str]]:
    """The word lists of names.toml as sets."""
    lists = vocab.load("names")
    sets = {f"head:{label}": frozenset(words) for label, words in lists["heads"].items()}
    sets |= {name: frozenset(words) for name, words in lists["titles"].items()}
    sets["in_place"] = frozenset(lists["cues"]["in_place"])
    sets["only_place"] = frozenset(lists["cues"]["only_place"])
    sets["examples"] = frozenset(lists["cues"]["examples"])
    sets["saying"] = frozenset(lists["cues"]["saying"])
    sets["glued"] = frozenset(lists["cues"]["glued"])
    sets["edges"] = frozenset(lists["stop"]["edges"])
    sets["war"] = frozenset(lists["war"]["verbs"])
    sets["titles"] = frozenset(lists["titles"]["words"])
    sets["given"] = frozenset(lists["given"]["names"])
    sets["verbs"] = frozenset(lists["stop"]["verbs"])
    sets["stop"] = sets["verbs"].union(lists["stop"]["words"])
    sets["surnames"] = frozenset(lists["surnames"]["names"])
    sets["local"] = frozenset(lists["nested"]["local"])
    sets["parts"] = frozenset(vocab.load("places")["prefixes"]["parts"])
    sets["strong"] = sets["titles"] - frozenset(lists["weak"]["titles"])
    sets["joining heads"] = (
        sets["head:government"] | sets["head:organisation"] | sets["head:military"] | sets["head:armed_group"]
    )
    return sets
