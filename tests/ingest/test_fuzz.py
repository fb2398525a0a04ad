from __future__ import annotations

from tools.fuzz_readers import SEEDS, load_seeds, mutations, run

from rashomon.ingest.dispatch import reader_for
from rashomon.ingest.formats import READERS
from rashomon.ingest.raw import raw_from_bytes

RUNS = 700  # about 10 s on one core; tools/fuzz_readers.py makes longer runs


def test_the_seeds_reach_every_reader_and_stay_small() -> None:
    seeds = load_seeds()
    assert {reader_for(raw_from_bytes(data, name)) for name, data in seeds} == set(READERS)
    assert sum(len(data) for _, data in seeds) < 200_000


def test_changed_files_of_every_format_give_only_documents_and_problems() -> None:
    outcome = run(mutations(load_seeds(SEEDS), RUNS, number=3))
    assert outcome.runs == RUNS
    assert outcome.wrong == []
    assert outcome.documents > RUNS / 4
    assert outcome.problems > RUNS / 4


def test_the_same_number_makes_the_same_cases() -> None:
    seeds = load_seeds()
    assert list(mutations(seeds, 80, 5)) == list(mutations(seeds, 80, 5))
    assert list(mutations(seeds, 80, 5)) != list(mutations(seeds, 80, 6))
