"""Claims joined in SQL: Splink (Fellegi and Sunter) on DuckDB over keys made in Python, weights as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rashomon import vocab
from rashomon.link.events import COMPARISONS, Scored
from rashomon.model import Row

#: The engine's threads: the machine asked for has two cores. The pairs are the same with any number.
THREADS = 2
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
        name: f"len(list_intersect(context_l, context_r)) >= {share} * least(len(context_l), len(context_r))"
        for name, share in (("most", 0.5), ("half", 0.3), ("some", 0.12))
    }),
    "around": ("len(around_l) = 0 or len(around_r) = 0", {
        name: f"len(list_intersect(around_l, around_r)) >= {count}"
        for name, count in (("five", 5), ("three", 3), ("two", 2), ("one", 1))
    }),
    "names": ("len(names_l) = 0 or len(names_r) = 0", {
        "two": "len(list_intersect(names_l, names_r)) >= 2",
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
    weights = weights or vocab.load("link_events")
    if len(rows) < 2:
        return []
    import duckdb  # noqa: PLC0415
    import pyarrow  # noqa: PLC0415
    import splink  # noqa: PLC0415

    with duckdb.connect() as connection:
        connection.execute(f"set threads to {THREADS:d}")
        connection.execute("set enable_progress_bar to false")
        connection.register("given", pyarrow.Table.from_pylist(list(rows), schema=_schema(pyarrow)))
        connection.execute("create table claims as select * from given")
        api = splink.DuckDBAPI(connection=connection)
        # The settings are ours and tested; Splink's check of their columns takes 0.2 s.
        linker = splink.Linker(api.register("claims"), _settings(weights), validate_settings=False, log_level="ERROR")
        found = linker.inference.predict()
        columns = ", ".join(f"mw_{name}" for name in COMPARISONS)
        result = connection.execute(
            f"select least(id_l, id_r), greatest(id_l, id_r), match_weight, {columns} "  # noqa: S608  names of ours
            f"from {found.physical_name} where match_weight >= {weights['floor']:f}"
            f" or least(mw_days, mw_object) <= {weights['parted']:f} order by 1, 2"
        )
        return [Scored(left, right, bits, tuple(parts)) for left, right, bits, *parts in result.fetchall()]


def _schema(pyarrow: Any) -> Any:
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


def _settings(weights: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": weights["prior"],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.story = r.story and l.{keys} = r.{keys}", "sql_dialect": "duckdb",
             "arrays_to_explode": [keys]} for keys in BLOCKS
        ],
        "comparisons": [_comparison(name, weights[name]) for name in COMPARISONS],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }  # fmt: skip


def _comparison(name: str, outcomes: Mapping[str, Any]) -> dict[str, Any]:
    null, conditions = CONDITIONS[name]
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
