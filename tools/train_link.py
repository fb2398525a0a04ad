"""Fits the weights of vocab/link_events.toml on ECB+ (CC BY 3.0): counts of each outcome among pairs of claims.

    python -m tools.train_link            # prints the weights
    python -m tools.train_link --write    # and writes them into the vocabulary

A pair counts where both claims' predicates are annotated event mentions and some key makes it a candidate. `m` is
the share of an outcome among pairs of one gold chain, `u` among the others; half a pair is added to each outcome.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.harness import GOLD, annotated, documents_of, match_spans, read_lines

from rashomon import vocab
from rashomon.engines.claim_pairs import score_pairs
from rashomon.link.accounts import Account, account_of
from rashomon.link.entities import find_entities
from rashomon.link.events import COMPARISONS, records, waterfall
from rashomon.link.judged import Judged
from rashomon.link.stories import find_stories

#: Comparisons whose weights are set by hand, and single outcomes: ECB+ has no dates of publication and hardly any
#: happening told by two sides, and "far" stands for a rule.
BY_HAND = ("light", "object")
OUTCOMES_BY_HAND = {"days": ("before", "later", "far")}

WEIGHTS = Path(vocab.__file__).with_name("link_events.toml")


def chains(rows: Sequence[Mapping[str, Any]], accounts: Sequence[Account]) -> dict[str, str]:
    """The gold chain of each claim whose predicate overlaps an annotated mention by half.

    In sentences that annotators went through, a claim without a mention is a chain of its own, called by its id.
    """
    deeds = {one.id: one.deeds for one in accounts}
    found = {}
    for row in rows:
        mine = deeds[row["id"]]
        for deed in mine:
            if any(start <= deed.start < end for start, end in row["validated"]):
                found[deed.id] = deed.id
        spans = [(deed.start, deed.end) for deed in mine]
        for gold, at in match_spans([(one["start"], one["end"]) for one in row["mentions"]], spans):
            found[mine[at].id] = str(row["mentions"][gold]["chain"])
    return found


def distinct(weights: Mapping[str, Any]) -> dict[str, Any]:
    """The weights with another, non-zero number of bits for each outcome of a comparison, so that bits name it."""
    told = {name: {outcome: {"m": 0.5, "u": 0.5 / 1.25 ** (index + 1)} for index, outcome in enumerate(weights[name])}
            for name in COMPARISONS}  # fmt: skip
    return {**weights, **told, "floor": -1e9}


def fit(accounts: Sequence[Account], chain_of: Mapping[str, str]) -> dict[str, Any]:
    """The prior and, for each comparison, the m and u of each outcome."""
    weights = vocab.load("link_events")
    told = find_stories(accounts, Judged())
    _, entities = find_entities(accounts, {one: circles[0] for one, circles in told.circles.items()}, Judged())
    entity_of = {member: entity.id for entity in entities for member in entity.members}
    rows = [row for row in records(accounts, told.circles, entity_of) if row["id"] in chain_of]
    counts: dict[bool, dict[str, Counter[str]]] = {
        same: {name: Counter() for name in COMPARISONS} for same in (True, False)
    }
    pairs: Counter[bool] = Counter()
    told_apart = distinct(weights)
    for one in score_pairs(rows, told_apart):
        if chain_of[one.left] == one.left and chain_of[one.right] == one.right:
            continue
        same = chain_of[one.left] == chain_of[one.right]
        pairs[same] += 1
        for reason in waterfall(one, told_apart)[1:]:
            counts[same][reason.name][reason.value] += 1
    fitted: dict[str, Any] = {"prior": round(pairs[True] / sum(pairs.values()), 4)}
    fitted |= {name: weights[name] for name in BY_HAND}
    for name in (one for one in COMPARISONS if one not in BY_HAND):
        fitted[name] = {outcome: {letter: _share(counts[same][name], outcome, weights[name])
                                  for letter, same in (("m", True), ("u", False))}
                        for outcome in weights[name]}  # fmt: skip
        fitted[name] |= {outcome: weights[name][outcome] for outcome in OUTCOMES_BY_HAND.get(name, ())}
    return fitted


def _share(counts: Counter[str], outcome: str, outcomes: Mapping[str, Any]) -> float:
    return max(0.0001, round((counts[outcome] + 0.5) / (counts.total() + 0.5 * len(outcomes)), 4))


def written(text: str, fitted: Mapping[str, Any]) -> str:
    """The vocabulary's text with the fitted numbers in place of the old ones; comments stay."""
    lines, table = [], ""
    for line in text.splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            table = head.group(1)
        made = line
        if found := re.match(r"(\w+) = \{ m = ", line):
            chances = fitted[table][found.group(1)]
            made = f"{found.group(1)} = {{ m = {chances['m']}, u = {chances['u']} }}"
        elif not table and line.startswith("prior = "):
            made = f"prior = {fitted['prior']}"
        lines.append(made)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of event linking on ECB+.")
    parser.add_argument("--write", action="store_true", help="write them into the vocabulary")
    rows = list(read_lines(GOLD / "events_linked" / "gold.jsonl"))
    accounts = [account_of(document, found) for document, found in annotated(documents_of(rows))]
    fitted = fit(accounts, chains(rows, accounts))
    for name in COMPARISONS:
        for outcome, chances in fitted[name].items():
            print(f"{name:12s} {outcome:10s} {math.log2(chances['m'] / chances['u']):+6.2f} bits  {chances}")
    print("prior", fitted["prior"])
    if parser.parse_args().write:
        WEIGHTS.write_text(written(WEIGHTS.read_text(encoding="utf-8"), fitted), encoding="utf-8")


if __name__ == "__main__":
    main()
