from __future__ import annotations

from pathlib import Path

from rashomon.ingest import read_paths
from rashomon.ingest.decode import clean_characters, decode
from rashomon.ingest.lines import read_page
from rashomon.model import Document


def test_the_five_real_pages_give_eight_articles_and_lose_no_line(shared: Path) -> None:
    counts = []
    for path in sorted((shared / "corpus" / "aleppo").iterdir()):
        found = [one for one in read_paths([str(path)]) if isinstance(one, Document)]
        counts.append(len(found))
        pieces = [[one.title or "", one.text, *(gone.text for gone in one.origin.removed)] for one in found]
        kept = "\n".join(piece for row in pieces for piece in row)
        for line in read_page(clean_characters(decode(path.read_bytes()))):
            assert line.text in kept
        assert all(one.title for one in found)
        assert len({one.source for one in found}) == 1
    assert sorted(counts) == [1, 1, 1, 1, 4]
