from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from rashomon.ingest import Options
from rashomon.ingest.dispatch import read_raw
from rashomon.ingest.raw import raw_from_bytes
from rashomon.model import Document, Problem

BODY = [
    "The old bridge over the Velm fell on Monday after two weeks of shelling, three witnesses said.",
    "Nobody claimed the attack. The Northern Front said that its guns had been silent since Sunday.",
    "“We heard one blast and then the water,” said Ada Novak, who sells bread on the east bank.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Karsa bridge falls | Karsa Herald</title><meta property="og:site_name" content="Karsa Herald">
<meta property="article:published_time" content="2031-05-03T09:14:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Karsa bridge falls</h1><p class="byline">By Ines Harrow</p>
{}<p><a href="/x">READ THIS: THE COUNCIL OF KARSA MEETS AGAIN TODAY</a></p></article>
<footer>© 2031 Karsa Herald. All rights reserved.</footer></body></html>""".format(
    "".join(f"<p>{one}</p>" for one in BODY)
)


def read(data: bytes, **options: object) -> list[Document | Problem]:
    return list(read_raw(raw_from_bytes(data, "here", Options(**options))))  # type: ignore[arg-type]


def documents(data: bytes, **options: object) -> list[Document]:
    found = read(data, **options)
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def problem(data: bytes, **options: object) -> str:
    found = [one for one in read(data, **options) if isinstance(one, Problem)]
    assert found, "expected a problem"
    return found[0].reason


def test_a_web_page_gives_its_article_with_what_it_states() -> None:
    (document,) = documents(PAGE.encode())
    assert document.text == "\n\n".join(BODY)
    assert (document.title, document.source) == ("Karsa bridge falls", "Karsa Herald")
    assert document.authors == ("Ines Harrow",)
    assert document.published == "2031-05-03T09:14:00Z"
    gone = {one.text[:9]: one.reason for one in document.origin.removed}
    assert "READ THIS" in gone
    assert gone["© 2031 Ka"] == "copyright"


def test_a_page_of_several_articles_gives_each_with_its_own_title() -> None:
    text = "".join(f"<p>{one} It was told twice.</p>" for one in BODY * 3)
    posts = "".join(
        f'<article><h2>Post number {n} of the page</h2><p class="byline">By Ada Novak</p>'
        f'<time datetime="2031-05-0{n}">then</time>{text}</article>'
        for n in (1, 2)
    )
    head = '<meta property="og:site_name" content="Velm Blog"><title>Velm Blog</title>'
    page = f"<html><head>{head}</head><body>{posts}</body>"
    first, second = documents(page.encode())
    assert (first.title, second.title) == ("Post number 1 of the page", "Post number 2 of the page")
    assert (first.published, second.published) == ("2031-05-01", "2031-05-02")
    assert (second.source, second.authors, second.origin.part) == ("Velm Blog", ("Ada Novak",), 1)
    assert second.text.count("three witnesses") == 3


def warc(*pages: tuple[str, str], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, page in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(page.encode()), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2040-01-02T03:04:05Z"},
        )  # fmt: skip
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_keeps_address_crawl_date_offset_and_digest(packed: bool) -> None:
    data = warc(("https://karsa.example/1", PAGE), ("https://karsa.example/2", PAGE), packed=packed)
    first, second = documents(data)
    assert (first.url, second.url) == ("https://karsa.example/1", "https://karsa.example/2")
    assert first.origin.retrieved == "2040-01-02T03:04:05Z"
    assert first.published == "2031-05-03T09:14:00Z"
    assert first.origin.notes["warc_offset"] == 0
    assert second.origin.notes["warc_offset"] > 0
    assert str(first.origin.notes["warc_digest"]).startswith("sha1:")
    assert first.id != second.id


def test_a_warc_that_is_cut_off_gives_what_came_before_and_says_so() -> None:
    data = warc(("https://karsa.example/1", PAGE), ("https://karsa.example/2", PAGE))
    found = read(data[: len(data) - 200])
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], Problem)


def test_a_web_archive_collection_is_read_through_its_warcs() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc(("https://karsa.example/1", PAGE)))
    (document,) = documents(out.getvalue())
    assert document.url == "https://karsa.example/1"


def test_a_zip_gives_its_members_and_refuses_paths_that_climb_out() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b/page.bin", PAGE)
        archive.writestr("../evil.txt", PAGE)
        archive.writestr("b/.hidden", PAGE)
    climbing, document = read(out.getvalue())
    assert isinstance(climbing, Problem)
    assert "climbs out" in climbing.reason
    assert isinstance(document, Document)


def test_a_zip_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 30_000_000)
    assert "expands too far" in problem(out.getvalue())


def test_archives_within_archives_are_read_to_a_bound() -> None:
    data = PAGE.encode()
    for _ in range(3):
        data = gzip.compress(data)
    assert len(documents(data)) == 1
    for _ in range(4):
        data = gzip.compress(data)
    assert "deep" in problem(data)


def test_a_gzip_that_is_cut_off_is_a_problem() -> None:
    data = gzip.compress("\n\n".join(BODY * 50).encode())
    assert "cut off" in problem(data[:-40])


def mail(**parts: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Karsa Herald <news@karsa.example>"
    message["To"] = "you@velm.example"
    message["Subject"] = "The bridge"
    message["Date"] = "Sat, 03 May 2031 09:14:00 +0200"
    message["Message-ID"] = "<1@karsa.example>"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        message.add_alternative(parts["html"], subtype="html")
    return message.as_bytes()


def test_a_newsletter_gives_its_articles() -> None:
    items = [f"{n}. Title of the story number {n}\n\nBy Ines Harrow\n\n" + "\n\n".join(BODY) for n in (1, 2)]
    end = "\n\nContinue reading »\n\n"
    first, second = documents(
        mail(plain="Karsa Herald DAILY DIGEST\n\n" + end.join([*items, "Unsubscribe | Preferences\n"]))
    )
    assert first.title == "Title of the story number 1"
    assert second.text == "\n\n".join(BODY)
    assert second.source == "Karsa Herald"
    assert second.published == "2031-05-03T09:14:00+02:00"


def test_a_mail_of_html_alone_is_read() -> None:
    (document,) = documents(mail(plain="See the web version.", html="".join(f"<p>{one}</p>" for one in BODY)))
    assert document.text == "\n\n".join(BODY)
    assert document.title == "The bridge"


def docx(*paragraphs: str) -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {w}><w:body>{rows}</w:body></w:document>")
    return out.getvalue()


def test_a_docx_gives_its_paragraphs() -> None:
    (document,) = documents(docx("Karsa bridge falls", "By Ines Harrow", *BODY))
    assert (document.title, document.text) == ("Karsa bridge falls", "\n\n".join(BODY))


def test_entities_in_xml_are_not_followed() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        archive.writestr("word/document.xml", f"{bomb}<w:document {w}><w:p><w:t>&c;</w:t></w:p></w:document>")
    assert "no text" in problem(out.getvalue())


def pdf(*rows: str) -> bytes:
    stream = "BT /F1 12 Tf 50 780 Td 14 TL " + " ".join(f"({row}) Tj T*" for row in rows) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def test_a_pdf_with_a_text_layer_gives_its_article() -> None:
    (document,) = documents(pdf("Karsa bridge falls", "", BODY[0], "", BODY[1]))
    assert document.title == "Karsa bridge falls"
    assert "three witnesses said." in document.text


def test_a_scan_says_that_it_has_no_text_layer() -> None:
    assert "no text layer" in problem(pdf(""))


def test_a_broken_pdf_is_a_problem() -> None:
    assert "broken PDF" in problem(b"%PDF-1.7\nnonsense")


def test_ninjs_of_both_versions_gives_item_source_and_rights_holder() -> None:
    one = {
        "uri": "https://wire.example/1", "type": "text", "byline": "Ines Harrow",
        "versioncreated": "2031-05-03T09:14:00Z",
        "headline": "Karsa bridge falls", "copyrightholder": "Velm Wire", "language": "en",
        "body_html": "".join(f"<p>{one}</p>" for one in BODY),
    }  # fmt: skip
    two = {
        "uri": "tag:wire.example,2031:1", "headlines": [{"value": "Karsa bridge falls"}], "byline": "By Ines Harrow",
        "bodies": [{"value": "<p>" + "</p><p>".join(BODY) + "</p>", "contenttype": "text/html"}],
        "firstcreated": "2031-05-03T09:14:00Z", "rightsinfo": {"copyrightholder": "Velm Wire"},
    }  # fmt: skip
    for item in (one, two):
        (document,) = documents(json.dumps(item).encode())
        assert document.text == "\n\n".join(BODY)
        assert (document.title, document.authors, document.credit) == (
            "Karsa bridge falls",
            ("Ines Harrow",),
            "Velm Wire",
        )
        assert document.published == "2031-05-03T09:14:00Z"


def test_a_json_feed_gives_its_items() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Velm Wire", "authors": [{"name": "Ines Harrow"}],
        "items": [{"id": "1", "url": "https://v.example/1", "title": "Bridge", "content_html": f"<p>{BODY[0]}</p>",
                   "date_published": "2031-05-03T09:14:00+02:00"}],
    }  # fmt: skip
    (document,) = documents(json.dumps(feed, indent=1).encode())
    assert (document.text, document.source, document.url) == (BODY[0], "Velm Wire", "https://v.example/1")
    assert document.authors == ("Ines Harrow",)


def test_an_atom_feed_keeps_the_source_of_an_item_as_credit() -> None:
    entry = "<entry><title>Bridge</title><link href='https://v.example/1'/><updated>bad date</updated>"
    entry += f"<content>{BODY[0]}</content>"
    entry += "<source><title>Ost Radio</title></source></entry>"
    (document,) = documents(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Velm</title>{entry}</feed>".encode())
    assert (document.credit, document.source, document.published) == ("Ost Radio", "Velm", None)


def test_a_table_gives_a_document_a_row_with_guessed_columns() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["Headline", "Body", "Publication", "Date"], ["Bridge", "\n".join(BODY), "Velm Wire", "3 May 2031"]]
    )
    (document,) = documents(out.getvalue().encode())
    assert (document.title, document.source, document.published) == ("Bridge", "Velm Wire", "2031-05-03")
    assert document.text == "\n\n".join(BODY)
    assert document.origin.notes["columns"]["text"] == "Body"


def test_the_columns_of_a_table_can_be_told() -> None:
    data = f"title,a,b\nx,{'word ' * 30},{BODY[0].replace(',', '')}\n".encode()
    (document,) = documents(data, columns={"text": "b"})
    assert document.text == BODY[0].replace(",", "")
    assert "no column 'zzz'" in problem(f"title,text\nx,{BODY[0].replace(',', '')}\n".encode(), columns={"text": "zzz"})


def test_a_parquet_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    duckdb.sql(f"COPY (SELECT 'Bridge' AS title, $${BODY[0]}$$ AS text) TO '{path}' (FORMAT parquet)")
    (document,) = documents(path.read_bytes())
    assert (document.title, document.text) == ("Bridge", BODY[0])


def test_a_file_larger_than_allowed_is_a_problem() -> None:
    assert "larger than" in problem(("word " * 400_000).encode(), max_bytes=1_000_000)


def test_deeply_nested_tags_do_not_break_a_page() -> None:
    page = "<html><body>" + "<div>" * 3_000 + "".join(f"<p>{one}</p>" for one in BODY)
    read(page.encode())


@pytest.mark.parametrize(
    "seed",
    [PAGE.encode(), b"PK\x03\x04", b"%PDF-1.4", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<rss>", b'{"text":', b"PAR1"],
)
@given(tail=st.binary(max_size=200))
@settings(deadline=None, max_examples=15)
def test_broken_files_of_every_sort_never_fail(seed: bytes, tail: bytes) -> None:
    for data in (seed + tail, seed[: len(seed) // 2] + tail, tail + seed):
        for one in read(data):
            assert isinstance(one, Document | Problem)


def test_a_feed_s_items_come_without_what_the_feed_puts_under_them() -> None:
    body = (
        "<p>The old bridge over the Velm fell on Monday, three witnesses said.</p>"
        "<p>The post Old bridge falls appeared first on Karsa Herald.</p><p>Share on Facebook</p>"
    )
    author = "<author>Prof. Ada Novak, Velm University</author>"
    item = f"<item><title>Old bridge falls</title>{author}<description><![CDATA[{body}]]></description></item>"
    (found,) = read(f"<rss version='2.0'><channel><title>Karsa Herald</title>{item}</channel></rss>".encode())
    assert isinstance(found, Document)
    assert found.text == "The old bridge over the Velm fell on Monday, three witnesses said."
    assert [one.reason for one in found.origin.removed] == ["feed footer", "share"]
    assert found.authors == ("Ada Novak",)
    assert found.origin.notes["bylines"] == ["Prof. Ada Novak, Velm University"]
