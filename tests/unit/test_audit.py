"""Audits: what the files say, what history remembers, and what happens when things go wrong."""

import csv
import http.server
import io
import json
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree as ET

import pytest

from qa.audit.history import History

GOOD = (
    "---\ntitle: Rest\ntype: page\nlang: en-AU\nlast_reviewed: 2026-01-10\nnext_review: 2026-12-01\nowner: Calm team\n---\n\n"
    "# Rest\n\nSleep well. Rest often.\n"
)
BAD = (
    "---\ntitle: Aches\ntype: page\nlang: en-AU\nlast_reviewed: 2025-06-10\n---\n\n"
    "# Aches\n\nThe symtoms may return. The metastic kind is rare.\n"
)


def audit(qa, site, today, *more):
    return qa("audit", "site", "--out", "out", "--offline", "--select", "T01,G03,U", "--today", today, *more, cwd=site)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "rest.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "site" / "aches.md").write_text(BAD, encoding="utf-8")
    return tmp_path


def findings(place):
    return json.loads((place / "out" / "findings.json").read_text(encoding="utf-8"))["findings"]


def runs(place):
    with sqlite3.connect(place / "out" / "history.sqlite") as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return base.execute("SELECT today, metrics FROM runs ORDER BY id").fetchall()


def rows(place):
    text = (place / "out" / "findings.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_writes_every_file_and_fails_at_errors(qa, place):
    ran = audit(qa, place, "2026-02-01")
    assert ran.status == 1, ran.err
    names = {
        "report.html",
        "findings.csv",
        "findings.json",
        "audit.xlsx",
        "reviews.ics",
        "summary.md",
        "history.sqlite",
    }
    assert {path.name for path in (place / "out").iterdir()} == names
    assert audit(qa, place, "2026-02-01", "--fail-on", "never").status == 0


def test_json_is_that_of_check(qa, place):
    audit(qa, place, "2026-02-01")
    checked = qa("check", "site", "--format", "json", "--select", "T01,G03,U", "--today", "2026-02-01", cwd=place)
    assert json.loads((place / "out" / "findings.json").read_text(encoding="utf-8")) == json.loads(checked.out)


def test_three_audits_tell_new_fixed_and_since(qa, place):
    audit(qa, place, "2026-02-01")
    assert "First audit" in (place / "out" / "summary.md").read_text(encoding="utf-8")
    page = place / "site" / "aches.md"
    page.write_text(BAD.replace("symtoms", "symptoms"), encoding="utf-8")
    ran = audit(qa, place, "2026-03-01")
    assert "Since 2026-02-01: 0 new, 1 fixed." in ran.out
    page.write_text(BAD.replace("symtoms", "symptoms") + "\nIt was diagosed late.\n", encoding="utf-8")
    ran = audit(qa, place, "2026-04-01")
    assert "Since 2026-03-01: 1 new, 0 fixed." in ran.out
    opened = {row["Excerpt"]: (row["Open since"], row["Days open"], row["New"]) for row in rows(place)}
    assert opened["metastic"] == ("2026-02-01", "59", "")
    assert opened["diagosed"] == ("2026-04-01", "0", "yes")
    errors = [json.loads(metrics)["error"] for _, metrics in runs(place)]
    assert errors == [2, 1, 2]
    html = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "From 2 on 2026-02-01 to 2 on 2026-04-01, over 3 audits; lowest 1, highest 2." in html


def test_the_summary_counts_errors_apart_from_the_warnings_of_the_same_rule(qa, place):
    for name, kind, day in (("old", "page", "2020-06-10"), ("ageing", "medicine", "2025-06-10")):
        text = GOOD.replace("type: page", f"type: {kind}").replace("2026-01-10", day)
        (place / "site" / f"{name}.md").write_text(text, encoding="utf-8")
    audit(qa, place, "2026-10-01")
    assert sorted(row["Severity"] for row in rows(place) if row["Rule"] == "G03") == ["error", "warning"]
    assert "| G03 stale review date | 1 | 1 | 0 |" in (place / "out" / "summary.md").read_text(encoding="utf-8")


def test_a_finding_that_comes_back_is_new_again(qa, place):
    page = place / "site" / "aches.md"
    audit(qa, place, "2026-02-01")
    page.write_text(BAD.replace("symtoms", "symptoms"), encoding="utf-8")
    audit(qa, place, "2026-03-01")
    page.write_text(BAD, encoding="utf-8")
    assert "1 new, 0 fixed" in audit(qa, place, "2026-04-01").out
    assert {row["Excerpt"]: row["Open since"] for row in rows(place)}["symtoms"] == "2026-04-01"


def test_a_removed_page_and_a_rule_that_is_off_fix_nothing(qa, place):
    audit(qa, place, "2026-02-01")
    (place / "site" / "aches.md").unlink()
    (place / "site" / "pains.md").write_text(BAD, encoding="utf-8")
    assert "2 new, 0 fixed" in audit(qa, place, "2026-03-01").out
    assert "2 gone with their page" in (place / "out" / "summary.md").read_text(encoding="utf-8")
    ran = qa("audit", "site", "--out", "out", "--offline", "--select", "G03", "--today", "2026-04-01", cwd=place)
    assert "0 new, 0 fixed" in ran.out
    assert "2 no longer checked" in (place / "out" / "summary.md").read_text(encoding="utf-8")


def test_a_suppressed_finding_is_accepted_not_fixed(qa, place):
    audit(qa, place, "2026-02-01")
    page = place / "site" / "aches.md"
    comment = "<!-- qa: disable-file T01 owner=editor until=2027-01-01 -- quoted from a letter -->\n"
    page.write_text(BAD + "\n" + comment, encoding="utf-8")
    assert "0 new, 0 fixed" in audit(qa, place, "2026-03-01").out
    assert "2 accepted" in (place / "out" / "summary.md").read_text(encoding="utf-8")
    assert {row["Status"] for row in rows(place)} == {"suppressed"}


def test_audits_of_another_folder_do_not_compare(qa, place):
    audit(qa, place, "2026-02-01")
    (place / "other").mkdir()
    (place / "other" / "a.md").write_text(GOOD, encoding="utf-8")
    ran = qa("audit", "other", "--out", "out", "--offline", "--select", "T01", "--today", "2026-03-01", cwd=place)
    assert "Since" not in ran.out


def test_history_goes_on_in_another_checkout(qa, place, tmp_path_factory):
    audit(qa, place, "2026-02-01")
    moved = tmp_path_factory.mktemp("elsewhere") / "checkout"
    place.rename(moved)
    try:
        assert "0 new, 0 fixed" in audit(qa, moved, "2026-03-01").out
    finally:
        moved.rename(place)


def test_text_of_articles_stays_text(qa, place):
    title = "<script>alert(1)</script><!-- </script> & “x”"
    (place / "site" / "evil.md").write_text(
        f"---\ntitle: '{title}'\nowner: '=cmd()'\nlast_reviewed: 2020-01-01\n---\n\n# x\n\nThe symtoms </script><img src=x>.\n",
        encoding="utf-8",
    )
    audit(qa, place, "2026-02-01")
    html = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert html.count("<script") == html.count("</script>") == 7
    data = re.search(r'id="data-pages">(.*?)</script>', html, re.DOTALL)
    assert title in {row[2] for row in json.loads(data.group(1))}
    assert not re.search(r'(?:src|href)="https?://(?![^"]*"\s+rel="noreferrer")', html)
    assert next(row["Owner"] for row in rows(place) if row["Title"] == title) == "'=cmd()"


def sheet(place, number):
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(place / "out" / "audit.xlsx") as book:
        return ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")), space  # noqa: S314 -- our own file


def test_workbook_has_frozen_filtered_sheets_with_dates_and_no_formula(qa, place):
    text = BAD.replace("Aches", '"=HYPERLINK(1)"', 1).replace("last_reviewed", "owner: '+61'\nlast_reviewed")
    (place / "site" / "formula.md").write_text(text, encoding="utf-8")
    audit(qa, place, "2026-02-01")
    with zipfile.ZipFile(place / "out" / "audit.xlsx") as book:
        names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
        styles = book.read("xl/styles.xml").decode()
    assert names == ["pages", "findings", "links", "partners", "reviews"]
    assert "quotePrefix" in styles
    for number in range(1, 6):
        root, space = sheet(place, number)
        assert root.find(f".//{space}pane").get("state") == "frozen"
        assert root.find(f"{space}autoFilter") is not None
        assert not list(root.iter(f"{space}f"))
    root, space = sheet(place, 5)
    due = next(cell for cell in root.iter(f"{space}c") if cell.get("r") == "G2")
    # 1 December 2026 in Excel's count of days.
    assert float(due.find(f"{space}v").text) == 46357


def test_calendar_has_stable_events(qa, place):
    import icalendar

    def events():
        calendar = icalendar.Calendar.from_ical((place / "out" / "reviews.ics").read_bytes())
        return {str(event["summary"]): event for event in calendar.walk("VEVENT")}

    audit(qa, place, "2026-02-01")
    first = events()
    assert first["Review: Rest"].decoded("dtstart").isoformat() == "2026-12-01"
    page = place / "site" / "rest.md"
    page.write_text(GOOD.replace("2026-12-01", "2026-11-01").replace("title: Rest", "title: Calm"), encoding="utf-8")
    audit(qa, place, "2026-03-01")
    second = events()
    assert second["Review: Calm"]["uid"] == first["Review: Rest"]["uid"]
    assert second["Review: Calm"]["sequence"] > first["Review: Rest"]["sequence"]
    assert second["Review: Calm"].decoded("dtstart").isoformat() == "2026-11-01"


def content_lines(data):
    """The lines of a calendar, told as RFC 5545 section 3.1 has it: CRLF, at most 75 octets, folded before a blank."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert not [line for line in raw if b"\n" in line or b"\r" in line or len(line) > 75]
    return b"\r\n".join(raw).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def test_calendar_is_written_as_the_standard_has_it(qa, place):
    title = "Schlaf, Ruhe; „Überanstrengung“ und was dagegen hilft — ein langer Titel, der in keine Zeile paßt, \\ auch nicht in zwei"
    (place / "site" / "long.md").write_text(GOOD.replace("title: Rest", f"title: '{title}'"), encoding="utf-8")
    audit(qa, place, "2026-02-01")
    lines = content_lines((place / "out" / "reviews.ics").read_bytes())
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    escaped = title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert f"SUMMARY:Review: {escaped}" in lines
    assert lines.count("BEGIN:VEVENT") == len({line for line in lines if line.startswith("UID:")}) == 3
    assert lines.count("DTSTART;VALUE=DATE:20261201") == lines.count("DTEND;VALUE=DATE:20261202") == 2


def test_due_is_the_earlier_of_stated_and_cycle():
    from qa.audit.workspace import due_day

    assert due_day("2023-01-31", "2027-01-01", 36) == "2026-01-31"
    assert due_day("2023-01-31", "2025-01-01", 36) == "2025-01-01"
    assert due_day("2024-02-29", None, 12) == "2025-02-28"
    assert due_day(None, None, 36) is None


def test_a_broken_history_is_refused_and_kept(qa, place):
    (place / "out").mkdir()
    (place / "out" / "history.sqlite").write_bytes(b"not a database, but somebody's file" * 40)
    ran = audit(qa, place, "2026-02-01")
    assert ran.status == 2
    assert "history.sqlite" in ran.err
    assert (place / "out" / "history.sqlite").read_bytes().startswith(b"not a database")


def command(place, today):
    return subprocess.Popen(
        [sys.executable, "-m", "qa", "audit", "site", "--out", "out", "--offline", "--select", "T01", "--today", today],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_killed_at_any_moment_history_is_whole(qa, place):
    for number in range(40):
        (place / "site" / f"more-{number}.md").write_text(BAD, encoding="utf-8")
    audit(qa, place, "2026-02-01")
    started = time.monotonic()
    command(place, "2026-02-02").wait()
    whole = time.monotonic() - started
    for step in range(1, 9):
        process = command(place, "2026-03-01")
        time.sleep(whole * step / 8)
        process.send_signal(signal.SIGKILL)
        process.wait()
        runs(place)
    ran = audit(qa, place, "2026-04-01")
    assert ran.status == 1, ran.err
    with sqlite3.connect(place / "out" / "history.sqlite") as base:
        counts = base.execute("SELECT count(*) FROM run_pages GROUP BY run").fetchall()
        assert set(counts) == {(42,)}
        # The day of the first audit is not lost by the kills.
        assert base.execute("SELECT DISTINCT since FROM run_findings").fetchall() == [("2026-02-01",)]


def test_two_audits_at_once(place):
    both = [command(place, day) for day in ("2026-02-01", "2026-02-02")]
    assert [process.wait(timeout=120) for process in both] == [1, 1]
    assert sorted(day for day, _ in runs(place)) == ["2026-02-01", "2026-02-02"]


def test_many_open_a_new_history_at_once(tmp_path):
    together = threading.Barrier(3)

    def opened(number):
        together.wait()
        History(tmp_path / f"{number}.sqlite").close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(opened, [number for number in range(80) for _ in range(3)]))
    assert len(list(tmp_path.glob("*.sqlite"))) == 80


def test_an_earlier_day_compares_with_what_was_before_it(qa, place):
    audit(qa, place, "2026-02-01")
    audit(qa, place, "2026-06-01")
    assert "Since 2026-02-01: 0 new" in audit(qa, place, "2026-03-01").out


@pytest.fixture
def server():
    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            found = self.path == "/there"
            body = (
                b"<html><head><title>There</title></head><body><p>All is well here.</p></body></html>" if found else b""
            )
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()


def test_links_are_asked_and_partners_judged(qa, place, server):
    config = "links: {allow_private: true, exclude: ['https://example.org*']}\npartners: partners.yaml\n"
    (place / "site" / "qa.yaml").write_text(config, encoding="utf-8")
    (place / "site" / "partners.yaml").write_text(
        "- {name: Gone Away, domains: [example.org], status: left}\n- {name: Unused, domains: [example.net]}\n",
        encoding="utf-8",
    )
    links = f"\nSee [one]({server}/there), [two]({server}/gone) and [three](https://example.org/).\n"
    (place / "site" / "rest.md").write_text(GOOD + links, encoding="utf-8")
    select = ("audit", "site", "--out", "out", "--select", "L01,L05", "--today", "2026-02-01")
    ran = qa(*select, cwd=place)
    assert ran.status == 1, ran.err
    assert {(row["Rule"], row["Excerpt"]) for row in rows(place)} == {("L01", f"{server}/gone"), ("L05", "three")}
    metrics = json.loads(runs(place)[0][1])
    assert (metrics["links"], metrics["links_checked"], metrics["broken"]) == (3, 2, 1)
    html = (place / "out" / "report.html").read_text(encoding="utf-8")
    assert "Has left" in html
    assert "1 registered partner" in html
    # Offline, what was found out is still known.
    qa(*select, "--offline", cwd=place)
    assert json.loads(runs(place)[1][1])["broken"] == 1


def test_services_not_checked_for_a_year_are_named(qa, place):
    (place / "site" / "services.yaml").write_text(
        "- {id: own-line, name: Our Nurse Line, numbers: ['1800 000 123'], checked: 2026-01-01,"
        " source: {title: ours, verified: read}}\n",
        encoding="utf-8",
    )
    (place / "site" / "qa.yaml").write_text("services: services.yaml\n", encoding="utf-8")
    ran = audit(qa, place, "2026-12-31")
    assert "Not re-checked" not in ran.out
    ran = audit(qa, place, "2027-01-02")
    assert "Not re-checked for 12 months in the registry of services: Our Nurse Line.\n" in ran.out
    assert "12 months: Our Nurse Line." in (place / "out" / "summary.md").read_text(encoding="utf-8")
    assert "1 service of the registry not re-checked" in (place / "out" / "report.html").read_text(encoding="utf-8")


def test_links_and_audits_share_the_store_of_the_named_folder(qa, place, server):
    (place / "site" / "qa.yaml").write_text("links: {allow_private: true, store: kept.sqlite}\n", encoding="utf-8")
    (place / "site" / "rest.md").write_text(GOOD + f"\nSee [two]({server}/gone).\n", encoding="utf-8")
    assert qa("links", "site", "--today", "2026-02-01", cwd=place).status == 1
    assert {path.name for path in place.glob("**/*.sqlite")} == {"kept.sqlite"}
    qa("audit", "site", "--out", "out", "--offline", "--select", "L01", "--today", "2026-02-01", cwd=place)
    assert [row["Excerpt"] for row in rows(place)] == [f"{server}/gone"]


def test_a_suppression_of_the_configuration_that_suppresses_nothing_is_told_until_it_is_gone(qa, place):
    chosen = ("--select", "T01,G03,U,G12", "--fail-on", "never")
    config = place / "site" / "qa.yaml"
    config.write_text("suppressions:\n  - {rule: T01, paths: ['rest.md'], reason: dialect}\n", encoding="utf-8")
    ran = audit(qa, place, "2026-02-01", *chosen)
    assert ran.out.startswith("2 pages: ")
    found = [(item["path"], item["line"]) for item in findings(place) if item["rule"] == "G12"]
    assert found == [("site/qa.yaml", 2)]
    checked = qa("check", "site", "--format", "json", "--today", "2026-02-01", *chosen, cwd=place)
    assert json.loads((place / "out" / "findings.json").read_text(encoding="utf-8")) == json.loads(checked.out)
    assert "qa.yaml" in (place / "out" / "report.html").read_text(encoding="utf-8")
    config.write_text(config.read_text(encoding="utf-8").replace("rest.md", "aches.md"), encoding="utf-8")
    ran = audit(qa, place, "2026-03-01", *chosen)
    assert "Since 2026-02-01: 0 new, 1 fixed." in ran.out
    assert [item["rule"] for item in findings(place) if item["status"] == "suppressed"] == ["T01", "T01"]
