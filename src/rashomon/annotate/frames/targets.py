"""What a coloured word is said of: the mention or the claim at a place."""

from __future__ import annotations

from bisect import bisect_right

from rashomon.annotate.found import Found

_NOT_COLOURED = ("time", "figure")


class Targets:
    """Looks up mentions and claims by place; predicates are indexed once."""

    def __init__(self, found: Found) -> None:
        self.found = found
        rows = [row for row in found.rows("role", "predicate") if row.about is not None]
        self._starts = [row.start for row in rows]
        self._rows = rows
        # who a party without a mention is: the claim it has a part in
        self._parties = {
            offset: row.about
            for row in reversed(found.rows("role", "recipient", "actor"))
            for offset in range(row.start, min(row.end, row.start + 80))
        }

    def at(self, offset: int) -> str | None:
        """The id of the longest mention that covers an offset, else of the claim on it, else None."""
        mentions = [
            row for row in self.found.overlapping("mention", offset, offset + 1) if row.label not in _NOT_COLOURED
        ]
        if mentions:
            return max(mentions, key=lambda row: (row.end - row.start, -row.start)).id
        return self.predicate(offset, offset + 1) or self._parties.get(offset)

    def predicate(self, start: int, end: int) -> str | None:
        """The id of the claim whose predicate shares a character with `start:end`; the nearest before wins."""
        index = bisect_right(self._starts, end - 1) - 1
        for row in reversed(self._rows[max(0, index - 3) : index + 1]):
            if row.end > start:
                return row.about
        return None

    def around(self, start: int, end: int) -> str | None:
        """What some quoted words name: the mention that shares most with them, else the claim in or around them."""
        best = None
        for row in self.found.overlapping("mention", start, end):
            shared = min(end, row.end) - max(start, row.start)
            if row.label not in _NOT_COLOURED and (best is None or shared > best[0]):
                best = (shared, row.id)
        if best is not None:
            return best[1]
        inside = self.predicate(start, end)
        if inside is not None:
            return inside
        holders = [row for row in self.found.overlapping("claim", start, end) if row.start <= start and end <= row.end]
        return min(holders, key=lambda row: (row.end - row.start, row.start)).id if holders else None
