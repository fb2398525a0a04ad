"""Text from bytes: byte-order mark, then what the bytes themselves say, then what was declared, then cp1252."""

from __future__ import annotations

import codecs
import re
import unicodedata

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Controls that text does not hold; tab, line feed, form feed, carriage return and escape may occur.
BINARY = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
#: Invisible marks: soft hyphen, zero-width space and no-break, word joiner, direction marks and isolates.
#: Zero-width joiners stay: they are letters' business in Persian, Urdu, Hindi, and hold emoji together.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile("[^\\S\n]+")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes. Never fails: what no encoding explains is read as Windows-1252.

    A declared charset is tried after UTF-8, because UTF-8 almost never fits by chance and servers often lie.

    >>> decode("Zoë".encode("latin-1")), decode("Zoë".encode("utf-16"))
    ('Zoë', 'Zoë')
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if (wide := _wide(data[:4096])) is not None:
        return data.decode(wide, "replace")
    for name in ("utf-8", *((declared,) if declared else ())):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode("cp1252", "replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every other byte is zero."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    # 0.4 of the bytes on one side: English text has 0.95 or more, binary files rarely above 0.3 on one side only
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether few sequences only are broken, as where a file was cut in the middle of a character."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    high = sum(1 for byte in data if byte > 127)
    return high > 0 and broken < 0.1 * high


def is_text(head: bytes) -> bool:
    """Whether the bytes look like text in some encoding.

    >>> is_text(b"plain"), is_text(bytes(range(256)))
    (True, False)
    """
    if any(head.startswith(mark) for mark, _ in MARKS) or _wide(head[:4096]) is not None:
        return True
    strange = len(head) - len(head.translate(None, BINARY))
    return strange <= 0.002 * len(head)  # stray controls occur in old wire copy; binary has 5% or more


def clean_characters(text: str) -> str:
    """The text in the one form that documents have: NFC, lines ending in a line feed, no invisible marks.

    Runs of blanks become one space; quotation marks and dashes stay as written; lone surrogates go.

    >>> clean_characters("co\\u00adop\\r\\n\\u201cNow\\u201d\\u00a0\\u2013  e\\u0301")
    'coop\\n“Now” – é'
    """
    text = LINE_ENDS.sub("\n", text)
    if text.isascii():
        return SPACES.sub(" ", CONTROLS.sub(" ", text))
    text = INVISIBLE.sub("", text)
    text = CONTROLS.sub(" ", text)
    return SPACES.sub(" ", unicodedata.normalize("NFC", text))
