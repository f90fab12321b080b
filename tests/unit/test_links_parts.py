"""The parts of the link check that need no server."""

from __future__ import annotations

import asyncio
import gzip
import random
import zlib

import pytest

from qa.links.answer import Answer
from qa.links.body import read_page
from qa.links.classify import judged, missing_fragments
from qa.links.guard import is_public
from qa.links.headers import seconds_to_wait
from qa.links.hosts import Hosts
from qa.links.pages import Page
from qa.links.progress import Progress
from qa.links.second_look import pause_before_next
from qa.links.settings import Settings
from qa.links.signs import is_home, not_found_message
from qa.links.store import spread
from qa.links.targets import asked_of, parse
from qa.links.verdict import Verdict


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "168.63.129.16",
        "0.0.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254",
        "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "192.0.2.1", "198.18.0.1", "not an address",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "104.16.0.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_a_public_address_may_be_asked(address):
    assert is_public(address)


@pytest.mark.parametrize(
    ("target", "address", "fragment"),
    [
        ("https://example.org", "https://example.org/", ""),
        (" HTTPS://Example.ORG:443/a b?c=d#e%20f ", "https://example.org/a b?c=d", "e f"),
        ("//example.org/a#top", "https://example.org/a", ""),
        ("http://user:pass@example.org:8080/", "http://example.org:8080/", ""),
        ("https://example.org/#!/route", "https://example.org/", ""),
        ("https://example.org/a#:~:text=asthma", "https://example.org/a", ""),
        ("http://[::1]:80/", "http://[::1]/", ""),
    ],
)
def test_a_target_is_asked_without_user_and_fragment(target, address, fragment):
    parsed = parse(target)
    assert parsed is not None
    assert (parsed.address, parsed.fragment) == (address, fragment)


@pytest.mark.parametrize(
    "target", ["", "mailto:a@b.org", "a.md", "http://", "http://[x", "http://a:99999/", "https://{{x}}/"]
)
def test_what_cannot_be_asked_is_left_out(target):
    assert list(asked_of([target])) == []


@pytest.mark.parametrize(
    "said",
    [
        "Page not found", "404", "404 Not Found", "Error 404", "404 - Lung Friends", "Lung Friends | 404", "Not found",
        "Sorry, we can't find that page", "The page you requested could not be found",
        "The page you are looking for no longer exists", "This page doesn't exist", "This page has been removed",
        "File not found", "The requested URL was not found on this server", "Oops! That page can’t be found.",
        "We couldn't find the page", "This webpage is missing", "This web page is no longer available", "HTTP 404",
    ],
)  # fmt: skip
def test_a_page_that_says_it_is_gone_is_believed(said):
    for body in (f"<title>{said}</title>", f"<title>Lung Friends</title><h1 class=x>{said}</h1>", f"<p>{said}</p>"):
        assert not_found_message(Page(body.encode(), "text/html"))


@pytest.mark.parametrize(
    "said",
    [
        "Asthma", "Missing periods", "Heart not pumping well", "Item 404: adult vaccines", "Lost and found: memory aids",
        "Cause not found? Living with unexplained pain", "No longer available: older insulins", "What is a web page?",
        "Signs that a medicine is not working", "404 mg tablets", "Finding the page for you",
        "Removed from the market: what it means", "Missing teeth (hypodontia)", "Gene not found in most people",
    ],
)  # fmt: skip
def test_a_title_that_only_sounds_like_it_is_not(said):
    assert not not_found_message(Page(f"<title>{said}</title><h1>{said}</h1>".encode(), "text/html"))


def test_a_short_page_may_say_that_a_script_is_missing():
    for said in ("This content is not available in your browser.", "The site is unavailable without scripts."):
        assert not not_found_message(Page(f"<title>Lung Friends</title><p>{said}</p>".encode(), "text/html"))


@pytest.mark.parametrize(("url", "home"), [
    ("https://a.org/", True), ("https://a.org", True), ("https://a.org/index.html", True), ("https://a.org/en/", True),
    ("https://a.org/home", True), ("https://a.org/en/home.aspx", True), ("https://a.org/homepage", True), ("https://a.org/en-au", True), ("https://a.org/asthma", False),
    ("https://a.org/?p=3", False), ("https://a.org/index/asthma", False),
])  # fmt: skip
def test_a_front_page_is_known_by_its_address(url, home):
    assert is_home(url) is home


def test_the_front_page_itself_may_redirect_to_the_front_page():
    answer = Answer("https://a.org/en/", 200, hops=((302, "https://a.org/en/"),))
    assert judged("https://a.org/", answer).kind == "ok"
    assert judged("https://a.org/asthma", answer).kind == "soft-404"


def test_fragments_are_only_missed_in_whole_pages():
    headers = {"content-type": "text/html"}
    body = b"<p id=plain><a name='quoted'></a><h2 ID=\"user-content-plan\">&amp;</h2><i id='a&amp;b'>"
    whole = Answer("u", 200, headers=headers, body=body, complete=True)
    assert missing_fragments(whole, ["plain", "quoted", "plan", "a&b", "gone"]) == {"gone"}
    assert missing_fragments(Answer("u", 200, headers=headers, body=body), ["gone"]) == set()
    assert (
        missing_fragments(Answer("u", 200, headers={"content-type": "application/pdf"}, complete=True), ["p"]) == set()
    )


class _Pieces:
    def __init__(self, data: bytes, size: int = 1000) -> None:
        self._data, self._size = data, size
        self.read_bytes = 0

    async def read(self, _n: int = -1) -> bytes:
        piece, self._data = self._data[: self._size], self._data[self._size :]
        self.read_bytes += len(piece)
        return piece


def _read(data: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    got: list[bytes] = []
    ended = [False]

    def keep(piece: bytes, end: bool) -> None:
        got.append(piece)
        ended[0] = end

    asyncio.run(read_page(_Pieces(data), encoding, limit, keep))
    return b"".join(got), ended[0]


def test_a_page_is_unpacked_no_further_than_its_limit():
    text = random.Random(1).randbytes(5000) * 3
    for packed, encoding in ((text, ""), (gzip.compress(text), "gzip"), (zlib.compress(text), "deflate")):
        assert _read(packed, encoding, 100_000) == (text, True)
        assert _read(packed, encoding, 7000) == (text[:7000], False)
    bomb = gzip.compress(bytes(10_000_000))
    assert _read(bomb, "gzip", 4096) == (bytes(4096), False)


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, gzip"])
def test_what_cannot_be_unpacked_is_not_read(encoding):
    assert _read(b"plain text", encoding, 100) == (b"", False)


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [("7", 7, 7), ("", 0, 0), ("soon", 0, 0), ("-3", 0, 0), ("Wed, 01 Jan 2020 00:00:00 GMT", 0, 0),
     ("Fri, 01 Jan 2100 00:00:00 GMT", 1e9, 1e10)],
)  # fmt: skip
def test_a_retry_after_is_seconds_or_a_date(header, low, high):
    assert low <= seconds_to_wait(header) <= high


def test_second_looks_confirm_back_off_and_end():
    settings = Settings(retries=2, backoff=1, confirm_after=3, max_wait=60)
    broken, server = Verdict("broken", "gone", 404), Verdict("unknown", "server", 500)
    assert pause_before_next(settings, broken, 1, 0) == 3
    assert pause_before_next(settings, broken, 2, 0) is None
    assert pause_before_next(settings, Verdict("ok"), 1, 0) is None
    assert pause_before_next(settings, Verdict("blocked", "robots", 403), 1, 0) is None
    for tries in (1, 2):
        pause = pause_before_next(settings, server, tries, 0)
        assert pause is not None
        assert 2 ** (tries - 1) <= pause <= 2**tries
    assert pause_before_next(settings, server, 3, 0) is None
    assert pause_before_next(settings, Verdict("blocked", "rate", 429), 1, 30) == 30
    assert pause_before_next(settings, Verdict("blocked", "rate", 429), 1, 61) is None


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_hosts_share_out_places_in_time():
    clock = _Clock()
    hosts: Hosts[int] = Hosts(2, 1.0, clock)
    for job in range(4):
        hosts.add("a", job)
    hosts.add("b", 9)
    hosts.add("b", 10, at=105.0)
    assert [hosts.take(), hosts.take(), hosts.take()] == [("a", 0), ("b", 9), None]
    assert hosts.delay() == pytest.approx(1.0)
    clock.now = 101
    assert [hosts.take(), hosts.take()] == [("a", 1), None]  # two are running
    clock.now = 103
    assert hosts.take() is None
    hosts.leave("a")
    hosts.pause("a", 110)
    assert hosts.take() is None
    assert hosts.waits() == {"a": 7.0}
    clock.now = 105
    assert hosts.take() == ("b", 10)
    clock.now = 110
    assert hosts.take() == ("a", 2)
    hosts.leave("a")
    hosts.leave("a")
    clock.now = 111
    assert hosts.take() == ("a", 3)
    assert hosts.pending == 0


def test_addresses_fall_due_on_different_days():
    factors = [spread(f"https://example.org/{n}") for n in range(500)]
    assert min(factors) >= 0.75
    assert max(factors) <= 1.25
    assert max(factors) - min(factors) > 0.4


def test_the_user_agent_says_whom_to_write_to():
    assert "editors@example.org" in Settings(contact="editors@example.org").user_agent


def test_a_publishers_settings_are_taken_and_foreign_keys_left():
    settings = Settings.of({"per_host": 5, "exclude": ["https://intranet.example/*"], "store": "links.sqlite"})
    assert (settings.per_host, settings.exclude) == (5, ("https://intranet.example/*",))
    assert Settings.of({}) == Settings()


def test_the_progress_line_fits_its_terminal():
    progress = Progress(2000, 1000, 10, 900, 3, {"slow.example": 12.4, "slower.example": 40.0})
    assert "1,000/2,000  900 ok  3 broken  waiting 40 s for slower.example and 1 more" in progress.line(120)
    assert progress.line(120).count("█") == 15
    assert len(progress.line(40)) == 40
    assert Progress(0).line(60).startswith("[███")
