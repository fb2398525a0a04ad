"""Claims joined in SQL: Splink (Fellegi and Sunter) over keys made in Python, weights as data.

The engine says which outcome each comparison of a pair has; its bits are looked up and added here. So DuckDB on one
machine and Spark on many give the same numbers, to the last place.
"""

from __future__ import annotations

import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from rashomon import vocab
from rashomon.link.events import COMPARISONS, Scored
from rashomon.model import Row

Dialect: TypeAlias = Literal["duckdb", "spark"]
#: A pair as an engine gives it: both ids, then the bits of each of COMPARISONS, exact to some ten places.
Weighed: TypeAlias = Sequence[Any]

#: The engine's threads. The pairs are the same with any number; with two its peak is 17 MB higher at 5,000 claims.
THREADS = 1
#: Pairs of claims are compared that stand in one story and have one of these keys in common.
BLOCKS = ("stems", "families")

#: One was told before the other's day, so that it cannot tell of it.
_BEFORE = "coalesce(first_day_l > until_r, false) or coalesce(first_day_r > until_l, false)"
#: Neither has a day, and between their publications lie more than 45 days: each tells of its own time.
_LATER = "first_day_l is null and first_day_r is null and coalesce(abs(told_l - told_r) > 45, false)"

#: Both have a stretch of at most a month, the stretches meet, and a party or a place is the same.
_ANCHORED = (
    "coalesce(last_day_l - first_day_l <= 31 and last_day_r - first_day_r <= 31"
    " and first_day_l <= last_day_r and first_day_r <= last_day_l, false)"
    " and (list_has_any(actors_l, actors_r) or list_has_any(recipients_l, recipients_r)"
    " or list_has_any(places_l, places_r))"
)
#: A place changes hands, and others take it: no one happening.
_TAKERS = (
    "list_has_any(objects_l, objects_r)"
    " and len(takers_l) > 0 and len(takers_r) > 0 and not list_has_any(takers_l, takers_r)"
)
#: Both are named after a place ("the battle of Karsa"), and after two places.
_ELSEWHERE = " and ".join(
    f"len({one}) > 0 and len(list_filter({one}, lambda one: not ends_with(one, '~'))) = 0"
    for one in ("objects_l", "objects_r")
)

#: What Spark calls the functions on lists.
_IN_SPARK = {
    "list_has_any(": "arrays_overlap(", "list_intersect(": "array_intersect(", "list_filter(": "filter(",
    "len(": "size(", "lambda one: not ends_with(": "one -> not endswith(",
    "lambda one: list_contains(": "one -> array_contains(",
}  # fmt: skip


def _in_common(column: str) -> str:
    """How many words two lists share, none of which has one twice: DuckDB's list_intersect takes five times as long."""
    return f"len(list_filter({column}_l, lambda one: list_contains({column}_r, one)))"


#: For each comparison, when it says nothing, and the SQL of each outcome but the last (else).
CONDITIONS: dict[str, tuple[str, dict[str, str]]] = {
    "predicate": ("false", {
        "rare": "list_has_any(stems_l, stems_r) and rare_l and rare_r",
        "same": "list_has_any(stems_l, stems_r)",
        "family": "len(list_filter(list_intersect(families_l, families_r), lambda one: not ends_with(one, '~'))) > 0",
        "kin": "list_has_any(families_l, families_r)",
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
    "object": (f"(len(objects_l) = 0 or len(objects_r) = 0) and not ({_ANCHORED})", {
        "taker": _TAKERS,
        "same": "list_has_any(objects_l, objects_r) and (first_day_l is null or first_day_r is null"
                " or (first_day_l <= last_day_r + 1 and first_day_r <= last_day_l + 1))",
        "elsewhere": f"{_ELSEWHERE} and not list_has_any(objects_l, objects_r)",
        "anchored": _ANCHORED,
    }),
    "place": ("len(places_l) = 0 or len(places_r) = 0", {"shared": "list_has_any(places_l, places_r)"}),
    "days": (f"(first_day_l is null or first_day_r is null) and not ({_BEFORE}) and not ({_LATER})", {
        "before": _BEFORE,
        "later": _LATER,
        "overlap": "first_day_l <= last_day_r and first_day_r <= last_day_l",
        "near": "first_day_l <= last_day_r + 3 and first_day_r <= last_day_l + 3",
        "far": "first_day_l > last_day_r + 31 or first_day_r > last_day_l + 31",
    }),
    "figures": ("low_l is null or low_r is null", {"overlap": "low_l <= high_r and low_r <= high_l"}),
    "context": ("len(context_l) = 0 or len(context_r) = 0", {
        name: f"{_in_common('context')} >= {share} * least(len(context_l), len(context_r))"
        for name, share in (("most", 0.5), ("half", 0.3), ("some", 0.12))
    }),
    "around": ("len(around_l) = 0 or len(around_r) = 0", {
        name: f"{_in_common('around')} >= {count}"
        for name, count in (("five", 5), ("three", 3), ("two", 2), ("one", 1))
    }),
    "names": ("len(names_l) = 0 or len(names_r) = 0", {
        "two": f"{_in_common('names')} >= 2",
        "one": "list_has_any(names_l, names_r)",
    }),
    "light": ("false", {"light": "light_l or light_r"}),
    "status": ("false", {"other": "open_l <> open_r"}),
    "lead": ("false", {"both": "lead_l and lead_r", "one": "lead_l or lead_r"}),
    "telling": ("false", {
        "document": "document_l = document_r",
        "nearest": "nearest_l = nearest_r",
        "near": "near_l = near_r",
    }),
}  # fmt: skip


def score_pairs(rows: Sequence[Row], weights: Mapping[str, Any] | None = None) -> list[Scored]:
    """Every candidate pair of these claims with its bits, comparison by comparison, in order of the ids.

    `weights` is `vocab/link_events.toml` unless given.
    """
    return score_lines(list(map(json.dumps, rows)), weights)


def score_lines(rows: Sequence[str], weights: Mapping[str, Any] | None = None) -> list[Scored]:
    """The same, of rows that are JSON objects in ASCII: they take a fifth of the memory, and are read as they are."""
    weights = weights or vocab.load("link_events")
    if len(rows) < 2:
        return []
    import duckdb  # noqa: PLC0415
    import splink  # noqa: PLC0415

    with duckdb.connect() as connection:
        connection.execute(f"set threads to {THREADS:d}")
        connection.execute("set enable_progress_bar to false")
        connection.register("given", _as_table(rows))
        connection.execute("create table claims as select * from given")
        api = splink.DuckDBAPI(connection=connection)
        # The settings are ours and tested; Splink's check of their columns takes 0.2 s.
        settings = splink_settings(weights, "duckdb")
        linker = splink.Linker(api.register("claims"), settings, validate_settings=False, log_level="ERROR")
        found = linker.inference.predict()
        result = connection.execute(f"{kept_sql(found.physical_name, weights)} order by 1, 2").fetchnumpy()
        lefts, rights, *given = (column.tolist() for column in result.values())
        return _scored_columns(lefts, rights, given, weights)


def kept_sql(table: str, weights: Mapping[str, Any]) -> str:
    """The query for what is kept of a table that Splink predicted: pairs, lesser id first, with their parts."""
    columns = ", ".join(f"mw_{name}" for name in COMPARISONS)
    return (
        f"select least(id_l, id_r) as one, greatest(id_l, id_r) as other, {columns} "  # noqa: S608  names of ours
        f"from {table} where match_weight >= {weights['floor']:f}"
        f" or least(mw_days, mw_object) <= {weights['parted']:f}"
    )


def scored(pairs: Iterable[Weighed], weights: Mapping[str, Any]) -> list[Scored]:
    """The pairs with their bits, in the order given."""
    columns = list(zip(*pairs, strict=True)) or [()] * (2 + len(COMPARISONS))
    return _scored_columns(columns[0], columns[1], columns[2:], weights)


def _scored_columns(
    lefts: Sequence[str], rights: Sequence[str], given: Sequence[Sequence[float]], weights: Mapping[str, Any]
) -> list[Scored]:
    """The same, of columns: each holds few values, which are looked up in a run over it."""
    start = math.log2(weights["prior"] / (1 - weights["prior"]))
    exact = []
    for name, column in zip(COMPARISONS, given, strict=True):
        known = [0.0, *(math.log2(one["m"] / one["u"]) for one in weights[name].values())]
        nearest = {part: min(known, key=lambda one: abs(one - part)) for part in set(column)}
        exact.append(map(nearest.__getitem__, column))
    pairs = zip(lefts, rights, zip(*exact, strict=True), strict=True)
    return [Scored(left, right, sum(parts, start), parts) for left, right, parts in pairs]


def _as_table(rows: Sequence[str]) -> Any:
    """The rows as an Arrow table, read from JSON: from Python's objects Arrow would import pandas, for 0.6 CPU s."""
    import pyarrow  # noqa: PLC0415
    from pyarrow import json as arrow_json  # noqa: PLC0415

    lines = "\n".join(rows).encode("ascii")
    whole = arrow_json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    schema = arrow_json.ParseOptions(explicit_schema=claims_schema(pyarrow), unexpected_field_behavior="error")
    return arrow_json.read_json(io.BytesIO(lines), whole, schema)


def claims_schema(pyarrow: Any) -> Any:
    """The columns of the rows that `link.events.records` makes, as Arrow types."""
    words = pyarrow.list_(pyarrow.string())
    text, number = pyarrow.string(), pyarrow.int64()
    kinds = dict.fromkeys(("id", "document", "story", "near", "nearest", "label"), text)
    kinds |= dict.fromkeys(
        ("stems", "families", "actors", "recipients", "objects", "takers", "places", "context", "around", "names"),
        words,
    )
    kinds |= dict.fromkeys(("light", "rare", "open", "lead"), pyarrow.bool_())
    kinds |= dict.fromkeys(("first_day", "last_day", "told", "until", "low", "high"), number)
    return pyarrow.schema(list(kinds.items()))


def splink_settings(weights: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    """The model as Splink takes it, with SQL that the engine speaks."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": weights["prior"],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.story = r.story and l.{keys} = r.{keys}", "sql_dialect": dialect,
             "arrays_to_explode": [keys]} for keys in BLOCKS
        ],
        "comparisons": [_comparison(name, weights[name], dialect) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }  # fmt: skip


def _comparison(name: str, outcomes: Mapping[str, Any], dialect: Dialect) -> dict[str, Any]:
    null, conditions = CONDITIONS[name]
    if dialect == "spark":
        null, conditions = _in_spark(null), {key: _in_spark(one) for key, one in conditions.items()}
    levels = (
        [{"sql_condition": null, "label_for_charts": "says nothing", "is_null_level": True}] if null != "false" else []
    )
    for outcome, chances in outcomes.items():
        condition = conditions.get(outcome, "ELSE")
        levels.append({
            "sql_condition": condition, "label_for_charts": outcome,
            "m_probability": chances["m"], "u_probability": chances["u"],
        })  # fmt: skip
    return {"output_column_name": name, "comparison_levels": levels}


def _in_spark(condition: str) -> str:
    names = "|".join(re.escape(one) for one in _IN_SPARK)
    return re.sub(rf"\b(?:{names})", lambda found: _IN_SPARK[found.group()], condition)
