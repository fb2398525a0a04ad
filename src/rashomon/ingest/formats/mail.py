"""E-mail (RFC 5322, .eml): a newsletter's text with its sender and date, several articles where it carries them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from rashomon.ingest.decode import clean_characters, decode
from rashomon.ingest.fragments import plain_text
from rashomon.ingest.outlets import domain_of
from rashomon.ingest.raw import Found, Raw
from rashomon.ingest.text_page import read_text_page
from rashomon.model import Document, Problem

NAME = "e-mail"
MEDIA_TYPES = ("message/rfc822",)
FIELD = re.compile(rb"^(from|to|subject|date|received|return-path|message-id|mime-version|delivered-to)\s*:",
                   re.IGNORECASE | re.MULTILINE)  # fmt: skip
FIRST = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?\S|^From \S+ ")
PARTS = 60  # of one mail


def recognises(raw: Raw) -> float:
    """0.9 when the file begins with a header that has at least three fields of mail."""
    head = re.split(rb"\r?\n\r?\n", raw.head[:32_768].lstrip(), maxsplit=1)[0]
    known = {match.lower() for match in FIELD.findall(head)}
    return 0.9 if FIRST.match(head) and len(known) >= 3 and known & {b"from", b"message-id", b"received"} else 0.0


def read(raw: Raw) -> Iterator[Found]:
    """The articles of the mail's text, then what is attached, for other readers."""
    message = BytesParser(policy=policy.default).parsebytes(raw.data)
    text = _text(message)
    found = False
    for one in read_text_page(clean_characters(text), raw, MEDIA_TYPES[0]):
        found = True
        yield _completed(one, message)
    for number, part in enumerate(message.iter_attachments()):
        data = part.get_payload(decode=True)
        if number < PARTS and isinstance(data, bytes) and data and not part.get_content_type().startswith("image/"):
            found = True
            yield raw.within(part.get_filename() or f"attachment {number + 1}", data)
    if not found:
        yield Problem(raw.where, "a mail without text")


def _text(message: EmailMessage) -> str:
    """The longer of the mail's texts: some newsletters send a plain part that only says to look at the HTML."""
    texts: list[str] = []
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is not None:
            data = part.get_payload(decode=True)
            words = decode(data, part.get_content_charset()) if isinstance(data, bytes) else ""
            texts.append(plain_text(words) if kind == "html" else words)
    if len(texts) == 2 and len(texts[0]) >= 0.5 * len(texts[1]):
        return texts[0]
    return max(texts, key=len, default="")


def _completed(document: Document, message: EmailMessage) -> Document:
    """The document with what the mail's header says where the text says nothing."""
    name, address = parseaddr(_field(message, "From"))
    try:
        sent = parsedate_to_datetime(_field(message, "Date")).isoformat()
    except (TypeError, ValueError, OverflowError):
        sent = None
    source = document.source or clean_characters(name).strip() or domain_of(address.rpartition("@")[2])
    title = document.title or clean_characters(_field(message, "Subject")).strip() or None
    return replace(document, source=source, title=title, published=document.published or sent)


def _field(message: EmailMessage, name: str) -> str:
    """A header field as a reader sees it; empty where Python's parser of fields fails on it, as it does on some."""
    try:
        return str(message.get(name, ""))
    except (AttributeError, IndexError, TypeError, ValueError):
        return ""
