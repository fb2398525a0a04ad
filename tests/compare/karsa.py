"""Hand-made rows of an invented event: the bridge at Velm as told by both sides, an agency and its reprint."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rashomon.compare import Account
from rashomon.model import Annotation, Cluster, Document, Kind, Link


@dataclass
class Telling:
    """A text and its rows, made by naming the words: each method finds them in the text and adds a row."""

    id: str
    text: str
    source: str = "The Courier"
    title: str | None = None
    published: str | None = "2019-08-14"
    rows: list[Annotation] = field(default_factory=list)

    def _add(self, kind: Kind, words: str, label: str, **rest: Any) -> Annotation:
        start = self.text.index(words, rest.pop("after", 0))
        keys = {"value": None, "about": None, "who": None, "score": 1.0} | rest
        row = Annotation(self.id, start, start + len(words), kind, label, made_by="test@1", **keys)
        self.rows.append(row)
        return row

    def mention(self, words: str, label: str = "organisation", value: str | None = None, **rest: Any) -> Annotation:
        return self._add("mention", words, label, value=value or words.casefold(), **rest)

    def says(
        self, words: str, who: Annotation | None, cue: str, label: str = "indirect", *, stance: str = "says",
        about: Annotation | None = None, group: str | None = None,
    ) -> Annotation:  # fmt: skip
        about_id = about.id if about else None
        row = self._add("attribution", words, label, value=stance, who=who.id if who else None, about=about_id)
        self._add("role", cue, "cue", about=row.id, value=group)
        return row

    def claim(
        self, words: str, predicate: str, label: str = "OTHER", status: str = "asserted",
        inside: Annotation | None = None, **roles: Annotation | str,
    ) -> Annotation:  # fmt: skip
        row = self._add("claim", words, label, value=status, about=inside.id if inside else None)
        start = row.start
        self._add("role", predicate, "predicate", about=row.id, after=start)
        for role, filler in roles.items():
            if isinstance(filler, str):
                self._add("role", filler, role, about=row.id, after=start)
            else:
                words = self.text[filler.start : filler.end]
                self._add("role", words, role, about=row.id, who=filler.id, after=filler.start)
        return row

    @property
    def document(self) -> Document:
        return Document(self.id, self.text, title=self.title, source=self.source, published=self.published)

    @property
    def account(self) -> Account:
        return Account(self.document, tuple(self.rows))


def event(*claims: Annotation, name: str = "") -> Cluster:
    return Cluster("event", tuple(sorted(one.id for one in claims)), name)


def entity(name: str, *mentions: Annotation) -> Cluster:
    return Cluster("entity", tuple(sorted(one.id for one in mentions)), name, mentions[0].label)


def copied(left: str, right: str, label: str = "copy", share: float = 0.98) -> Link:
    first, second = sorted((left, right))
    return Link("copy", first, second, label, "copies@1", share=share)


@dataclass
class Velm:
    """The accounts with the clusters over them, and the rows that tests ask for by name."""

    tellings: dict[str, Telling]
    clusters: list[Cluster]
    copies: list[Link]

    @property
    def accounts(self) -> list[Account]:
        return [one.account for one in self.tellings.values()]


def agency(document_id: str = "agency", source: str = "Meridian") -> tuple[Telling, dict[str, Annotation]]:
    text = (
        "The bridge at Velm was destroyed on Tuesday. At least 11 people were killed at Velm, two doctors said. "
        "The Northern Front accused the army of bombing the bridge. The ministry denied that its planes bombed the "
        "bridge. The envoy said witnesses told her that they heard a plane. "
        "Officials say the bridge will probably be open before winter unless the river rises."
    )
    telling = Telling(document_id, text, source, "Bridge at Velm destroyed", "2019-08-14")
    row: dict[str, Annotation] = {}
    row["tuesday"] = telling.mention("Tuesday", "time", "2019-08-13")
    row["bridge"] = telling.mention("bridge at Velm", "facility")
    row["velm"] = telling.mention("Velm", "place", "geo:40.0,20.0")
    row["eleven"] = telling.mention("At least 11 people", "figure", "11.. people")
    row["doctors"] = telling.mention("two doctors", "people")
    row["front"] = telling.mention("Northern Front", "armed_group")
    row["army"] = telling.mention("army", "military")
    row["bombed_bridge"] = telling.mention("bridge", "facility", "bridge at velm", after=text.index("bombing"))
    row["denied_bridge"] = telling.mention("bridge", "facility", "bridge at velm", after=text.index("planes bombed"))
    row["ministry"] = telling.mention("ministry", "government")
    row["envoy"] = telling.mention("envoy", "person")
    row["witnesses"] = telling.mention("witnesses", "people")
    row["officials"] = telling.mention("Officials", "people")
    row["destroyed"] = telling.claim(
        "The bridge at Velm was destroyed on Tuesday", "destroyed", "ASSAULT",
        recipient=row["bridge"], time=row["tuesday"], place=row["velm"],
    )  # fmt: skip
    killed = "At least 11 people were killed at Velm"
    row["there"] = telling.mention("Velm", "place", "geo:40.0,20.0", after=text.index("killed"))
    toll = telling.says(killed, row["doctors"], "said")
    row["killed"] = telling.claim(killed, "killed", "ASSAULT", inside=toll, figure=row["eleven"], place=row["there"])
    charge = telling.says("the army of bombing the bridge", row["front"], "accused", stance="accuses")
    row["bombed"] = telling.claim(
        "the army of bombing the bridge", "bombing", "ASSAULT", inside=charge,
        actor=row["army"], recipient=row["bombed_bridge"],
    )  # fmt: skip
    denial = telling.says("its planes bombed the bridge", row["ministry"], "denied", stance="denies")
    row["not_bombed"] = telling.claim(
        "its planes bombed the bridge",
        "bombed",
        "ASSAULT",
        "denied",
        denial,
        actor="its planes",
        recipient=row["denied_bridge"],
    )
    outer = telling.says("witnesses told her that they heard a plane", row["envoy"], "said")
    inner = telling.says("they heard a plane", row["witnesses"], "told", about=outer)
    row["heard"] = telling.claim("they heard a plane", "heard", inside=inner)
    will = telling.says(
        "the bridge will probably be open before winter unless the river rises", row["officials"], "say"
    )
    row["open"] = telling.claim(
        "the bridge will probably be open before winter unless the river rises", "open", "STATE", "forecast", will,
        hedge="probably", condition="unless the river rises", horizon="before winter",
    )  # fmt: skip
    row["winter"] = telling.mention("before winter", "time", "../2019-11")
    return telling, row


def state() -> tuple[Telling, dict[str, Annotation]]:
    text = (
        'Terrorists blew up the bridge at Velm on Wednesday. Four guards were killed. The so-called "Northern Front" '
        'is paid by Tressia. "The terrorists laid mines under the pier," Colonel Kovane said.'
    )
    telling = Telling("state", text, "ORNA", "Terrorists blow up Velm bridge", "2019-08-14")
    row: dict[str, Annotation] = {}
    row["terrorists"] = telling.mention("Terrorists", "armed_group", "terrorists")
    row["bridge"] = telling.mention("bridge at Velm", "facility")
    row["velm"] = telling.mention("Velm", "place", "geo:40.0,20.0")
    row["wednesday"] = telling.mention("Wednesday", "time", "2019-08-14")
    row["four"] = telling.mention("Four guards", "figure", "4..4 guards")
    row["front"] = telling.mention("Northern Front", "armed_group")
    row["kovane"] = telling.mention("Colonel Kovane", "person")
    telling.says("Northern Front", None, "so-called", "scare", stance="doubts")
    row["quoted_terrorists"] = telling.mention("terrorists", "armed_group", "terrorists", after=20)
    row["blew"] = telling.claim(
        "Terrorists blew up the bridge at Velm on Wednesday", "blew up", "ASSAULT",
        actor=row["terrorists"], recipient=row["bridge"], time=row["wednesday"], place=row["velm"],
    )  # fmt: skip
    row["killed"] = telling.claim("Four guards were killed", "killed", "ASSAULT", figure=row["four"])
    direct = telling.says("The terrorists laid mines under the pier,", row["kovane"], "said", "direct")
    row["laid"] = telling.claim("The terrorists laid mines under the pier", "laid", inside=direct)
    return telling, row


def voice() -> tuple[Telling, dict[str, Annotation]]:
    text = (
        "Two planes of the regime destroyed the bridge at Velm on Tuesday, killing seventeen people at Velm. "
        "The regime claims that the defenders blew up the bridge. It was a massacre."
    )
    telling = Telling("voice", text, "The Voice", "Regime jets destroy bridge", "2019-08-15")
    row: dict[str, Annotation] = {}
    row["planes"] = telling.mention("Two planes of the regime", "military")
    row["regime"] = telling.mention("regime", "government")
    row["bridge"] = telling.mention("bridge at Velm", "facility")
    row["tuesday"] = telling.mention("Tuesday", "time", "2019-08-13")
    row["seventeen"] = telling.mention("seventeen people", "figure", "17..17 people")
    row["regime_again"] = telling.mention("regime", "government", after=60)
    row["defenders"] = telling.mention("defenders", "armed_group")
    row["blown_bridge"] = telling.mention("bridge", "facility", "bridge at velm", after=text.index("blew up"))
    row["it"] = telling.mention("It", "government", "regime")
    row["destroyed"] = telling.claim(
        "Two planes of the regime destroyed the bridge at Velm on Tuesday", "destroyed", "ASSAULT",
        actor=row["planes"], recipient=row["bridge"], time=row["tuesday"],
    )  # fmt: skip
    row["there"] = telling.mention("Velm", "place", "geo:40.0,20.0", after=text.index("seventeen"))
    row["killed"] = telling.claim(
        "killing seventeen people at Velm", "killing", "ASSAULT", figure=row["seventeen"], place=row["there"]
    )
    charge = telling.says("the defenders blew up the bridge", row["regime_again"], "claims", stance="claims")
    row["blew"] = telling.claim(
        "the defenders blew up the bridge", "blew up", "ASSAULT", inside=charge,
        actor=row["defenders"], recipient=row["blown_bridge"],
    )  # fmt: skip
    row["massacre"] = telling.claim("It was a massacre", "massacre", "ASSAULT")
    return telling, row


def velm() -> Velm:
    """An agency, its reprint, state media, opposition media, and a village paper that knows nothing of it."""
    (wire, wire_rows), (reprint, reprint_rows) = agency(), agency("reprint", "Harbour Post")
    (orna, orna_rows), (voices, voice_rows) = state(), voice()
    village = Telling("village", "The school at Orrin was opened on Monday.", "Village Paper", "School", "2019-08-20")
    village.claim("The school at Orrin was opened on Monday", "opened")
    early = Telling("early", "The bridge at Velm is closed at night.", "Early Paper", "Night", "2019-08-01")
    early.claim("The bridge at Velm is closed at night", "closed", "STATE")
    both = (wire_rows, reprint_rows)
    found = [
        event(
            *(one[key] for one in both for key in ("destroyed", "bombed", "not_bombed")),
            *(orna_rows["blew"], voice_rows["destroyed"], voice_rows["blew"]),
        ),
        event(*(one["killed"] for one in both), orna_rows["killed"], voice_rows["killed"], name="deaths at the bridge"),
        entity(
            "Northern Front",
            *(one["front"] for one in (*both, orna_rows)),
            orna_rows["terrorists"],
            voice_rows["defenders"],
        ),
        entity("bridge at Velm", *(one["bridge"] for one in (*both, orna_rows, voice_rows))),
        entity("government", voice_rows["regime"], wire_rows["ministry"], reprint_rows["ministry"]),
    ]
    tellings = {one.id: one for one in (wire, reprint, orna, voices, village, early)}
    return Velm(tellings, found, [copied("agency", "reprint")])
