"""Kills: a library whose writers are ended by SIGKILL at random moments loses nothing and ends as if none had been.

`python -m tools.soak --kills 1000` prints how many kills fell into which stage and a line for whatever broke; it ends
with status 1 where something did. Children are forked from this process, in which the parser is loaded, so that a
kill costs a fraction of a second. Half of the kills come by the clock, half before a statement of SQL drawn among those
of the stage, for most of the time goes by between writes. Acknowledged is what a child said through its pipe after the
call had returned.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from rashomon import pipeline, sample
from rashomon.annotate import annotate
from rashomon.engines import local
from rashomon.ingest import Options, read_paths
from rashomon.model import Document, Judgement
from rashomon.store import Library, connection, judgements
from rashomon.store.backup import restore_backup, save_backup
from tools.earlier import save_earlier
from tools.killing import Moment, Say, Told, run_killed

#: Kills of one library, by the stage that each waits for; then it is let run to its end and compared.
LIFE = {"storing": 5, "annotating": 6, "linking": 4, "judging": 3, "linking again": 3}
#: Kills of one library of each earlier schema, and of a backup and of a restore.
MIGRATING, COPYING = 3, 2
DOCUMENTS = 9
JUDGED = 40
#: What is compared: every table but the index of words, which SQLite checks against the texts.
TABLES = (
    "document", "annotation", "done", "link", "cluster", "cluster_member", "compared", "known_copy", "judgement",
    "retraction", "coding", "problem", "parsed", "setting",
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came of a soak: kills by stage, runs that ended before their kill, and a line for each fault."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    late: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)


class _EndedError(Exception):
    """The stage that a child was to work through is over."""


class Soak:
    """A folder with the invented texts, and what an unbroken run makes of them."""

    def __init__(self, folder: Path, seed: int, documents: int = DOCUMENTS) -> None:
        self.folder, self.dice = folder, random.Random(seed)  # noqa: S311  dice to be thrown again alike
        self.outcome = Outcome(seed)
        self.texts = folder / "texts.jsonl"
        found = [one for one in read_paths([str(sample.folder())], Options(apart=False)) if isinstance(one, Document)]
        chosen = sorted(found, key=lambda one: (len(one.text), one.id))[:documents]
        names = ("id", "text", "title", "source", "published", "url")
        rows = [{name: getattr(one, name) for name in names} for one in chosen]
        self.texts.write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
        list(annotate(chosen[:1]))  # the parser is loaded once, here
        self.seconds: dict[str, float] = {}
        self.statements: dict[str, int] = {}
        self.whole = folder / "whole.db"
        self._time_whole()
        self.rows = dump(self.whole)

    def _time_whole(self) -> None:
        """An unbroken run, and how long each stage takes in it."""

        def timed(say: Say) -> None:
            self.work(self.whole, lambda what, value: say(what, [value, time.monotonic()]))

        lines = run_killed(timed).lines
        stages = [value for what, value in lines if what == "stage"]
        statements = [value for what, value in lines if what == "statements"]
        times = [(stage, at) for stage, at in stages[1:]]
        self.statements = {stage: number for (stage, _), number in zip(times, statements[2:], strict=False)}
        self.seconds = {stage: end - at for (stage, at), (_, end) in pairwise(times)} | {"done": 0.0}

    def work(self, path: Path, say: Say, last: str = "") -> None:
        """The whole of a study, or as far as its stage `last`: adding, judging, linking again."""

        def enter(stage: str) -> None:
            if last in self.seconds and list(self.seconds).index(last) < list(self.seconds).index(stage):
                raise _EndedError
            say("stage", stage)

        def report(stage: str, done: int, total: int | None) -> None:
            if stage == "linking" and done == total:
                say("linked", done)
            elif done == 0:
                enter(stage)
            else:
                say(stage, done)

        with suppress(_EndedError):
            enter("storing")
            with Library.open(path, create=True) as library:
                pipeline.add(library, [str(self.texts)], Options(apart=False), report=report)
                enter("judging")
                for one in self._judgements(library):
                    say("judged", library.judge(one))
                enter("linking again")
                pipeline.relink(library)
                enter("done")

    def _judgements(self, library: Library) -> list[Judgement]:
        """The same for the same rows: pairs said to be the same or not, rows said to be wrong."""
        claims = sorted(one.id for one in library.all_annotations() if one.kind == "claim")
        pairs = [*pairwise(claims)][:JUDGED]
        made = []
        for number, (left, right) in enumerate(pairs):
            at = f"2024-01-01T00:{number // 60:02}:{number % 60:02}+00:00"
            if number % 3 == 2:
                made.append(Judgement(left, None, "wrong", "Ena", at))
            else:
                made.append(Judgement(left, right, "same" if number % 3 else "different", "Ena", at))
        return made

    # Lives

    def _moment(self, stage: str, longest: float, statements: int) -> Moment:
        if self.dice.random() < 0.5:
            return Moment(stage, 0.0, self.dice.randint(1, max(1, statements)))
        return Moment(stage, self.dice.uniform(0, longest))

    def live(self, most: int) -> int:
        """One library killed again and again on its way, at most so often, then let run on; how many kills."""
        path = self.folder / "life.db"
        remove(path)
        kept: set[str] = set()
        kills = 0
        for stage, number in LIFE.items():
            for _ in range(min(number, most - kills)):
                # Linking begins anew after a kill; the others go on, and a part of each is left for the next kill.
                share = 1 if "linking" in stage else number
                moment = self._moment(stage, 1.1 * self.seconds[stage] / share, self.statements[stage] // share)
                told = run_killed(lambda say, stage=stage: self.work(path, say, stage), moment)  # type: ignore[misc]
                kills += self._count(told, told.stage)
                kept.update(told.all("judged"))
                self._check(path, told, kept, f"life {self.outcome.ended}, {moment}")
                if told.whole:
                    break
        self._finish(path, lambda say: self.work(path, say), self.rows, f"life {self.outcome.ended}")
        self.outcome.ended += 1
        return kills

    def migrate(self, version: int, most: int) -> int:
        """A library of an earlier schema killed while it is brought to this one."""
        earlier, path = self.folder / f"earlier{version}.db", self.folder / "migrated.db"
        rows = self.folder / f"rows{version}.db"
        if not earlier.exists():
            save_earlier(self.whole, earlier, version)
            shutil.copy(earlier, rows)
            started = time.monotonic()
            run_killed(lambda say: _open(rows, say))
            self.seconds[f"migrating{version}"] = time.monotonic() - started
        remove(path)
        shutil.copy(earlier, path)
        kills = 0
        for _ in range(min(MIGRATING, most)):
            # Opening takes some ten statements; each migration has eight more.
            moment = self._moment(
                "starting", self.seconds[f"migrating{version}"], 10 + 8 * (connection.VERSION - version)
            )
            told = run_killed(lambda say: _open(path, say), moment)
            kills += self._count(told, "migrating")
            if told.whole:
                break
            with suppress(FileNotFoundError):
                self._check_file(path, f"schema {version}, {moment}")
        self._finish(path, lambda say: _open(path, say), dump(rows), f"schema {version}")
        return kills

    def copy(self, most: int) -> int:
        """A backup and its restore, killed: the new file is not there, or is whole."""
        kills = 0
        copy, restored = self.folder / "copy.db", self.folder / "restored.db"
        for stage, out, work, longest in (
            ("backup", copy, lambda say: _back_up(self.whole, copy, say), 0.03),
            ("restore", restored, lambda say: _restore(copy, restored, say), 0.3),
        ):
            for _ in range(min(COPYING, most - kills)):
                remove(out)
                moment = Moment("starting", self.dice.uniform(0, longest))
                told = run_killed(work, moment)
                kills += self._count(told, stage)
                if out.exists() and dump(out) != self.rows:
                    self.outcome.wrong.append(f"{stage}, {moment}: the file is there and not whole")
            remove(out)
            run_killed(work)
            if dump(out) != self.rows:
                self.outcome.wrong.append(f"{stage}: run again, it does not hold the same rows")
        return kills

    # Checks

    def _count(self, told: Told, stage: str) -> int:
        if told.whole:
            self.outcome.late += 1
            return 0
        self.outcome.kills[stage] += 1
        return 1

    def _check(self, path: Path, told: Told, judged: set[str], where: str) -> None:
        """All that was acknowledged is there, and `verify` finds no fault."""
        if not path.exists():
            # Entering a stage promises nothing: the first is entered before the file is made.
            if any(what not in ("statements", "stage") for what, _ in told.lines):
                self.outcome.wrong.append(f"{where}: there is no library, though {told.lines[-1]} was said")
            return
        self._check_file(path, where)
        with Library.open(path) as library:
            held = {one.id for one in judgements.log(library)}
            counts = {
                "reading": library.count_documents(),
                "annotating": library.select("SELECT count(*) FROM done")[0][0],
                "linked": library.select("SELECT count(*) FROM setting WHERE key = 'linked'")[0][0],
            }
        lost = [f"{told.most(one)} {one}, found {count}" for one, count in counts.items()
                if count < (min(1, told.most(one)) if one == "linked" else told.most(one))]  # fmt: skip
        lost += [f"judgement {one}" for one in sorted(judged - held)]
        self.outcome.wrong.extend(f"{where}: lost {one}" for one in lost)

    def _check_file(self, path: Path, where: str) -> None:
        with Library.open(path) as library:
            self.outcome.wrong.extend(f"{where}: {one}" for one in library.faults())
            library.connection.execute("INSERT INTO document_fts (document_fts, rank) VALUES ('integrity-check', 1)")

    def _finish(self, path: Path, work: Callable[[Say], None], rows: dict[str, list[Any]], where: str) -> None:
        run_killed(work)
        found = dump(path)
        for table, expected in rows.items():
            if found[table] != expected:
                self.outcome.wrong.append(f"{where}: {table} is not as an unbroken run leaves it")

    def run(self, kills: int, report: Callable[[Outcome], None]) -> Outcome:
        """So many kills, lives and migrations and copies by turns; `report` is called after each turn."""
        while (left := kills - self.outcome.kills.total()) > 0:
            left -= self.live(left)
            for version in range(1, connection.VERSION):
                left -= self.migrate(version, max(0, left))
            self.copy(max(0, left))
            report(self.outcome)
        return self.outcome


def _open(path: Path, say: Say) -> None:
    Library.open(path).close()
    say("opened", 1)


def _back_up(source: Path, out: Path, say: Say) -> None:
    with Library.open(source) as library:
        save_backup(library, out)
    say("written", 1)


def _restore(source: Path, out: Path, say: Say) -> None:
    restore_backup(source, out)
    say("written", 1)


def dump(path: Path) -> dict[str, list[Any]]:
    """Every row of a library, table by table, in an order of their own."""
    with Library.open(path) as library:
        return {table: sorted(map(repr, map(tuple, library.select(f"SELECT * FROM {table}")))) for table in TABLES}  # noqa: S608  names of the schema


def remove(path: Path) -> None:
    """Remove a library with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def in_words(outcome: Outcome) -> str:
    """What came of a soak: a line for each fault, and the counts."""
    stages = ", ".join(f"{number:,} {stage}" for stage, number in outcome.kills.most_common())
    lines = [f"wrong: {line}" for line in outcome.wrong]
    lines.append(f"{outcome.kills.total():,} kills with seed {outcome.seed}: {stages}")
    lines.append(f"{outcome.ended:,} libraries run to their end, {outcome.late:,} runs ended before their kill")
    return "\n".join([*lines, f"{len(outcome.wrong)} wrong"])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.soak")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--progress", action="store_true", help="print the counts after each turn")
    chosen = parser.parse_args(arguments)
    # As many commits as documents.
    pipeline.STORE_BATCH, pipeline.ANNOTATE_SECONDS, local.BATCH_CHARACTERS = 1, 0.0, 1_500
    # In the child itself, where the parser is loaded: a worker would load it after every kill.
    local.annotate_works = partial(local.annotate_works, apart=False)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        made = Soak(Path(folder), chosen.seed, chosen.documents)
        outcome = made.run(chosen.kills, lambda one: print(in_words(one), flush=True) if chosen.progress else None)
    print(in_words(outcome))
    return 1 if outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
