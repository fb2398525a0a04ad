"""One reader a format. A reader has NAME, MEDIA_TYPES, `recognises(raw)` and `read(raw)`.

The time for one document starts anew at each yield; a reader that passes over much may yield None meanwhile. A reader
works on the bytes in a process of its own, unless it has STREAMS = True: then it goes through a stream, however long,
in the process of the run, and what it yields is read apart.
"""

from __future__ import annotations

from rashomon.ingest.formats import (
    archive,
    databases,
    docx,
    feed,
    gz,
    html,
    jsonfeed,
    jsonl,
    mail,
    ninjs,
    opml,
    parquet,
    pdf,
    table,
    text,
    wacz,
    warc,
)

#: The readers that come with the program. Another package adds one under the entry point `rashomon.readers`.
READERS = (
    jsonl, databases, feed, html, pdf, warc, wacz, docx, archive, gz, mail, ninjs, jsonfeed, table, parquet, opml, text,
)  # fmt: skip
