"""Crawls of a real server: what is fetched, how politely, and what becomes of it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from server import TEXT, Reply, Server, redirect

from qa.crawl.settings import CrawlSettings
from qa.crawl.site import CrawlError, crawled, last_round
from qa.crawl.store import CrawlStore
from qa.crawl.webpages import WebPages
from qa.links.results import stored_verdicts

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'


def page(*links, title="Asthma", head="", text=TEXT, **rest):
    anchors = " ".join(link if link.startswith("<") else f'<a href="{link}">x</a>' for link in links)
    html = HEAD.format(title=title, head=head) + f"<body><h1>{title}</h1><p>{text}</p>{anchors}</body></html>"
    return Reply(body=html.encode(), **rest)


def robots(text, status=200):
    return Reply(status, text.encode(), {"Content-Type": "text/plain"})


def xml(text, content_type="application/xml"):
    return Reply(body=text if isinstance(text, bytes) else text.encode(), headers={"Content-Type": content_type})


def urlset(*addresses):
    rows = "".join(f"<url><loc>{address}</loc><lastmod>2026-01-01</lastmod></url>" for address in addresses)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'


@pytest.fixture
def crawl(quick, tmp_path):
    """Crawls from starts; gives the paths of the pages and the whole outcome."""

    def run(server, *starts, limits=None, **changes):
        found = crawled(
            [start if Path(start).is_file() else server.url(start) for start in starts],
            quick(**{"timeout": 20.0, "body_timeout": 20.0, **changes}),  # no page here is slow but on a busy machine
            limits or CrawlSettings(),
            tmp_path / "site.sqlite",
            tmp_path / "links.sqlite",
            lambda _done, _known: None,
        )
        root = server.url("")
        with CrawlStore(tmp_path / "site.sqlite", only_read=True) as store:
            pages = [address.removeprefix(root) for address in store.addresses()]
        assert len(pages) == found.pages
        return set(pages), found

    return run


def test_follows_links_below_the_start_and_nowhere_else(crawl):
    routes = {
        "/health/": page(
            "a.html", "/health/b/", "/news/", "../about", "http://127.0.0.2:1/", "mailto:x@y.z", "#top", "a.html#x"
        ),
        "/health/a.html": page("deep/c.html?utm=1", "picture.jpg", "leaflet.pdf", "deep/c.html"),
        "/health/b/": page("/health/"),
        "/health/deep/c.html": page(),
        "/news/": page(),
        "/about": page(),
    }
    with Server(routes) as server:
        pages, found = crawl(server, "/health/")
        assert pages == {"/health/", "/health/a.html", "/health/b/", "/health/deep/c.html"}
        assert (found.unread, found.refused, found.left) == (0, 0, 0)
        assert {path for _, path in server.asked} == {*pages, "/robots.txt"}
        # The start is asked once to learn where it leads, then fetched like every page.
        assert all(server.count(path) == 1 for path in pages - {"/health/"})
        assert "(content audit)" in server.headers[0]


def test_robots_txt_is_obeyed_and_asked_once(crawl):
    rules = "User-agent: *\nDisallow: /private/\nAllow: /private/open\nUser-agent: qa-health\nDisallow: /*.php$\nDisallow: /private/\n"
    routes = {
        "/": page("/private/a", "/b.php", "/c"),
        "/private/a": page(),
        "/b.php": page(),
        "/c": page(),
        "/robots.txt": robots(rules),
    }
    with Server(routes) as server:
        pages, found = crawl(server, "/")
        assert pages == {"/", "/c"}
        assert found.refused == 2
        assert server.count("/robots.txt") == 1
        assert server.count("/private/a") == 0


@pytest.mark.parametrize(
    ("reply", "words"),
    [(robots("User-agent: *\nDisallow: /\n"), "keeps robots out"), (Reply(503), "robots.txt cannot be read")],
)
def test_nothing_is_fetched_where_robots_may_not(crawl, reply, words):
    with Server({"/": page(), "/robots.txt": reply}) as server:
        with pytest.raises(CrawlError, match=words):
            crawl(server, "/")
        assert server.count("/") == 0


def test_links_and_pages_that_say_nofollow_are_not_followed(crawl):
    routes = {
        "/": page('<a rel="nofollow" href="/a">x</a>', "/b"),
        "/a": page(),
        "/b": page("/c", head='<meta name="robots" content="noindex, nofollow">'),
        "/c": page(),
    }
    with Server(routes) as server:
        assert crawl(server, "/")[0] == {"/", "/b"}


def test_crawl_delay_and_places_at_a_host(crawl):
    routes = {f"/{number}": page(hang=0.02) for number in range(12)}
    routes["/"] = page(*routes)
    with Server(routes) as server:
        assert len(crawl(server, "/", per_host=3)[0]) == 13
        assert server.most_at_once <= 3
    with Server({**routes, "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.05\n")}) as server:
        crawl(server, "/", per_host=3)
        assert server.most_at_once == 1


def test_depth_and_number_of_pages_are_limited(crawl):
    routes = {f"/{number}": page(f"/{number + 1}") for number in range(9)}
    with Server(routes) as server:
        pages, found = crawl(server, "/0", limits=CrawlSettings(depth=3, include=("*/0", "*/?")))
        assert pages == {"/0"}  # a start without a closing slash is a page of its own: nothing lies below it
    routes = {f"/d/{number}": page(f"/d/{number + 1}") for number in range(9)} | {"/d/": page("/d/0")}
    with Server(routes) as server:
        pages, found = crawl(server, "/d/", limits=CrawlSettings(depth=3))
        assert pages == {"/d/", "/d/0", "/d/1", "/d/2"}
        assert found.left == 1
        pages, found = crawl(server, "/d/", limits=CrawlSettings(pages=2))
        assert len(pages) == 2


def test_include_exclude_and_queries(crawl):
    routes = {
        "/": page("/a/1", "/b/1", "/a/2?page=2", "/a/no"),
        **dict.fromkeys(("/a/1", "/b/1", "/a/2", "/a/no"), page()),
    }
    with Server(routes) as server:
        chosen = CrawlSettings(include=("*/", "*/a/*"), exclude=("*/no",), queries=True)
        assert crawl(server, "/", limits=chosen)[0] == {"/", "/a/1", "/a/2?page=2"}


def test_redirects_are_followed_each_under_the_same_rules(crawl):
    routes = {
        "/": page("/old", "/away", "/loop", "/private"),
        "/old": redirect("/new"),
        "/new": page(),
        "/away": redirect("http://169.254.169.254/latest/"),
        "/loop": redirect("/loop"),
        "/private": redirect("/secret"),
        "/secret": page(),
        "/robots.txt": robots("User-agent: *\nDisallow: /secret\n"),
    }
    with Server(routes) as server:
        pages, found = crawl(server, "/")
        assert pages == {"/", "/new"}
        assert found.refused == 1
        assert server.count("/secret") == 0


def test_a_start_that_moved_is_where_it_moved_to(crawl):
    with Server({"/": redirect("/en/"), "/en/": page("a", "/de/"), "/en/a": page(), "/de/": page()}) as server:
        assert crawl(server, "/")[0] >= {"/en/", "/en/a"}


def test_copies_and_other_spellings_are_one_page(crawl):
    canonical = '<link rel="canonical" href="/a">'
    routes = {
        "/": page("/a", "/print/a", "/index.html", "/b", "/b/"),
        "/index.html": page("/a", "/print/a", "/index.html", "/b", "/b/"),
        "/a": page(head=canonical),
        "/print/a": page(head=canonical, title="Print"),
        "/b": page(title="B"),
        "/b/": page(title="B"),
    }
    with Server(routes) as server:
        assert crawl(server, "/")[0] == {"/", "/a", "/b"}


def test_what_is_no_page_is_left_out_and_what_fails_is_told(crawl):
    routes = {
        "/": page("/feed", "/gone", "/down", "/soft", "/short", "/data", "/huge"),
        "/feed": xml("<rss/>"),
        "/down": Reply(500),
        "/soft": page(title="Page not found"),
        "/data": Reply(body=b"{}", headers={"Content-Type": "application/json"}),
        "/huge": page(text="x " * 2_200_000),
    }
    with Server(routes) as server:
        pages, found = crawl(server, "/")
        assert pages == {"/"}
        reasons = {address.removeprefix(server.url("")): reason for address, reason in found.reasons}
        assert set(reasons) == {"/gone", "/down", "/soft", "/short", "/huge"}
        assert reasons["/down"] == "HTTP 500"
        assert "not found" in reasons["/soft"]
        assert "larger than" in reasons["/huge"]


def test_private_networks_are_refused(crawl):
    with Server({"/": page()}) as server, pytest.raises(CrawlError, match=r"private network.*allow_private"):
        crawl(server, "/", allow_networks=())


def test_an_unchanged_page_is_not_sent_again(crawl):
    first = page("/a", headers={"ETag": '"1"'})
    routes = {"/": [first, first, first, Reply(304, b"")], "/a": [page(), page(title="Croup")]}
    with Server(routes) as server:
        assert crawl(server, "/")[0] == {"/", "/a"}
        assert crawl(server, "/")[0] == {"/", "/a"}
        assert sum('If-None-Match: "1"' in head for head in server.headers) == 1


def test_a_page_that_is_gone_is_dropped_and_one_that_is_down_stays(crawl, tmp_path):
    routes = {"/": page("/gone", "/down"), "/gone": [page(), Reply(404)], "/down": [page(title="Croup"), Reply(500)]}
    with Server(routes) as server:
        assert crawl(server, "/")[0] == {"/", "/gone", "/down"}
        pages, found = crawl(server, "/")
        assert pages == {"/", "/down"}
        assert found.unread == 2
        assert "Croup" in WebPages(str(tmp_path / "site.sqlite")).source(server.url("/down")).text
        assert last_round([server.url("/")], tmp_path / "site.sqlite") == found
        assert last_round([server.url("/x")], tmp_path / "site.sqlite") is None


def test_pages_read_are_known_to_the_link_check(crawl, quick, tmp_path):
    with Server({"/": page("/a"), "/a": page()}) as server:
        crawl(server, "/")
        urls = [server.url("/"), server.url("/a")]
        verdicts = stored_verdicts(urls, quick(), tmp_path / "links.sqlite")
        assert [verdicts[url]["kind"] for url in urls] == ["ok", "ok"]


def test_character_sets(crawl, tmp_path):
    latin = "<!doctype html><title>Café</title><meta charset=iso-8859-1><p>Café “quoted”".encode("windows-1252")
    routes = {
        "/": page("/latin", "/header", "/bad"),
        "/latin": Reply(body=latin, headers={"Content-Type": "text/html"}),
        "/header": Reply(body="<p>Café".encode("utf-16-le"), headers={"Content-Type": "text/html; charset=utf-16le"}),
        "/bad": Reply(body=b"<p>Caf\xe9", headers={"Content-Type": "text/html"}),
    }
    with Server(routes) as server:
        crawl(server, "/")
        pages = WebPages(str(tmp_path / "site.sqlite"))
        assert "Café “quoted”" in pages.source(server.url("/latin")).text
        assert pages.source(server.url("/header")).text == "<p>Café"
        assert pages.source(server.url("/bad")).text == "<p>Café"


def test_sitemaps_name_the_pages(crawl):
    routes = {"/a": page("/not-listed"), "/b?id=1": page(), "/b": page(), "/not-listed": page(), "/c": page()}
    with Server(routes) as server:
        far = "http://127.0.0.9:9/x"
        index = (
            "<sitemapindex>"
            + "".join(
                f"<sitemap><loc>{server.url(name)}</loc></sitemap>"
                for name in ("/one.xml", "/two.xml.gz", "/lost.xml", "/index.xml")
            )
            + "</sitemapindex>"
        )
        server.routes["/index.xml"] = xml(index)
        server.routes["/one.xml"] = xml(urlset(server.url("/a"), server.url("/b?id=1"), far))
        packed = gzip.compress(urlset(server.url("/c"), server.url("/a#x")).encode())
        server.routes["/two.xml.gz"] = xml(packed, "application/gzip")
        pages, found = crawl(server, "/index.xml")
        assert pages == {"/a", "/b?id=1", "/c"}
        assert found.reasons == ((server.url("/lost.xml"), "HTTP 404"),)
        assert server.count("/not-listed") == 0


def test_a_sitemap_on_disk(crawl, tmp_path):
    with Server({"/a": page(), "/b": page()}) as server:
        (tmp_path / "map.xml").write_text(urlset(server.url("/a"), server.url("/b")), encoding="utf-8")
        assert crawl(server, str(tmp_path / "map.xml"))[0] == {"/a", "/b"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss/>", "no sitemap: its first element is “rss”"),
        ("not xml", "no XML"),
        (urlset(), "lists no page"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>', "declares entities"),
        (gzip.compress(b" " * 60_000_000), "larger than 50 MB"),
        (b"\x1f\x8bbroken", "cannot be unpacked"),
    ],
)
def test_what_is_no_sitemap_is_refused_in_one_line(crawl, text, words):
    with Server({"/map.xml": xml(text)}) as server, pytest.raises(CrawlError) as caught:
        crawl(server, "/map.xml")
    assert words in caught.value.reason
    assert "\n" not in caught.value.reason


def test_a_start_that_is_no_page_is_refused(crawl):
    with Server({"/x": Reply(body=b"{}", headers={"Content-Type": "application/json"})}) as server:
        with pytest.raises(CrawlError, match="is no web page but application/json"):
            crawl(server, "/x")
        with pytest.raises(CrawlError, match="HTTP 404"):
            crawl(server, "/absent")
