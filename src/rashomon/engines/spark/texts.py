"""Texts that share words: shingles and quotations are joined in SQL, each pair that meets is compared on a worker."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rashomon import vocab
from rashomon.engines.spark.annotating import account_from
from rashomon.engines.spark.arrow import grouped, mapped, strings
from rashomon.link.copies import Numbers, compare_two, quotation_of, words_of
from rashomon.link.judged import Judged
from rashomon.link.versions import Revision, find_versions
from rashomon.model import Link, Row

#: A link as a row: what it joins, its kind and label to choose by, and all of it as JSON.
LINK = ("left", "right", "kind", "label", "row")


def link_row(link: Link) -> Row:
    row = json.dumps(link.to_row(), ensure_ascii=False)
    return {"left": link.left, "right": link.right, "kind": link.kind, "label": link.label, "row": row}


def find_copies(annotated: Any) -> Any:
    """The frame (LINK) of all copies: `link.copies.compare_texts` and `with_quotations`, pair by pair."""
    from pyspark.sql import functions as sql  # noqa: PLC0415

    settings = vocab.load("link_copies")
    texts = annotated.select("id", "row", "account", "slim", "names")
    shingles = annotated.select("id", sql.explode("shingles").alias("key"))
    pairs = _meeting(shingles, settings["most_documents"]).select("left", "right").distinct()
    copies = mapped(_both(pairs, texts), _compare, strings(*LINK)).persist()
    places = sql.from_json("quotations", "map<string, array<bigint>>")
    quotations = annotated.select("id", sql.explode(places).alias("key", "place"))
    met = _meeting(quotations, settings["most_of_quotation"], "place").groupBy("left", "right")
    met = met.agg(sql.to_json(sql.collect_list(sql.array("left_place", "right_place"))).alias("places"))
    alone = met.join(copies.select("left", "right"), ["left", "right"], "left_anti")
    return copies.unionByName(mapped(_both(alone, texts), _quote, strings(*LINK)))


def _meeting(keys: Any, most: int, *kept: str) -> Any:
    """Pairs of documents (`left`, `right`, by id) for each key that at least two and at most `most` of them have."""
    from pyspark.sql import functions as sql  # noqa: PLC0415

    shared = keys.groupBy("key").count().where(f"count between 2 and {most:d}").select("key")
    held = keys.join(shared, "key")
    left, right = (
        held.select("key", sql.col("id").alias(side), *(sql.col(one).alias(f"{side}_{one}") for one in kept))
        for side in ("left", "right")
    )
    return left.join(right, "key").where("left < right")


def _both(pairs: Any, texts: Any) -> Any:
    """The pairs with the rows of both texts, `left_row` and so on."""
    from pyspark.sql import functions as sql  # noqa: PLC0415

    for side in ("left", "right"):
        columns = [sql.col(one).alias(f"{side}_{one}") for one in texts.columns if one != "id"]
        pairs = pairs.join(texts.select(sql.col("id").alias(side), *columns), side)
    return pairs


def _sides(row: Row) -> tuple[Row, Row]:
    return tuple(
        {one: row[f"{side}_{one}"] for one in ("row", "account", "slim", "names")} for side in ("left", "right")
    )  # type: ignore[return-value]


def _compare(rows: list[Row]) -> Iterator[Row]:
    numbers = Numbers()
    for row in rows:
        one, other = (account_from(side) for side in _sides(row))
        link = compare_two(one, other, (words_of(one.text, numbers), words_of(other.text, numbers)))
        if link is not None:
            yield link_row(link)


def _quote(rows: list[Row]) -> Iterator[Row]:
    for row in rows:
        one, other = (account_from(side) for side in _sides(row))
        places = sorted(((a, b), (c, d)) for (a, b), (c, d) in json.loads(row["places"]))
        yield link_row(quotation_of((one.id, other.id), places, (one.text, other.text)))


def find_page_versions(annotated: Any) -> Any:
    """The frame (LINK) of versions of a page: `link.versions.find_versions`, page by page."""
    paged = annotated.where("page is not null").select("page", "revision")
    several = paged.groupBy("page").count().where("count > 1").select("page")
    return grouped(paged.join(several, "page"), "page", _versions, strings(*LINK))


def _versions(rows: list[Row]) -> Iterator[Row]:
    revisions = [Revision(**json.loads(row["revision"])) for row in rows]
    yield from map(link_row, find_versions(revisions, Judged()))
