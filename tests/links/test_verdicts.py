"""Every behaviour of a server, and what the link check makes of it."""

from __future__ import annotations

import pytest
from server import BOMB, PAGE, TEXT, Reply, Server, page, redirect

from qa.links.run import check_links

HEADERS = b"HTTP/1.1 200 OK\r\n"

ROUTES = {
    "/": page("Front page"),
    "/fine": page("Asthma"),
    "/new": page("Asthma, newer"),
    "/gone": Reply(410),
    "/error": Reply(500),
    "/forbidden": Reply(403),
    "/login": Reply(401),
    "/strange": Reply(999),
    "/precondition": Reply(412),
    "/law": Reply(451),
    "/teapot": Reply(418),
    "/plan.pdf": Reply(headers={"Content-Type": "application/pdf"}),
    "/no-head.pdf": Reply(headers={"Content-Type": "application/pdf"}, head=405),
    "/lying-head.pdf": Reply(headers={"Content-Type": "application/pdf"}, head=404),
    "/moved": redirect("/new"),
    "/moved-308": redirect("/new", 308),
    "/moved-far": redirect("/moved"),
    "/moved-then-found": redirect("/found"),
    "/found": redirect("/new", 302),
    "/slash": redirect("/slash/"),
    "/slash/": page("Asthma"),
    "/moved-to-gone": redirect("/gone"),
    "/deep/page": redirect("/", 302),
    "/deep/error": redirect("/errors/404.html", 302),
    "/errors/404.html": page("Sorry"),
    "/to-login": redirect("/sign-in?next=/to-login"),
    "/sign-in": page("Sign in"),
    "/loop": redirect("/loop2"),
    "/loop2": redirect("/loop"),
    "/self": redirect("/self"),
    **{f"/chain{n}": redirect(f"/chain{n + 1}", 302) for n in range(12)},
    **{f"/short{n}": redirect(f"/short{n + 1}", 302) for n in range(9)},
    "/short9": page("Asthma"),
    "/to-file": redirect("file:///etc/passwd"),
    "/to-script": redirect("javascript:alert(1)"),
    "/to-metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "/to-private": redirect("http://10.0.0.1/"),
    "/to-mapped": redirect("http://[::ffff:10.0.0.1]/"),
    "/to-number": redirect("http://2852039166/"),
    "/nowhere": redirect("http://[broken/"),
    "/no-location": Reply(302, b""),
    "/soft-title": page("Page not found | Lung Friends"),
    "/soft-404-title": page("404 - Lung Friends"),
    "/soft-words": Reply(body=b"<title>Lung Friends</title><p>Sorry, the page you requested could not be found."),
    "/talks-of-404": page("Asthma", TEXT + "Your doctor may have not found the page in your notes. Error 404."),
    "/challenge": page("Just a moment...", "Checking your browser", status=503),
    "/challenge-ok": page("Lung Friends", "Please verify you are human."),
    "/challenge-header": Reply(403, headers={"cf-mitigated": "challenge"}),
    "/mentions-captcha": page("Asthma", TEXT + "verify you are human"),
    "/here": page("Asthma", f'<h2 id="plan">Plan</h2><a name="old">x</a>{TEXT}'),
    "/slow-head": Reply(hang=3),
    "/slow-body": Reply(drip=0.05),
    "/endless": Reply(endless=b"asthma " * 10_000),
    "/endless-headers": Reply(raw=HEADERS + b"".join(b"X-%d: 1\r\n" % n for n in range(100_000))),
    "/long-header": Reply(raw=HEADERS + b"X: " + b"1" * 2_000_000 + b"\r\n\r\n"),
    "/bomb": Reply(body=BOMB, headers={"Content-Encoding": "gzip"}),
    "/bad-gzip": Reply(body=b"not gzip at all", headers={"Content-Encoding": "gzip"}),
    "/unasked-encoding": Reply(body=b"\x8b\x02", headers={"Content-Encoding": "br"}),
    "/closed": Reply(raw=b""),
    "/garbage": Reply(raw=b"\x00\x01\x02 nonsense\r\n\r\n"),
    "/bad-headers": Reply(raw=HEADERS + b"no colon here\r\n\r\n"),
    "/half": Reply(raw=HEADERS + b"Content-Type: text/html\r\nContent-Length: 5000\r\n\r\n<title>Asthma</title>"),
    "/cookies": Reply(headers={"Set-Cookie": "a=1"}),
}


@pytest.fixture(scope="module")
def server():
    with Server(ROUTES) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "kind", "reason"),
    [
        ("/fine", "ok", ""),
        ("/plan.pdf", "ok", ""),
        ("/no-head.pdf", "ok", ""),
        ("/lying-head.pdf", "ok", ""),
        ("/missing", "broken", "gone"),
        ("/missing.pdf", "broken", "gone"),
        ("/gone", "broken", "gone"),
        ("/moved-to-gone", "broken", "gone"),
        ("/loop", "broken", "redirect-loop"),
        ("/self", "broken", "redirect-loop"),
        ("/chain0", "broken", "too-many-redirects"),
        ("/short0", "ok", ""),
        ("/to-file", "broken", "redirect-scheme"),
        ("/to-script", "broken", "redirect-scheme"),
        ("/nowhere", "broken", "bad-address"),
        ("/soft-title", "soft-404", "wording"),
        ("/soft-404-title", "soft-404", "wording"),
        ("/soft-words", "soft-404", "wording"),
        ("/talks-of-404", "ok", ""),
        ("/deep/page", "soft-404", "home"),
        ("/deep/error", "soft-404", "error-page"),
        ("/forbidden", "blocked", "robots"),
        ("/login", "blocked", "robots"),
        ("/strange", "blocked", "robots"),
        ("/precondition", "blocked", "robots"),
        ("/law", "blocked", "robots"),
        ("/challenge", "blocked", "challenge"),
        ("/challenge-ok", "blocked", "challenge"),
        ("/challenge-header", "blocked", "challenge"),
        ("/mentions-captcha", "ok", ""),
        ("/to-metadata", "blocked", "private"),
        ("/to-private", "blocked", "private"),
        ("/to-mapped", "blocked", "private"),
        ("/error", "unknown", "server"),
        ("/teapot", "unknown", "status"),
        ("/no-location", "unknown", "status"),
        ("/slow-head", "unknown", "timeout"),
        ("/closed", "unknown", "closed"),
        ("/garbage", "unknown", "bad-response"),
        ("/bad-headers", "unknown", "bad-response"),
        ("/endless-headers", "unknown", "bad-response"),
        ("/long-header", "unknown", "bad-response"),
        ("/slow-body", "ok", ""),
        ("/endless", "ok", ""),
        ("/half", "ok", ""),
        ("/bomb", "ok", ""),
        ("/bad-gzip", "ok", ""),
        ("/unasked-encoding", "ok", ""),
        ("/moved", "moved", "moved"),
        ("/moved-308", "moved", "moved"),
        ("/moved-far", "moved", "moved"),
        ("/moved-then-found", "moved", "moved"),
        ("/found", "ok", ""),
        ("/slash", "ok", ""),
        ("/to-login", "ok", ""),
        ("/here#plan", "ok", ""),
        ("/here#old", "ok", ""),
        ("/here#top", "ok", ""),
        ("/here#gone", "fragment", "fragment"),
        ("/endless#gone", "ok", ""),
        ("/plan.pdf#page=3", "ok", ""),
    ],
)
def test_a_behaviour_has_its_verdict(server, quick, tmp_path, path, kind, reason):
    url = server.url(path)
    verdict = check_links([url], quick(), tmp_path / "store.sqlite")[url]
    assert (verdict["kind"], verdict["reason"]) == (kind, reason)


def test_a_host_written_as_a_number_is_never_asked(server, quick, tmp_path):
    url = server.url("/to-number")
    assert check_links([url], quick(), tmp_path / "s")[url]["kind"] in ("broken", "blocked")


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("/moved", "/new"),
        ("/moved-far", "/new"),
        ("/moved-then-found", "/found"),
        ("/moved#plan", "/new#plan"),
    ],
)
def test_a_moved_page_has_its_new_address(quick, tmp_path, path, new):
    page_of_plan = {**ROUTES, "/new": page("Asthma", '<i id="plan">x</i>')}
    with Server(page_of_plan) as own:
        url = own.url(path)
        verdict = check_links([url], quick(), tmp_path / "s")[url]
        assert verdict["address"] == own.url(new)


def test_no_such_host_is_broken_where_others_are_found(server, quick, tmp_path):
    import socket

    def resolve(host, _port):
        if host == "gone.example":
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        if host == "later.example":
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return ["127.0.0.1"]

    port = server.port
    urls = [f"http://{host}:{port}/fine" for host in ("gone.example", "later.example", "here.example")]
    verdicts = check_links(urls, quick(resolve=resolve), tmp_path / "s")
    assert [verdicts[url]["reason"] for url in urls] == ["no-host", "lookup", ""]
    assert verdicts[urls[0]]["kind"] == "broken"


def test_many_hosts_that_are_gone_are_broken_where_one_was_found(server, quick, tmp_path):
    import socket

    def resolve(host, _port):
        if host.startswith("gone"):
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return ["127.0.0.1"]

    urls = [f"http://{name}.example:{server.port}/fine" for name in ("a-here", "gone1", "gone2", "gone3", "gone4")]
    verdicts = check_links(urls, quick(resolve=resolve, concurrency=1), tmp_path / "another")
    assert [verdicts[url]["reason"] for url in urls] == ["", *["no-host"] * 4]


def test_without_a_network_nothing_is_called_broken(quick, tmp_path):
    import socket

    def resolve(_host, _port):
        raise socket.gaierror(socket.EAI_NONAME, "no network")

    urls = [f"https://site{n}.example/" for n in range(5)]
    verdicts = check_links(urls, quick(resolve=resolve), tmp_path / "s")
    assert {verdict["reason"] for verdict in verdicts.values()} == {"offline"}


def test_a_refused_connection_is_broken(quick, tmp_path):
    with Server({}) as closed:
        url = closed.url("/")
    verdict = check_links([url], quick(), tmp_path / "s")[url]
    assert (verdict["kind"], verdict["reason"]) == ("broken", "refused")


def test_loopback_is_refused_by_default(server, quick, tmp_path):
    urls = [server.url("/fine"), f"http://[::1]:{server.port}/", f"http://localhost:{server.port}/fine"]
    verdicts = check_links(urls, quick(allow_networks=()), tmp_path / "s")
    assert {verdict["reason"] for verdict in verdicts.values()} == {"private"}


def test_a_name_that_leads_into_a_private_network_is_refused(server, quick, tmp_path):
    before = server.count("/fine")
    url = f"http://rebound.example:{server.port}/fine"

    def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    verdict = check_links([url], quick(allow_networks=(), resolve=resolve), tmp_path / "s")[url]
    assert verdict["reason"] == "private"
    assert server.count("/fine") == before


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(server, quick, tmp_path):
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    urls = [f"http://twice.example:{server.port}{path}" for path in ("/fine", "/new", "/moved")]
    verdicts = check_links(urls, quick(resolve=resolve, per_host=1), tmp_path / "s")
    assert len(asked) == 1
    assert all(verdict["kind"] in ("ok", "moved") for verdict in verdicts.values())


def test_no_credentials_and_no_cookies_are_sent(server, quick, tmp_path):
    server.headers.clear()
    url = f"http://user:secret@127.0.0.1:{server.port}/cookies"
    check_links([url], quick(contact="editors@example.org"), tmp_path / "s")
    check_links([server.url("/cookies?2")], quick(contact="editors@example.org"), tmp_path / "s")
    sent = "\n".join(server.headers).lower()
    assert "authorization" not in sent
    assert "cookie:" not in sent
    assert "editors@example.org" in sent


def test_what_is_not_a_web_address_has_no_verdict(quick, tmp_path):
    targets = ["mailto:a@example.org", "tel:000", "asthma.md", "#plan", "ftp://example.org/", "{{ base }}/x", "http://"]
    assert check_links(targets, quick(), tmp_path / "s") == {}


def test_a_page_in_another_character_set_is_read(quick, tmp_path):
    text = PAGE.format(title="Page not found – Süd", text=TEXT).encode("latin-1", "replace")
    with Server({"/latin": Reply(body=text, headers={"Content-Type": "text/html; charset=latin-1"})}) as own:
        verdict = check_links([own.url("/latin")], quick(), tmp_path / "s")[own.url("/latin")]
    assert verdict["kind"] == "soft-404"


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/"],
)
def test_a_redirect_into_a_private_network_is_not_followed(quick, tmp_path, target):
    with Server({"/": redirect(target)}) as own:
        verdict = check_links([own.url("/")], quick(), tmp_path / "s")[own.url("/")]
        assert (verdict["kind"], verdict["reason"]) == ("blocked", "private")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://127.0.0.1/", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_not_followed(quick, tmp_path, target):
    with Server({"/": redirect(target)}) as own:
        assert check_links([own.url("/")], quick(), tmp_path / "s")[own.url("/")]["kind"] != "ok"
        assert own.count("/") <= 3
