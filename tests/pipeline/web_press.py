"""A small press on a web server of this machine: feeds and pages in four languages, and hostile ones among them.

The articles were composed for these tests.
"""

from __future__ import annotations

import threading

from reading.press_server import Page, PressServer, bomb, dripping, endless, redirect

OVER = threading.Event()

ENGLISH = (
    "Nvidia takes a stake in Larkspur",
    "Nvidia will invest $2 billion in Larkspur Compute, the companies said on Thursday. Larkspur Compute agreed to lease 100,000 "
    "chips from Nvidia. The data centre is to open next year.",
)
HEBREW = (
    "אורקל ו־OpenAI חתמו",
    "אורקל חתמה על הסכם עם OpenAI. לפי ההסכם תרכוש OpenAI מאורקל שירותי ענן בהיקף של 300 מיליארד דולר. "
    "אנבידיה תשקיע ב־OpenAI 30 מיליארד דולר.",
)
CHINESE = (
    "輝達投資 OpenAI",
    "輝達宣布將投資 OpenAI 三百億美元。OpenAI 將向甲骨文租用資料中心。微軟持有 OpenAI 百分之二十七的股份。",
)
FRENCH = (
    "Mistral achète des puces",
    "La société française Mistral AI a commandé 18 000 puces à Nvidia. Microsoft a investi 15 millions d’euros dans Mistral AI "
    "en février.",
)


def page(article: tuple[str, str], head: str = "", more: str = "") -> str:
    """An article as a page."""
    title, text = article
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>{title}</h1><p>{text}</p>{more}</article></body></html>"
    )


def item(link: str, title: str = "", when: str = "Thu, 06 Nov 2025 10:00:00 +0200") -> str:
    """An entry of a feed."""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{when}</pubDate><description>A teaser.</description></item>"


def feed(*items: str, etag: str) -> Page:
    """An RSS feed."""
    body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'
    return Page(body, "application/rss+xml", etag=etag)


GOOD = ("/en/1.html", "/he/1.html", "/zh/1.html", "/fr/1.html")
BAD = {
    "/private": "not public",
    "/circle": "in a circle",
    "/endless": "larger than 1 MB",
    "/drip": "within 0.6 s",
    "/bomb": "once it is unpacked",
    "/busy": "HTTP 429",
    "/inside/secret": "robots.txt",
    "/gone": "HTTP 404",
    "/script-only": "shows no text",
}


def press() -> PressServer:
    """The server, not running yet: `/feed.xml` links the good and the bad, `/sitemap.xml` the French page, `/bomb.xml` is one."""
    server = PressServer()
    date = '<meta property="article:published_time" content="2025-11-05T09:00:00+02:00">'
    server.pages |= {
        "/robots.txt": Page("User-agent: *\nDisallow: /inside\n", "text/plain"),
        "/en/1.html": Page(page(ENGLISH), etag='"en1"'),
        "/he/1.html": Page(page(HEBREW, date).encode("windows-1255", "replace"), "text/html; charset=utf-8"),  # a wrong charset
        "/zh/1.html": Page(page(CHINESE, '<meta charset="big5">').encode("big5"), "text/html"),
        "/fr/1.html": Page(page(FRENCH).encode("windows-1252"), "text/html; charset=iso-8859-1", modified=LONG_AGO),
        "/private": redirect("http://10.0.0.1/admin"),
        "/circle": redirect("/circle"),
        "/endless": endless,
        "/drip": dripping(OVER),
        "/bomb": bomb,
        "/busy": Page("", status=429, headers={"Retry-After": "3600"}),
        "/script-only": Page("<html><head><script>fill()</script></head><body></body></html>"),
        "/bomb.xml": Page(
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
            "<urlset><url><loc>&b;</loc></url></urlset>",
            "application/xml",
        ),
        "/sitemap.xml": Page(
            f"<urlset><url><loc>{server.url}/fr/1.html</loc><lastmod>2025-11-04</lastmod></url></urlset>",
            "application/xml",
            etag='"map1"',
        ),
    }
    links = [*GOOD[:3], *(path for path in BAD if path != "/script-only"), "/script-only"]
    server.pages["/feed.xml"] = feed(
        *map(item, links), item("file:///etc/passwd"), item(f"http://127.0.0.1:{server.port}/secret"), etag='"feed1"'
    )
    return server


LONG_AGO = "Tue, 04 Nov 2025 08:00:00 GMT"
