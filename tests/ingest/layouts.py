# ruff: noqa: E501  pages are easier to read as their lines stand
"""Invented pages in layouts that differ as sites do, each with what is to be read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count, islice

PLACES = ("Karsa", "Velm", "Orsk Bridge", "Tamen", "the Northern Front", "Lower Dessa")
DEEDS = (
    "the council met behind closed doors and put off the vote on the ferry for another week",
    "two lorries with flour reached the upper town before the road was shut again at noon",
    "farmers carried sandbags to the old mill, where the river had come over the wall",
    "a spokeswoman for the harbour said that no ship had been turned back since Tuesday",
    "teachers opened the school for families who had left their houses by the quarry",
    "the guard at the crossing counted forty carts in an hour and let all of them pass",
)


@dataclass(frozen=True)
class Expected:
    """One article of a page: what must be found, and first words that its text must hold."""

    title: str | None
    authors: tuple[str, ...] = ()
    published: str | None = None
    opening: str = ""
    credit: str | None = None


@dataclass(frozen=True)
class Page:
    name: str
    html: str
    articles: tuple[Expected, ...]
    absent: tuple[str, ...] = field(default=())


def story(number: int, paragraphs: int = 5) -> list[str]:
    """Paragraphs of about thirty words, different for each number."""
    rows = []
    for row in range(paragraphs):
        first, second = DEEDS[(number + row) % 6], DEEDS[(number * 2 + row + 3) % 6]
        rows.append(
            f"Report {number}.{row}: in {PLACES[(number + row) % 6]} {first}, while on the other bank {second}."
        )
    return rows


def p(number: int, paragraphs: int = 5) -> str:
    return "".join(f"<p>{row}</p>\n" for row in story(number, paragraphs))


def opening(number: int) -> str:
    return f"Report {number}.0: in"


_numbers = count(1)


def take(how_many: int) -> list[int]:
    return list(islice(_numbers, how_many))


def _single() -> list[Page]:
    a, b, c, d, e, f, g, h, i, j, k, m = take(12)
    graph = """{"@context":"https://schema.org","@graph":[{"@type":"WebSite","@id":"https://dessa.example/#site",
    "name":"Dessa Courier"},{"@type":"WebPage","name":"Flour reaches the upper town","datePublished":"2031-02-07T06:00:00+00:00"},
    {"@type":["NewsArticle"],"headline":"Flour reaches the upper town","author":[{"@id":"#p1"},{"@id":"#p2"}],
    "datePublished":"2031-02-07T06:00:00+00:00","dateModified":"2031-02-09T06:00:00+00:00"},
    {"@type":"Person","@id":"#p1","name":"Ilse Brandt"},{"@type":"Person","@id":"#p2","name":"Omar Field"}]}"""
    return [
        Page("wordpress", f"""<!doctype html><html><head><title>Ferry vote put off again – Velm Observer</title>
        <meta property="og:site_name" content="Velm Observer"></head><body class="post-template single">
        <header class="site-header"><a href="/">Velm Observer</a></header>
        <div class="entry"><h1 class="entry-title">Ferry vote put off again</h1>
        <div class="entry-meta"><span class="posted-on"><a href="#"><time class="entry-date published" datetime="2031-03-04T08:00:00+01:00">March 4, 2031</time>
        <time class="updated" datetime="2031-03-06">March 6, 2031</time></a></span>
        <span class="byline">by <span class="author vcard"><a class="url fn n" href="/author/x">Lena Marsh</a></span></span></div>
        <div class="entry-content">{p(a)}<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li>Tweet</li></ul></div>
        <div class="jp-relatedposts"><h3>Related</h3><p><a href="/z">Harbour dues to rise in spring, council told</a></p></div></div></div>
        <div id="comments"><h3>2 thoughts on “Ferry vote put off again”</h3><p>I was there and saw nothing of the kind happen at all, said my neighbour.</p></div>
        </body></html>""", (Expected("Ferry vote put off again", ("Lena Marsh",), "2031-03-04", opening(a)),),
        ("Share this", "Harbour dues to rise", "I was there and saw")),
        Page("graph", f"""<html><head><title>Flour reaches the upper town | Dessa Courier</title>
        <script type="application/ld+json">{graph}</script></head><body><main><h1>Flour reaches the upper town</h1>
        <p class="meta">Ilse Brandt and Omar Field · 7 Feb 2031</p>{p(b)}</main><footer><p>© 2031 Dessa Courier. All rights reserved.</p></footer></body></html>""",
        (Expected("Flour reaches the upper town", ("Ilse Brandt", "Omar Field"), "2031-02-07", opening(b)),), ("All rights reserved",)),
        Page("microdata", f"""<html><head><title>Tamen Post: River over the wall</title></head><body>
        <div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">River over the wall</h1>
        <div itemprop="author" itemscope itemtype="http://schema.org/Person">By <span itemprop="name">Dr. Hanna Okoye</span>,
        <span itemprop="jobTitle">Water Correspondent</span></div><meta itemprop="datePublished" content="2031-05-11">
        <div itemprop="articleBody">{p(c)}</div></div><div class="sidebar"><h3>Most read</h3><ul><li><a href="#">Cows swim to the island in the night</a></li></ul></div></body></html>""",
        (Expected("River over the wall", ("Hanna Okoye",), "2031-05-11", opening(c)),), ("Cows swim",)),
        Page("old table", f"""<HTML><HEAD><TITLE>Dessa Daily -- No ship turned back</TITLE></HEAD><BODY BGCOLOR=white>
        <TABLE WIDTH=700><TR><TD WIDTH=120 VALIGN=top><FONT SIZE=2><A HREF=/>Home</A><BR><A HREF=/w>World</A><BR><A HREF=/s>Sports</A><BR></FONT></TD>
        <TD><FONT SIZE=5><B>No ship turned back</B></FONT><BR><FONT SIZE=2>By JONAS PELL<BR>Dessa Daily Staff Writer<BR>Thursday, June 5, 2031</FONT><P>
        {"<P>".join(story(d))}<P><FONT SIZE=1>Copyright 2031 Dessa Daily</FONT></TD></TR></TABLE></BODY></HTML>""",
        (Expected("No ship turned back", ("Jonas Pell",), "2031-06-05", opening(d)),), ("Copyright 2031", "Sports")),
        Page("amp", f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>Carts cross all night</title>
        <link rel="canonical" href="https://tamen.example/carts"><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle",
        "headline":"Carts cross all night","datePublished":"2031-07-01T22:10:00Z","author":{{"@type":"Person","name":"Rosa Quill, Tamen Wire"}},
        "publisher":{{"@type":"Organization","name":"Tamen Wire"}}}}</script></head><body><amp-sidebar id="s"><ul><li>Front page</li></ul></amp-sidebar>
        <amp-consent><p>We use cookies to make this page better for you.</p></amp-consent>
        <article><header><h1>Carts cross all night</h1></header><amp-img src="x.jpg"></amp-img><p class="caption">The crossing at dusk. (Photo: Tamen Wire)</p>{p(e)}
        <amp-ad><p>Advertisement</p></amp-ad></article></body></html>""",
        (Expected("Carts cross all night", ("Rosa Quill",), "2031-07-01", opening(e)),), ("We use cookies", "Photo: Tamen Wire")),
        Page("affiliations", f"""<html><head><title>What the flood leaves behind</title><meta property="og:type" content="article"></head><body>
        <h1>What the flood leaves behind</h1><div class="authors"><div class="author"><span class="author-name">Prof. Mina Orlov</span>
        <span class="affiliation">Institute of Rivers, Karsa University</span></div><div class="author"><span class="author-name">Teo Hale</span>
        <span class="affiliation">Centre for Peace Studies, Velm</span></div></div><p class="date">Published: 9 August 2031</p>{p(f)}
        <p>Mina Orlov is a professor of hydrology at Karsa University.</p></body></html>""",
        (Expected("What the flood leaves behind", ("Mina Orlov", "Teo Hale"), "2031-08-09", opening(f)),), ("is a professor of hydrology",)),
        Page("byline at foot", f"""<html><head><title>The guard who counts — The Orsk Review</title></head><body><div id="wrap"><div id="top"><h2>The Orsk Review</h2></div>
        <div id="story"><h1>The guard who counts</h1>{p(g)}<p><em>— Ada Novak, Orsk Bridge</em></p><p><small>Published 12.10.2031</small></p></div></div></body></html>""",
        (Expected("The guard who counts", ("Ada Novak",), None, opening(g)),)),
        Page("wire", f"""<html><head><title>Mill wall breaks</title><meta name="author" content="Reuters"><meta name="date" content="2031-09-30"></head><body>
        <h1>Mill wall breaks</h1><div class="content"><p>KARSA, Sept 30 (Reuters) - {story(h)[0]}</p>{p(h)}<p>(Reporting by Ines Harrow; Editing by Tom Vale)</p></div></body></html>""",
        (Expected("Mill wall breaks", (), "2031-09-30", opening(h), "Reuters"),), ("Editing by Tom Vale",)),
        Page("divs with br", f"""<html><head><title>School opens its doors</title></head><body><div class="hd">Velm Letter</div>
        <div class="ttl"><span style="font-size:24px">School opens its doors</span></div><div class="dt">Friday, 14 November 2031 | 09:30 | Written by Tim O'Dell</div>
        <div class="txt">{"<br><br>".join(story(i))}</div><div class="ft">Print | Send to a friend | Comments (0)</div></body></html>""",
        (Expected("School opens its doors", ("Tim O'Dell",), "2031-11-14T09:30", opening(i)),), ("Send to a friend",)),
        Page("hydrated", f"""<html><head><title>Sandbags by night</title><script id="__NEXT_DATA__" type="application/json">{{"props":{{}}}}</script>
        <meta property="article:published_time" content="2031-12-01T05:00:00.000Z"><meta property="article:author" content="https://x.example/people/kay">
        <meta name="parsely-author" content="Kay Lund"></head><body><div id="__next"><div class="css-1x2y"><h1 class="css-abc">Sandbags by night</h1>
        <div class="css-0"><a class="css-77" href="/by/kay-lund">Kay Lund</a></div>{"".join(f'<div class="css-p"><p class="css-q">{row}</p></div><div class="css-ad">Advertisement</div>' for row in story(j))}
        <div class="css-nl"><h4>Get the morning letter</h4><p>Sign up for our newsletter and never miss a story.</p></div></div></div></body></html>""",
        (Expected("Sandbags by night", ("Kay Lund",), "2031-12-01", opening(j)),), ("morning letter", "Advertisement")),
        Page("archive date above", f"""<html><head><title>Print | Quarry families housed</title></head><body><p>Today is 29 March 2034</p>
        <div class="news"><h1>Quarry families housed</h1><p class="info">Date of publication: 25 June 2031 | Story code: 22034</p>{p(k)}</div></body></html>""",
        (Expected("Quarry families housed", (), "2031-06-25", opening(k)),), ("Story code",)),
        Page("original source", f"""<html><head><title>The long wait | Front Mirror</title><meta property="og:site_name" content="Front Mirror"></head><body>
        <h1>The long wait</h1><p>By <a href="#">Samir Dane</a> | Karsa Research | January 8, 2031</p>{p(m)}
        <p>The original source of this article is <a href="#">Karsa Research</a></p><p>Copyright © Samir Dane, Karsa Research, 2031</p></body></html>""",
        (Expected("The long wait", ("Samir Dane",), "2031-01-08", opening(m), "Karsa Research"),), ("original source",)),
    ]  # fmt: skip


def _several() -> list[Page]:
    a, b, c, d, e, f, g, h, i, j, k, m, n, q = take(14)

    def flat(number: int, day: int, by: str) -> str:
        return f'<h2>Story of day {day} from the river</h2><p class="by">By {by}</p><p class="when">{day} May 2031</p>{p(number)}'

    def flat_articles(rows: list[tuple[int, int, str]]) -> tuple[Expected, ...]:
        return tuple(
            Expected(f"Story of day {day} from the river", (by,), f"2031-05-{day:02d}", opening(number))
            for number, day, by in rows
        )

    one = [(a, 3, "Ada Novak"), (b, 4, "Omar Field"), (c, 5, "Kay Lund")]
    posts = [(d, 6, "Lena Marsh"), (e, 7, "Ilse Brandt")]
    old = [(f, 8, "Jonas Pell"), (g, 9, "Rosa Quill")]
    live = [(h, 10, "Teo Hale"), (i, 11, "Ada Novak")]
    return [
        Page("flat headings", f"""<html><head><title>River digest</title></head><body><h1>River digest</h1>{"".join(flat(*one_) for one_ in one)}
        <div class="footer"><p>Contact the desk at the usual address for more about this digest and others.</p></div></body></html>""",
        flat_articles(one), ("Contact the desk",)),
        Page("posts in divs", f"""<html><head><title>Velm Notes</title></head><body><div id="main">
        {"".join(f'<div class="post"><div class="date">May {day}, 2031</div><h3 class="post-title"><a href="/p{day}">Story of day {day} from the river</a></h3><div class="post-body">{p(number)}</div><div class="post-footer">Posted by {by} at 10:00 AM | 3 comments</div></div>' for number, day, by in posts)}
        </div><div id="sidebar"><h2>Archive</h2><ul><li>2030</li></ul></div></body></html>""",
        tuple(Expected(one.title, one.authors, one.published, one.opening) for one in flat_articles(posts)), ("3 comments",)),
        Page("old bold", f"""<html><head><title>Tamen bulletin</title></head><body><table><tr><td>
        {"<hr>".join(f'<p><b>Story of day {day} from the river</b></p><p>By {by}</p><p>{day} May 2031</p>{p(number)}' for number, day, by in old)}
        </td></tr></table></body></html>""", flat_articles(old)),
        Page("live page", f"""<html><head><title>Live: the river</title></head><body><main><h1>Live: the river in May</h1><div class="updates">
        {"".join(f'<section class="update"><header><h2>Story of day {day} from the river</h2><span class="author">{by}</span><time datetime="2031-05-{day:02d}T09:00">09:00</time></header>{p(number)}</section>' for number, day, by in live)}
        </div></main></body></html>""", tuple(Expected(x.title, x.authors, x.published, x.opening) for x in flat_articles(live))),
        Page("scrolled on", f"""<html><head><title>First tale of the mill</title><meta property="og:site_name" content="Dessa Courier"></head><body>
        <div class="story-wrap"><h1>First tale of the mill</h1><div class="byline">By Hanna Okoye</div><div class="stamp">1 June 2031</div><div class="text">{p(j)}</div></div>
        <div class="story-wrap"><h1>Second tale of the mill</h1><div class="byline">By Mina Orlov</div><div class="stamp">2 June 2031</div><div class="text">{p(k)}</div></div></body></html>""",
        (Expected("First tale of the mill", ("Hanna Okoye",), "2031-06-01", opening(j)), Expected("Second tale of the mill", ("Mina Orlov",), "2031-06-02", opening(k)))),
        Page("sections of one", f"""<html><head><title>A year of water</title></head><body><h1>A year of water</h1><p class="byline">By Ada Novak</p><p>1 July 2031</p>
        <h2>The spring rises</h2><p>3 May 2031</p>{p(m)}<h2>The wall breaks</h2><p>5 May 2031</p>{p(n)}</body></html>""",
        (Expected("A year of water", ("Ada Novak",), "2031-07-01", opening(m)),)),
        Page("one with teasers", f"""<html><head><title>One tale and its neighbours</title></head><body><h1>One tale and its neighbours</h1>
        <p class="byline">By Kay Lund</p><p class="date">4 July 2031</p>{p(q)}<div class="cards"><div class="card"><h3><a href="/o">Other tale of the harbour</a></h3><span>By Omar Field</span><span>3 July 2031</span>
        <p>The ferry is late again and nobody knows why it should be so.</p></div><div class="card"><h3><a href="/q">Another tale of the quarry</a></h3><span>By Lena Marsh</span><span>2 July 2031</span>
        <p>The families have moved to the school for the winter.</p></div></div></body></html>""",
        (Expected("One tale and its neighbours", ("Kay Lund",), "2031-07-04", opening(q)),), ("ferry is late again", "moved to the school")),
    ]  # fmt: skip


def pages() -> list[Page]:
    return _single() + _several()
