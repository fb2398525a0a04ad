"""Where a document's source appears, as far as its web address or its own name says: an ISO code or an empty string."""

from __future__ import annotations

import re

from rashomon.annotate.places.readings import load_countries
from rashomon.model import Document

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([\w.-]+)")
#: Country endings that are sold the world over and say nothing of where a source is.
SOLD = frozenset(("co", "me", "tv", "io", "ai", "fm", "cc", "to", "ws", "ly"))


def source_country(document: Document) -> str:
    """The country of a national web address ("….co.uk" gives GB), else "".

    >>> source_country(Document("a", "", source="karsa-voice.com.au"))
    'AU'
    """
    for address in (document.url, document.source):
        host = _HOST.match(address or "")
        if host is None or "." not in host.group(1):
            continue
        ending = host.group(1).rpartition(".")[2].lower()
        code = "GB" if ending == "uk" else ending.upper()
        if len(ending) == 2 and ending not in SOLD and code in load_countries():
            return code
    return ""
