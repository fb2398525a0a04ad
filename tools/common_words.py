"""`python -m tools.common_words`: write vocab/common_words.toml, how common a word's stem is in news of many topics.

Counted on the dev half of ECB+ (770 documents of 33 topics, CC BY 3.0): the share of documents that hold a stem, for
stems that stand in at least a quarter of the topics, so that no topic's own words get in. Only shares are kept.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.harness import GOLD, read_lines

from rashomon.link.keys import content_stems

LEAST_TOPICS = 0.25
OUT = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "vocab" / "common_words.toml"


def main() -> None:
    documents: Counter[str] = Counter()
    topics: dict[str, set[str]] = {}
    total = 0
    for row in read_lines(GOLD / "events_linked" / "docs.jsonl"):
        stems = set(content_stems(row["text"]))
        documents.update(stems)
        topics.setdefault(row["id"].split("_")[0], set()).update(stems)
        total += 1
    spread = Counter(stem for stems in topics.values() for stem in stems)
    kept = sorted(stem for stem, count in spread.items() if count >= LEAST_TOPICS * len(topics))
    lines = [f"# {line}".rstrip() for line in (__doc__ or "").strip().splitlines()]
    lines += ["[share]", *(f'"{stem}" = {documents[stem] / total:.3f}' for stem in kept)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
