"""The tables of a comparison as flat rows, one observation a row: what a data frame or a spreadsheet takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.compare import Comparison
from rashomon.compare.passage import Passage
from rashomon.compare.speakers import Speaker
from rashomon.compare.version import Version
from rashomon.model import Row


def tidy_tables(found: Comparison) -> dict[str, list[Row]]:
    """Each table by name; every row of one has the same keys, and no value is a list or an object.

    `start` and `end` are code points of the document's text; a chain of speakers runs from the outlet inward and is
    joined by " → ".
    """
    return {
        "accounts": [_account(found, one.to_row()) for one in found.columns],
        "events": list(_events(found)),
        "cells": list(_cells(found)),
        "differences": [_difference(found, one.to_row()) for one in found.differences],
        "silences": list(_silences(found)),
        "expectations": list(_expectations(found)),
        "audits": [
            {"account": found.name(one.document), **_span(one.passage), "then_document": then.document,
             "then_words": then.words}
            for one in found.audits for then in one.then
        ],
        "timeline": list(_timeline(found)),
        "cited": list(_cited(found)),
        "figures": [
            {"unit": count.name, "account": found.name(one.document), **_span(one.passage), "value": one.value,
             "voice": one.voice, "by": chain_words(one.by), "event": one.event}
            for count in found.figures for one in count.given
        ],
    }  # fmt: skip


def chain_words(chain: Iterable[Speaker]) -> str | None:
    """On whose word, from the outlet inward; None for the account's own."""
    return " → ".join(one.name or "not named" for one in chain) or None


def _span(words: Passage | None, prefix: str = "") -> Row:
    keys = ("document", "start", "end", "words")
    return {f"{prefix}{key}": getattr(words, key) if words is not None else None for key in keys}


def _account(found: Comparison, row: Row) -> Row:
    repeats = row.pop("repeats") or {}
    row["authors"] = ", ".join(row["authors"])
    row["repeats"], row["repeats_as"] = repeats.get("document"), repeats.get("kind")
    return row | {"is_copy": any(one.is_copy for one in found.columns if one.document.id == row["id"])}


def _version(found: Comparison, one: Version) -> Row:
    return {
        "account": found.name(one.document), **_span(one.passage), "claim": one.claim, "label": one.label,
        "status": one.status, "state": one.state, "by": chain_words(one.chain),
    }  # fmt: skip


def _events(found: Comparison) -> Iterator[Row]:
    for event in found.events:
        for one in event.versions:
            head = {"event": event.id, "name": event.name, "texts": event.texts, "voices": event.voices}
            yield head | _version(found, one) | {"sure": one.claim in event.joint}


def _cells(found: Comparison) -> Iterator[Row]:
    for cell in found.cells:
        head = {"event": cell.event, "aspect": cell.aspect, "account": found.name(cell.document), "state": cell.state}
        names = " | ".join(cell.names) or None
        if not cell.passages:
            yield head | _span(None) | {"document": cell.document, "value": None, "by": names}
        for place, words in enumerate(cell.passages):
            value = cell.values[place] if place < len(cell.values) else None
            yield head | _span(words) | {"value": value, "by": names}


def _difference(found: Comparison, row: Row) -> Row:
    flat = {"event": row["event"], "aspect": row["aspect"]}
    for side in ("left", "right"):
        span = row[side]
        flat |= {f"{side}_account": found.name(span["document"]), **{f"{side}_{key}": span[key] for key in span}}
        flat[f"{side}_value"] = row[f"{side}_value"]
    return flat


def _silences(found: Comparison) -> Iterator[Row]:
    for one in found.silences:
        words = one.passages[0] if one.passages else None
        yield {
            "event": one.event, "document": one.document, "account": found.name(one.document), "state": one.state,
            "sure": one.is_sure, "words": words.words if words else None,
            "nearest": one.nearest.words if one.nearest else None,
        }  # fmt: skip


def _expectations(found: Comparison) -> Iterator[Row]:
    for one in found.expectations:
        likely = one.likelihood
        yield {
            "claim": one.claim, "sort": one.sort, "account": found.name(one.document), **_span(one.passage),
            "by": chain_words(one.chain), "made": one.made, "by_when": one.by_when,
            "horizon": _joined(one.horizons), "hedge": _joined(one.hedges), "condition": _joined(one.conditions),
            "likely_low": likely.low if likely else None, "likely_high": likely.high if likely else None,
            "stated": likely.is_stated if likely else None, "later": _joined(one.later),
            "earlier": _joined(one.earlier), "outcome": one.outcome, "brier": one.brier,
        }  # fmt: skip


def _joined(passages: Iterable[Passage]) -> str | None:
    return " | ".join(one.words for one in passages) or None


def _timeline(found: Comparison) -> Iterator[Row]:
    for moment in found.moments:
        for one in moment.versions:
            head = {"first": moment.first, "last": moment.last, "value": moment.value}
            yield head | {"reported": found.document(one.document).published} | _version(found, one)


def _cited(found: Comparison) -> Iterator[Row]:
    for one in found.cited:
        for saying in one.sayings:
            yield {
                "account": found.name(one.document), "source": one.name or None, "label": one.label,
                "named": one.named, "stance": saying.by.stance, "manner": saying.by.manner,
                "chain": chain_words(saying.chain), "sure": saying.is_sure, **_span(saying.pieces[0]),
            }  # fmt: skip
