"""Audits of live sites as a user starts them, against a real server."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter

import pytest
from server import Reply, Server
from test_crawl import urlset, xml

CONFIG = "links: {allow_private: true, interval: 0, exclude: ['https://*']}\n"
NAV = "".join(f'<li><a href="{name}.html">{name.title()}</a></li>' for name in ("asthma", "croup", "rest"))
TEXT = "<p>Asthma is a condition of the airways. Take your medicine as your doctor told you to.</p>"
PAGE = """<!doctype html>
<html lang="en-AU"><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="header"><p>In an emergency call triple zero (000)</p><ul>{nav}</ul></div>
<div><h1>{title}</h1>
{text}
<p><a href="leaflet.pdf">Leaflet</a> <a href="lost.html">Lost</a> <a href="lost.pdf">Lost leaflet</a></p>
</div>
</body></html>
"""
BODIES = {
    "asthma": TEXT + "<h2>Symptoms</h2><p>You may have chest pain and difficulty breathing. See your GP.</p>",
    "croup": TEXT + "<p>The symtoms may return. It was diagosed late.</p>",
    "rest": "<p>Sleep well &amp; often. Café.</p><p>Call Lifeline on 13 11 15.</p>",
}


def html(name):
    return PAGE.format(title=name.title(), nav=NAV, text=BODIES[name])


@pytest.fixture
def place(tmp_path):
    """A folder with a configuration and the site's files."""
    (tmp_path / "qa.yaml").write_text(CONFIG, encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    for name in BODIES:
        (site / f"{name}.html").write_text(html(name), encoding="utf-8")
    (site / "leaflet.pdf").write_bytes(b"%PDF-1.4")
    return tmp_path


def served(place):
    """The site's files as a server gives them."""
    types = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf"}
    return {
        f"/{path.name}": Reply(body=path.read_bytes(), headers={"Content-Type": types[path.suffix]})
        for path in (place / "site").iterdir()
    }


def audit(qa, place, *arguments):
    return qa("audit", *arguments, "--today", "2026-11-22", "--fail-on", "never", cwd=place)


def findings(out, root):
    """What was found, apart from where the site lies."""
    told = json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]
    return Counter(json.dumps(item, sort_keys=True).replace(root, "") for item in told)


def test_a_page_gives_the_same_findings_from_disk_and_over_http(qa, place):
    with Server(served(place)) as server:
        ran = audit(qa, place, server.url("/asthma.html"), "--out", "live")
        assert ran.status == 0, ran.err
        audit(qa, place, "site", "--out", "disk")
        live, disk = findings(place / "live", server.url("/")), findings(place / "disk", "site/")
        rules = {json.loads(item)["rule"] for item in live}
        assert {"E01", "T01", "L11", "C10"} <= rules
        assert live == disk
        server.routes["/map.xml"] = xml(urlset(*(server.url(f"/{name}.html") for name in BODIES)))
        audit(qa, place, server.url("/map.xml"), "--out", "listed")
        assert findings(place / "listed", server.url("/")) == disk


def test_a_root_relative_link_that_is_broken_is_told_live(qa, place):
    page = place / "site" / "rest.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Café", 'Café <a href="/nowhere/">x</a>'), encoding="utf-8"
    )
    with Server(served(place)) as server:
        audit(qa, place, server.url("/rest.html"), "--out", "live", "--select", "L01")
        told = json.loads((place / "live" / "findings.json").read_text(encoding="utf-8"))["findings"]
        assert [(item["path"], item["excerpt"]) for item in told] == [(server.url("/rest.html"), "/nowhere/")]


def test_a_private_site_is_refused_in_one_line(qa, place):
    (place / "qa.yaml").unlink()
    with Server(served(place)) as server:
        ran = audit(qa, place, server.url("/"), "--out", "live")
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        assert "allow_private: true" in ran.err
        assert not server.asked


def test_second_audit_compares_and_offline_asks_nobody(qa, place):
    with Server(served(place)) as server:
        audit(qa, place, server.url("/rest.html"), "--out", "live")
        text = html("croup").replace("symtoms", "symptoms")
        server.routes["/croup.html"] = Reply(body=text.encode())
        ran = audit(qa, place, server.url("/rest.html"), "--out", "live")
        assert "0 new, 1 fixed" in ran.out
        asked = server.asked.total()
        ran = audit(qa, place, server.url("/rest.html"), "--out", "live", "--offline")
        assert "0 new, 0 fixed" in ran.out
        assert server.asked.total() == asked
        ran = audit(qa, place, server.url("/croup.html"), "--out", "live", "--offline")
        assert (ran.status, ran.err.count("\n")) == (2, 1)
        with sqlite3.connect(place / "live" / "history.sqlite") as base:
            keys = {key for (key,) in base.execute("SELECT key FROM pages")}
        assert keys == {server.url(f"/{name}.html") for name in BODIES}


def test_overrides_by_path_hold_for_a_live_site(qa, place):
    (place / "qa.yaml").write_text(
        CONFIG + "overrides: [{paths: ['croup.html'], rules: {T01: off}}]\n", encoding="utf-8"
    )
    with Server(served(place)) as server:
        audit(qa, place, server.url("/rest.html"), "--out", "live", "--select", "T01")
        assert not json.loads((place / "live" / "findings.json").read_text(encoding="utf-8"))["findings"]


def many(count):
    names = [f"/{number}.html" for number in range(count)]
    links = "".join(f'<a href="{name}">x</a>' for name in names)
    routes = {
        name: Reply(body=PAGE.format(title=f"Page {name}", nav=links, text=BODIES["croup"]).encode(), hang=0.03)
        for name in names
    }
    return {"/": routes["/0.html"], **routes}


def start(place, server, *more):
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "audit", server.url("/"), "--out", "live", "--select", "T01", "--today", "2026-11-22", *more],
        cwd=place, env=os.environ.copy(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_killed_at_any_moment_the_next_audit_goes_on(place):
    with Server(many(40)) as server:
        for pages in (1, 12, 24, 36):
            process = start(place, server)
            while sum(path.endswith(".html") for _, path in server.asked) < pages and process.poll() is None:
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        process = start(place, server)
        _, err = process.communicate(timeout=300)
        assert process.returncode == 1, err
        told = json.loads((place / "live" / "findings.json").read_text(encoding="utf-8"))
        assert told["summary"]["files"] == 41
        with sqlite3.connect(place / "live" / "history.sqlite") as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert base.execute("SELECT count(*) FROM runs").fetchone() == (1,)
        with sqlite3.connect(place / "live" / "site.sqlite") as base:
            assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # Only what was under way when a kill came is asked again.
        again = [path for path in many(40) if path != "/" and server.count(path) > 1]
        assert len(again) <= 4 * 2


def test_two_audits_of_a_site_at_once(place):
    with Server(many(20)) as server:
        both = [start(place, server), start(place, server)]
        told = []
        for process in both:
            _, err = process.communicate(timeout=300)
            assert process.returncode == 1, err
            told.append(err)
        assert sorted(told) == [b"", b"qa: waiting for another audit into live\n"]
        with sqlite3.connect(place / "live" / "history.sqlite") as base:
            assert base.execute("SELECT count(*) FROM run_pages GROUP BY run").fetchall() == [(21,), (21,)]
