"""One test body on both engines: a run gives the same rows on this machine and on Spark, in any parts and order."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.engines import sparks
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rashomon import running, sample
from rashomon.compare import counts
from rashomon.ingest import Options

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]

TOLD = (
    "Gunmen of the Northern Front kept families from leaving Velm in August, a baker said.",
    "The Northern Front turned families back at the gate of Velm in August, the nurse Ena Dorn said.",
    "“They came at dawn with their dogs,” Ena Dorn told the Courier. The Karsan army denied that it shelled Velm.",
    "“They came at dawn with their dogs,” said Ena Dorn. At least 12 people were killed in Velm, the army said.",
)
PAGE = "<html><head><title>The gate of Velm</title></head><body><article><p>{}</p></article></body></html>"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The sample; lines, some of which are none or clash; a Parquet table; an archive; files that are nothing."""
    folder = tmp_path_factory.mktemp("given")
    dated = [{"id": f"line-{at}", "text": text, "published": f"2019-08-{14 + at}"} for at, text in enumerate(TOLD)]
    lines = [json.dumps(one) for one in dated]
    lines += [
        "no JSON",
        '{"id": "half", "text": "The \\ud800 fell."}',
        json.dumps({"id": "line-0", "text": "Another text under the same id."}),
        json.dumps({"id": "line-1", "text": TOLD[1], "title": "The same again"}),
        json.dumps({"id": "empty", "text": ""}),
        json.dumps({"id": "page-1", "text": TOLD[0], "url": "https://karsa.example/a", "published": "2019-08-14"}),
        json.dumps({"id": "page-2", "text": TOLD[3], "url": "https://karsa.example/a?utm_source=x"}),
    ]
    (folder / "lines [1].jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    table = pa.table({"body": [TOLD[0] + " " + TOLD[2], "", TOLD[3] * 3], "headline": ["Velm", None, "Velm again"]})
    parquet.write_table(table, folder / "table.parquet")
    with (folder / "pages.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for at, text in enumerate(TOLD[:2]):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
            page = io.BytesIO(PAGE.format(" ".join([text] * 4)).encode())
            address = f"https://courier.example/{at}"
            writer.write_record(writer.create_warc_record(address, "response", payload=page, http_headers=head))
    (folder / "nothing.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "_SUCCESS").write_bytes(b"")
    return [str(sample.folder()), str(folder), str(folder / "not there")]


@pytest.fixture(scope="module")
def here(places: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The rows of the run on this machine."""
    out = tmp_path_factory.mktemp("here") / "run"
    running.run_here(places, out, Options())
    return sparks.rows_of(out)


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sparks.skip_where_missing()
    from rashomon.engines.spark.session import open_session  # noqa: PLC0415

    with open_session("local[2]", sparks.FAST) as opened:
        yield opened


def on_spark(session: Any, places: list[str], out: Path, parts: int) -> dict[str, list[str]]:
    from rashomon.engines.spark import running as spark_running  # noqa: PLC0415

    made = spark_running.Made(counts.event_rows, counts.is_same_text, "tests")
    asked = spark_running.Asked(places, Options(), parts)
    spark_running.run(session, f"file://{out}", asked, made, lambda *_: None)
    return sparks.rows_of(out)


def test_a_run_tells_what_it_could_not_read(here: dict[str, list[str]], places: list[str]) -> None:
    found = {Path(row["where"]).name: row["reason"] for row in map(json.loads, here["problems"])}
    assert set(found) == {
        "lines [1].jsonl:5", "half", "line-0", "table.parquet:2", "nothing.txt", "noise.bin", "not there",
    }  # fmt: skip
    assert "another text" in found["line-0"]


def test_a_run_finds_copies_versions_stories_and_events(here: dict[str, list[str]]) -> None:
    kinds = {json.loads(row)["kind"] for row in here["links"]}
    assert kinds == {"entity", "event", "copy", "story", "version"}
    assert any(len(json.loads(row)["members"]) > 2 for row in here["events"])


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_spark_gives_the_same_rows_to_the_id_in_any_parts_and_order(
    session: Any, here: dict[str, list[str]], places: list[str], tmp_path: Path, parts: int
) -> None:
    given = places if parts < 7 else [*reversed(places)]
    sparks.assert_same(on_spark(session, given, tmp_path / "run", parts), here)


GOLD = Path(os.environ.get("RASHOMON_GOLD", Path(__file__).resolve().parents[3] / "shared" / "gold"))


@pytest.mark.gold
def test_500_gold_documents_give_the_same_rows_to_the_id(session: Any, tmp_path: Path) -> None:
    if not GOLD.is_dir():
        pytest.skip("needs ../shared/gold")
    kept = ("id", "text", "title", "source", "published", "url")
    documents = tmp_path / "gold.jsonl"
    with documents.open("w", encoding="utf-8") as out:
        for row in islice(_gold(), 500):
            out.write(json.dumps({key: row.get(key) for key in kept}) + "\n")
    running.run_here([str(documents)], tmp_path / "here", Options(), jobs=2)
    here = sparks.rows_of(tmp_path / "here")
    assert len(here["documents"]) == 500
    sparks.assert_same(on_spark(session, [str(documents)], tmp_path / "spark", 7), here)


def _gold() -> Iterator[dict[str, Any]]:
    for name in ("figures/dev.jsonl", "copies/dev.jsonl"):
        with (GOLD / name).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
