"""Claims joined in SQL: Splink (Fellegi and Sunter) on DuckDB over keys made in Python, weights as data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rashomon import vocab
from rashomon.link.events import COMPARISONS, Scored, weights
from rashomon.model import Row

#: Pairs of claims are compared that stand in one story and have one of these keys in common.
BLOCKS = ("stems", "families")

#: For each comparison, when it says nothing, and the SQL of each outcome but the last (else).
CONDITIONS: dict[str, tuple[str, dict[str, str]]] = {
    "predicate": ("false", {
        "same": "list_has_any(stems_l, stems_r)",
        "family": "list_has_any(families_l, families_r)",
    }),
    "type": ("label_l in ('OTHER', 'STATE') or label_r in ('OTHER', 'STATE')", {"same": "label_l = label_r"}),
    "actor": ("len(actors_l) = 0 or len(actors_r) = 0", {"shared": "list_has_any(actors_l, actors_r)"}),
    "recipient": ("len(recipients_l) = 0 or len(recipients_r) = 0", {
        "shared": "list_has_any(recipients_l, recipients_r)"}),
    "crossed": (
        "len(actors_l) = 0 or len(actors_r) = 0 or len(recipients_l) = 0 or len(recipients_r) = 0",
        {"crossed": "list_has_any(actors_l, recipients_r) and list_has_any(recipients_l, actors_r)"
                    " and not list_has_any(actors_l, actors_r)"},
    ),
    "place": ("len(places_l) = 0 or len(places_r) = 0", {"shared": "list_has_any(places_l, places_r)"}),
    "days": ("first_day_l is null or first_day_r is null", {
        "overlap": "first_day_l <= last_day_r and first_day_r <= last_day_l",
        "near": "first_day_l <= last_day_r + 3 and first_day_r <= last_day_l + 3",
    }),
    "figures": ("low_l is null or low_r is null", {"overlap": "low_l <= high_r and low_r <= high_l"}),
    "context": ("len(context_l) = 0 or len(context_r) = 0", {
        name: f"len(list_intersect(context_l, context_r)) >= {share} * least(len(context_l), len(context_r))"
        for name, share in (("most", 0.5), ("half", 0.3), ("some", 0.12))
    }),
    "document": ("false", {"same": "document_l = document_r"}),
}  # fmt: skip


def score_pairs(rows: Sequence[Row]) -> list[Scored]:
    """Every candidate pair of these claims with its bits, comparison by comparison, in order of the ids."""
    if len(rows) < 2:
        return []
    import duckdb  # noqa: PLC0415
    import pyarrow  # noqa: PLC0415
    import splink  # noqa: PLC0415

    with duckdb.connect() as connection:
        connection.execute("set threads to 2")
        connection.register("given", pyarrow.Table.from_pylist(list(rows), schema=_schema(pyarrow)))
        connection.execute("create table claims as select * from given")
        api = splink.DuckDBAPI(connection=connection)
        linker = splink.Linker(api.register("claims"), _settings(), log_level="ERROR")
        floor = vocab.load("link_events")["floor"]
        found = linker.inference.predict(threshold_match_weight=floor)
        columns = ", ".join(f"mw_{name}" for name in COMPARISONS)
        result = connection.execute(
            f"select least(id_l, id_r), greatest(id_l, id_r), match_weight, {columns} "  # noqa: S608  names of ours
            f"from {found.physical_name} order by 1, 2"
        )
        return [_scored(line) for line in result.fetchall()]


def _schema(pyarrow: Any) -> Any:
    words = pyarrow.list_(pyarrow.string())
    text, number = pyarrow.string(), pyarrow.int64()
    kinds = {
        "id": text, "document": text, "story": text, "label": text, "stems": words, "families": words,
        "actors": words, "recipients": words, "places": words, "first_day": number, "last_day": number,
        "low": number, "high": number, "context": words,
    }  # fmt: skip
    return pyarrow.schema(list(kinds.items()))


def _scored(line: Sequence[Any]) -> Scored:
    left, right, bits, *parts = line
    prior = (("before comparing", "", _log_odds(vocab.load("link_events")["prior"])),)
    return Scored(left, right, float(bits), prior + tuple(_outcomes(tuple(parts))))


def _outcomes(bits: tuple[float, ...]) -> Iterator[tuple[str, str, float]]:
    """The outcome of each comparison that says something: Splink gives its bits, which name it (0: nothing said)."""
    for name, weight in zip(COMPARISONS, bits, strict=True):
        if weight:
            outcomes = weights(name)
            yield name, min(outcomes, key=lambda one: abs(_bits(outcomes[one]) - weight)), float(weight)


def _bits(chances: Mapping[str, float]) -> float:
    return math.log2(chances["m"] / chances["u"])


def _log_odds(share: float) -> float:
    return math.log2(share / (1 - share))


def _settings() -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": vocab.load("link_events")["prior"],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.story = r.story and l.{keys} = r.{keys}", "sql_dialect": "duckdb",
             "arrays_to_explode": [keys]} for keys in BLOCKS
        ],
        "comparisons": [_comparison(name) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }  # fmt: skip


def _comparison(name: str) -> dict[str, Any]:
    null, conditions = CONDITIONS[name]
    levels = (
        [{"sql_condition": null, "label_for_charts": "says nothing", "is_null_level": True}] if null != "false" else []
    )
    for outcome, chances in weights(name).items():
        condition = conditions.get(outcome, "ELSE")
        levels.append({
            "sql_condition": condition, "label_for_charts": outcome,
            "m_probability": chances["m"], "u_probability": chances["u"],
        })  # fmt: skip
    return {"output_column_name": name, "comparison_levels": levels}
