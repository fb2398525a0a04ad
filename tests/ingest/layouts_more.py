# ruff: noqa: E501  pages are easier to read as their lines stand
"""More invented pages: other publishing systems, catalogues, agencies, and pages of several articles without elements."""

from __future__ import annotations

from tests.ingest.layouts import Expected, Page, opening, p, story

PAGE = "<!doctype html><html><head>%s</head><body>%s</body></html>"


def page(name: str, html: str, *articles: Expected, absent: tuple[str, ...] = ()) -> Page:
    return Page(name, html, articles, absent)


def pages() -> list[Page]:
    return [
        page("drupal",PAGE % ('<title>Mill wall holds | Orsk Times</title><meta name="dcterms.creator" content="Orsk Times">','<div class="region-content"><h1 class="page-header">Mill wall holds</h1><div class="field field-name-field-author"><div class="field-label">Author:&nbsp;</div><div class="field-items"><div class="field-item"><a href="/a">Nadia Frost</a></div></div></div><div class="field field-name-post-date"><div class="field-item">Tuesday, March 11, 2031 - 14:22</div></div><div class="field field-name-body"><div class="field-item">'+p(60)+'</div></div><ul class="links"><li>Log in to post comments</li></ul></div><div class="block"><h2>Recent comments</h2><p>I do not believe a word of what that man said in his speech.</p></div>'),
         Expected("Mill wall holds", ("Nadia Frost",), "2031-03-11", opening(60)),absent=("do not believe","Log in")),
        page("medium-like",PAGE % ('<title>How the ferry stopped. A long read | by Kay Lund | Velm Notes | Aug, 2031</title><meta property="og:title" content="How the ferry stopped"><meta name="author" content="Kay Lund"><meta property="article:published_time" content="2031-08-19T11:00:00.000Z">','<div><h1>How the ferry stopped</h1><h2>A long read</h2><div><a>Kay Lund</a><span>Follow</span><p>6 min read · Aug 19, 2031</p></div>'+"".join(f'<p class="pw-post">{r}</p>' for r in story(61))+'<div><p>--</p><p>Listen</p><p>Share</p></div><h2>Written by Kay Lund</h2><p>212 Followers. Writes about rivers and those who cross them every day.</p></div>'),
         Expected("How the ferry stopped", ("Kay Lund",), "2031-08-19", opening(61)),absent=("212 Followers","min read")),
        page("joomla",PAGE % ('<title>Guard counts carts</title>','<div class="item-page"><div class="page-header"><h2 itemprop="headline">Guard counts carts</h2></div><dl class="article-info"><dt>Details</dt><dd class="createdby">Written by <span itemprop="name">Igor Sand</span></dd><dd class="category-name">Category: <a>News</a></dd><dd class="published">Published: 17 April 2031</dd><dd class="hits">Hits: 1204</dd></dl><div itemprop="articleBody">'+p(62)+'</div><ul class="pager"><li><a>Prev</a></li><li><a>Next</a></li></ul></div>'),
         Expected("Guard counts carts", ("Igor Sand",), "2031-04-17", opening(62)),absent=("Hits","Category")),
        page("opinion standfirst",PAGE % ('<title>Opinion: Let them cross - Karsa Herald</title><meta property="og:site_name" content="Karsa Herald">','<main><p class="kicker">Opinion</p><h1>Let them cross</h1><p class="standfirst">The guard has waited long enough, writes Vera Holm</p><p class="dateline">Sat 3 May 2031 07.00 BST</p>'+p(63)+'<ul><li>Vera Holm is a lawyer in Karsa</li></ul></main>'),
         Expected("Let them cross", ("Vera Holm",), "2031-05-03", opening(63))),
        page("three authors with orgs",PAGE % ('<title>Counting the carts</title>','<h1>Counting the carts</h1><p class="byline">By Ada Novak in Karsa, Tim O\'Dell in Velm and Omar Field in Dessa</p><p>Published 2 September 2031, 18:05 GMT · Updated 3 September 2031, 06:12 GMT</p>'+p(64)),
         Expected("Counting the carts", ("Ada Novak","Tim O'Dell","Omar Field"), "2031-09-02T18:05", opening(64))),
        page("figure captions",PAGE % ('<title>Sandbags</title><meta name="DC.date.issued" content="2031-10-10"><meta name="citation_author" content="Holm, Vera">','<article><h1>Sandbags against the river</h1>'+"".join(f'<p>{r}</p><figure><img src=a><figcaption>A man with a sack. Photograph: Kay Lund/Velm Wire</figcaption></figure>' for r in story(65))+'</article>'),
         Expected("Sandbags against the river", ("Vera Holm",), "2031-10-10", opening(65)),absent=("Photograph",)),
        page("og title site prefix",PAGE % ('<title>Karsa Herald: Teachers open school</title><meta property="og:title" content="Teachers open school"><meta property="article:published_time" content="2031-01-02"><meta property="article:modified_time" content="2031-02-02">','<div class="logo"><h1>Karsa Herald</h1></div><div class="story"><h2>Teachers open school</h2><div class="author-info">Our correspondent Mina Orlov reports from Tamen</div>'+p(66)+'</div>'),
         Expected("Teachers open school", (), "2031-01-02", opening(66))),
        page("rt-like",PAGE % ('<title>Lorries stopped again — DT World News</title>','<div class="article"><h1 class="article__heading">Lorries stopped again</h1><div class="article__summary">Two lorries were held at the crossing, officials have said</div><span class="date date_article-header">14 Jun, 2031 12:41</span><div class="article__text">'+p(67)+'<div class="read-more"><p class="read-more__title"><a href=x>READ MORE: Harbour workers march in Dessa again</a></p></div><p>You can share this story on social media:</p></div></div>'),
         Expected("Lorries stopped again", (), "2031-06-14T12:41", opening(67)),absent=("READ MORE","You can share")),
        page("agency page",PAGE % ('<title>Council puts off vote - Velm News Agency</title>','<div id="news"><div class="time">09:12, 30 November, 2031</div><h1>Council puts off vote</h1><p>KARSA, November 30. /VNA/. '+story(68)[0]+'</p>'+p(68)+'<div class="tags">Tags: <a>Council</a>, <a>Vote</a></div></div>'),
         Expected("Council puts off vote", (), "2031-11-30", opening(68), "VNA"),absent=("Tags",)),
        page("paywall",PAGE % ('<title>Ships wait in Dessa</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ships wait in Dessa","author":["Ada Novak","Rosa Quill"],"datePublished":"2031-03-03","isAccessibleForFree":false}</script>','<h1>Ships wait in Dessa</h1>'+p(69)+'<div class="paywall"><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in to read the rest of what we have to say.</p></div>'),
         Expected("Ships wait in Dessa", ("Ada Novak","Rosa Quill"), "2031-03-03", opening(69)),absent=("Already a subscriber",)),
        page("forum quote",PAGE % ('<title>Letters: the ferry</title>','<h1>Letters: the ferry</h1><div class="letter">'+p(70)+'<p class="sig">Jonas Pell<br>Upper Town, Karsa</p></div>'),
         Expected("Letters: the ferry", (), None, opening(70))),
        page("two h1 in columns",PAGE % ('<title>Bulletin</title>','<table><tr>'+"".join(f'<td><h1>Column {n} of the bulletin</h1><p>By {a}, {d} July 2031</p>{p(n)}</td>' for n,a,d in ((71,"Ada Novak",1),(72,"Omar Field",2)))+'</tr></table>'),
         Expected("Column 71 of the bulletin", ("Ada Novak",), "2031-07-01", opening(71)),Expected("Column 72 of the bulletin", ("Omar Field",), "2031-07-02", opening(72))),
        page("dl posts",PAGE % ('<title>News of the week</title>','<h1>News of the week</h1>'+"".join(f'<hr><p class=d>{d}.11.2031</p><h3>Item {n} of the week</h3>{p(n)}<p class=s>Source: Velm Wire</p>' for n,d in ((73,21),(74,22),(75,23)))),
         Expected("Item 73 of the week", (), "2031-11-21", opening(73), "Velm Wire"),Expected("Item 74 of the week", (), "2031-11-22", opening(74), "Velm Wire"),Expected("Item 75 of the week", (), "2031-11-23", opening(75), "Velm Wire")),
    ]  # fmt: skip
