"""One reader a format. A reader has NAME, MEDIA_TYPES, `recognises(raw)` and `read(raw)`."""

from __future__ import annotations

from rashomon.ingest.formats import feed, html, jsonl, text

#: The readers that come with the program. Another package adds one under the entry point `rashomon.readers`.
READERS = (jsonl, feed, html, text)
