"""Whole runs: each address once, politely, bounded, and never again before it is due."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from server import Reply, Server, page, redirect

from qa.links.results import stored_verdicts
from qa.links.run import check_links
from qa.links.settings import DAY
from qa.links.store import Store, StoreError

NOON = 1_795_348_800.0  # 2026-11-22, 12:00 UTC


def test_each_address_is_asked_once_whatever_is_written(quick, tmp_path):
    with Server({"/a": page("Asthma", '<i id="x">x</i>')}) as server:
        url = server.url("/a")
        written = [url, f"{url}#x", f" {url} ", url.replace("http:", "HTTP:"), f"{url}#y", url]
        verdicts = check_links(written, quick(), tmp_path / "s")
        assert server.count("/a") == 1
        assert {target: verdict["kind"] for target, verdict in verdicts.items()} == {
            **dict.fromkeys(written, "ok"),
            f"{url}#y": "fragment",
        }


def test_addresses_that_wait_on_disk_are_asked_once_each(quick, tmp_path, monkeypatch):
    monkeypatch.setattr("qa.links.run._JOBS", 4)
    monkeypatch.setattr("qa.links.run._HOSTS", 2)
    routes = {f"/{number}": page("Asthma") for number in range(40)}
    with Server(routes) as one, Server(routes) as two, Server(routes) as three:
        urls = [server.url(path) for path in routes for server in (one, two, three)] + [two.url("/gone")]
        verdicts = check_links(urls, quick(per_host=3), tmp_path / "s")
        assert [server.count(path) for path in routes for server in (one, two, three)] == [1] * 120
        assert list(verdicts) == urls
        assert [url for url in urls if verdicts[url]["kind"] != "ok"] == [two.url("/gone")]


def test_a_broken_address_is_confirmed_by_a_second_look(quick, tmp_path):
    with Server({"/flaky": [Reply(404), page("Asthma")]}) as server:
        urls = [server.url("/flaky"), server.url("/gone")]
        verdicts = check_links(urls, quick(), tmp_path / "s")
        assert [verdicts[url]["kind"] for url in urls] == ["ok", "broken"]
        assert server.count("/gone") == 2


def test_a_server_that_recovers_is_fine(quick, tmp_path):
    routes = {"/flaky": [Reply(503), Reply(raw=b""), page("Asthma")], "/busy": [Reply(429), page("Asthma")]}
    with Server(routes) as server:
        urls = [server.url(path) for path in routes]
        verdicts = check_links(urls, quick(), tmp_path / "s")
        assert {verdict["kind"] for verdict in verdicts.values()} == {"ok"}


def test_retry_after_is_honoured_for_the_whole_host(quick, tmp_path):
    routes = {"/busy": [Reply(429, headers={"Retry-After": "1"}), page("Asthma")], "/other": page("Croup")}
    with Server(routes) as server:
        started = time.monotonic()
        urls = [server.url("/busy"), server.url("/other")]
        verdicts = check_links(urls, quick(per_host=1), tmp_path / "s")
        assert time.monotonic() - started >= 1
        assert {verdict["kind"] for verdict in verdicts.values()} == {"ok"}


def test_a_server_that_wants_an_hour_is_left_alone(quick, tmp_path):
    with Server({"/busy": Reply(429, headers={"Retry-After": "3600"})}) as server:
        verdict = check_links([server.url("/busy")], quick(), tmp_path / "s")[server.url("/busy")]
        assert (verdict["kind"], verdict["reason"], server.count("/busy")) == ("blocked", "rate", 1)


def test_a_host_gets_no_more_than_its_share_at_once(quick, tmp_path):
    routes = {f"/{n}": page("Asthma", hang=0.02) for n in range(20)}
    with Server(routes) as server:
        check_links([server.url(path) for path in routes], quick(per_host=2), tmp_path / "s")
        assert server.most_at_once == 2


def test_redirects_to_another_host_keep_that_hosts_share(quick, tmp_path):
    with Server({"/end": page("Asthma", hang=0.03)}) as end:
        routes = {f"/{n}": redirect(f"{end.url('/end')}?{n}", 302) for n in range(8)}
        with Server(routes) as start:
            urls = [start.url(path, f"127.0.0.{n + 2}") for n, path in enumerate(routes)]
            verdicts = check_links(urls, quick(per_host=1), tmp_path / "s")
        assert end.most_at_once == 1
        assert {verdict["kind"] for verdict in verdicts.values()} == {"ok"}


def test_starts_at_one_host_keep_their_distance(quick, tmp_path):
    routes = {f"/{n}": page("Asthma") for n in range(5)}
    with Server(routes) as server:
        started = time.monotonic()
        check_links([server.url(path) for path in routes], quick(interval=0.05), tmp_path / "s")
        assert time.monotonic() - started >= 0.2


def test_a_second_run_asks_only_for_what_is_due(quick, tmp_path):
    now = [NOON]
    routes = {"/fine": page("Asthma"), "/moved": redirect("/fine"), "/gone": Reply(404), "/busy": Reply(403)}
    with Server(routes) as server:
        urls = [server.url(path) for path in routes]
        settings = quick(now=lambda: now[0])
        first = check_links(urls, settings, tmp_path / "s")
        server.asked.clear()
        now[0] += 3600
        assert check_links(urls, settings, tmp_path / "s").keys() == first.keys()
        assert [server.count(path) for path in routes] == [0, 0, 2, 1]
        server.asked.clear()
        now[0] += 9 * DAY
        check_links(urls, settings, tmp_path / "s")
        assert server.count("/moved") == 1
        assert server.count("/fine") >= 1


def test_a_fresh_page_is_asked_again_for_a_new_fragment(quick, tmp_path):
    with Server({"/a": page("Asthma", '<i id="x">x</i>')}) as server:
        url = server.url("/a")
        check_links([url], quick(), tmp_path / "s")
        assert check_links([f"{url}#x"], quick(), tmp_path / "s")[f"{url}#x"]["kind"] == "ok"
        assert server.count("/a") == 2
        check_links([url, f"{url}#x"], quick(), tmp_path / "s")
        assert server.count("/a") == 2


def test_an_unchanged_page_is_not_read_again(quick, tmp_path):
    now = [NOON]
    with Server({"/a": page("Asthma", headers={"ETag": '"1"'})}) as server:
        for _ in range(2):
            check_links([server.url("/a")], quick(now=lambda: now[0]), tmp_path / "s")
            now[0] += 10 * DAY
        server.routes["/a"] = page("Page not found", headers={"ETag": '"2"'})
        verdict = check_links([server.url("/a")], quick(now=lambda: now[0]), tmp_path / "s")[server.url("/a")]
        assert verdict["kind"] == "soft-404"
        assert server.asked == {("GET", "/a"): 2, ("HEAD", "/a"): 2}


def test_failing_days_are_counted_once_a_day_and_end_with_a_good_one(quick, tmp_path):
    now = [NOON]
    days = []
    with Server({"/a": Reply(500)}) as server:
        url = server.url("/a")
        for step in (0, 3600, DAY, 3 * DAY):
            now[0] = NOON + step
            days.append(check_links([url], quick(now=lambda: now[0], retries=0), tmp_path / "s")[url]["days"])
        server.routes["/a"] = page("Asthma")
        now[0] += DAY
        days.append(check_links([url], quick(now=lambda: now[0]), tmp_path / "s")[url]["days"])
    assert days == [1, 1, 2, 3, 0]


def test_from_store_asks_nobody_and_tells_failures_too(quick, tmp_path):
    with Server({"/fine": page("Asthma"), "/gone": Reply(404)}) as server:
        urls = [server.url("/fine"), server.url("/gone"), f"{server.url('/fine')}#x", server.url("/new")]
        check_links(urls[:3], quick(), tmp_path / "s")
        server.asked.clear()
        verdicts = stored_verdicts(urls, quick(), tmp_path / "s")
        assert not server.asked
    assert [verdicts[url]["kind"] for url in urls[:3]] == ["ok", "broken", "fragment"]
    assert urls[3] not in verdicts
    assert stored_verdicts(urls, quick(), tmp_path / "no such store") == {}
    assert not (tmp_path / "no such store").exists()


def test_a_deadline_ends_the_run_and_keeps_what_is_done(quick, tmp_path):
    routes = {"/fine": page("Asthma"), "/slow": Reply(hang=30)}
    with Server(routes) as server:
        started = time.monotonic()
        settings = quick(deadline=0.4, timeout=30)
        verdicts = check_links([server.url(path) for path in routes], settings, tmp_path / "s")
        assert time.monotonic() - started < 3
        assert list(verdicts) == [server.url("/fine")]
        assert server.url("/fine") in stored_verdicts([server.url("/fine")], settings, tmp_path / "s")


def test_a_stuck_host_does_not_hold_up_the_others(quick, tmp_path):
    routes = {f"/slow{n}": Reply(hang=5) for n in range(4)} | {f"/{n}": page("Asthma") for n in range(30)}
    with Server(routes) as server:
        order = []
        slow = [server.url(f"/slow{n}", "127.0.0.9") for n in range(4)]
        fine = [server.url(f"/{n}", f"127.0.0.{n + 10}") for n in range(30)]
        settings = quick(retries=0, concurrency=8, timeout=0.3)
        check_links([*slow, *fine], settings, tmp_path / "s", order.append)
        assert server.most_at_once <= 8
    assert order[-1].done == order[-1].total == 34
    assert order[-1].good == 30


def test_excluded_addresses_are_left_out(quick, tmp_path):
    with Server({"/a": page("Asthma")}) as server:
        settings = quick(exclude=("*/a", "https://intranet.example/*"))
        assert check_links([server.url("/a"), "https://intranet.example/x"], settings, tmp_path / "s") == {}
        assert not server.asked


SCRIPT = """
import sys
from qa.links.run import check_links
from qa.links.settings import Settings
urls = sys.stdin.read().split()
settings = Settings(interval=0, allow_networks=("127.0.0.0/8",), confirm_after=0.01)
print("go", flush=True)
check_links(urls, settings, sys.argv[1])
"""


def _start(store, urls):
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.stdin.write("\n".join(urls))
    process.stdin.close()
    return process


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_loses_no_more_than_what_was_in_flight(quick, tmp_path, how):
    routes = {f"/{n}": page("Asthma", hang=0.01) for n in range(400)}
    with Server(routes) as server:
        urls = [server.url(path) for path in routes]
        process = _start(tmp_path / "s", urls)
        while sum(server.asked.values()) < 40:
            time.sleep(0.01)
        os.kill(process.pid, how)
        process.wait(10)
        process.stdout.close()
        asked = sum(server.asked.values())
        kept = len(stored_verdicts(urls, quick(), tmp_path / "s"))
        assert asked - 5 <= kept <= asked < 400  # two at once to a host, and those whose answers were on their way
        server.asked.clear()
        verdicts = check_links(urls, quick(per_host=16), tmp_path / "s")
        assert {verdict["kind"] for verdict in verdicts.values()} == {"ok"}
        assert sum(server.asked.values()) == 400 - kept


def test_two_runs_may_share_a_store(quick, tmp_path):
    routes = {f"/{n}": page("Asthma") for n in range(150)}
    with Server(routes) as server:
        urls = [server.url(path) for path in routes]
        found = []

        def run() -> None:
            found.append(check_links(urls, quick(per_host=16), tmp_path / "s"))

        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [len(verdicts) for verdicts in found] == [150, 150]
    with sqlite3.connect(tmp_path / "s") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM links").fetchone() == (150,)
    db.close()


def test_a_file_that_is_no_store_is_refused(quick, tmp_path):
    (tmp_path / "s").write_text("not a database, by far; " * 100)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(tmp_path / "s", quick())


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs Linux's account of a process's memory")
def test_memory_and_time_stay_bounded_on_an_ugly_host(tmp_path):
    """Every ugly answer at once, in a process of its own, under 300 MiB."""
    from test_verdicts import ROUTES

    ugly = [path for path in ROUTES if path.split("#")[0] in ROUTES]
    script = textwrap.dedent(r"""
        import re, sys
        from pathlib import Path
        from qa.links.run import check_links
        from qa.links.settings import Settings
        settings = Settings(interval=0, per_host=16, allow_networks=("127.0.0.0/8",), timeout=1, body_timeout=0.5,
                            confirm_after=0.01, backoff=0.01)
        verdicts = check_links(sys.stdin.read().split(), settings, sys.argv[1])
        # ru_maxrss would count the process that started this one, too.
        peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        print(len(verdicts), int(peak[1]) // 1024)
    """)
    with Server(ROUTES) as server:
        done = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "s")],
            input="\n".join(server.url(path) for path in ugly),
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    count, megabytes = map(int, done.stdout.split())
    assert count == len(ugly)
    assert megabytes < 300
