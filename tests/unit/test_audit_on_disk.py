"""What an audit keeps on disk instead of in memory: paths, verdicts, texts, earlier runs."""

import datetime as dt
import gc
import json
import pickle
import sqlite3
import tracemalloc
from itertools import pairwise

import pytest

from qa.audit.embed import Texts
from qa.audit.gather import Look
from qa.audit.history import MAX_RUNS, History, this_run
from qa.audit.listing import Listing
from qa.audit.record import LinkRecord, PageRecord
from qa.audit.run import Order, audited
from qa.audit.verdicts import KEPT, stored
from qa.document.model import Span
from qa.finding import Finding
from qa.links.book import Book
from qa.links.results import remembered
from qa.links.settings import Settings
from qa.links.store import Entry, Store
from qa.links.verdict import Verdict
from qa.places import Place
from qa.record import replace
from qa.results import FileResult, nothing_known
from qa.session import Options, Session
from qa.source import Source


def test_paths_that_mean_one_place_are_one_where_the_first_stood():
    with Listing(["b", "a\udcff"]) as paths:
        paths.add([("place", "x/../c"), ("b", "./b"), ("place", "c")])
        assert (len(paths), list(paths)) == (3, ["./b", "a\udcff", "c"])


def test_more_paths_than_are_read_at_a_time():
    names = [f"page-{number}" for number in range(1000)]
    with Listing(names) as paths:
        assert list(paths) == names


def test_verdicts_are_read_from_their_file_by_any_process(tmp_path):
    said = {f"https://a.example/{number}": {"kind": "ok", "days": number} for number in range(KEPT + 50)}
    verdicts = stored(said.items(), tmp_path / "v")
    assert verdicts == said
    handed = pickle.loads(pickle.dumps(verdicts))  # noqa: S301 -- written in this line
    assert handed["https://a.example/7"] == {"kind": "ok", "days": 7}
    assert handed.get("https://b.example/") is None
    assert "https://a.example/\ud800" not in handed
    with pytest.raises(KeyError):
        handed["https://b.example/"]
    assert dict(verdicts.rows()) == said
    assert not stored((), tmp_path / "none")


def test_texts_are_numbered_once_in_order():
    texts = Texts(sqlite3.connect(":memory:"))
    words = [f"text {number}" for number in range(1000)]
    assert [texts.number(word) for word in (*words, "half \ud800", words[0])] == [*range(1001), 0]
    assert list(texts) == [*words, "half \ud800"]


def test_trends_go_over_the_last_audit_of_each_stretch_of_time(tmp_path):
    history = History(tmp_path / "h.sqlite")
    first = dt.date(2016, 1, 1)
    with history.transaction():
        for number in range(1000):
            run = this_run("x", first + dt.timedelta(days=number), "au", "", frozenset({"T01"}))
            history.add_run(replace(run, metrics={"error": number}))
    few = history.earlier("x", first + dt.timedelta(days=MAX_RUNS))
    assert [run.metrics["error"] for run in few] == list(range(MAX_RUNS))
    runs = history.earlier("x", first + dt.timedelta(days=1000))
    assert len(runs) == MAX_RUNS
    assert runs[-1].metrics["error"] == 999
    steps = {(after.today - before.today).days for before, after in pairwise(runs)}
    assert steps <= {8, 9}
    history.close()


def _links(count, tmp_path):
    """Peaks in bytes of what verdicts on so many addresses need beside the store, from the book and from the store."""
    settings = Settings()
    urls = [f"https://h{number % 50}.example/{number}" for number in range(count)]
    with Store(tmp_path / f"s{count}", settings) as store:
        store.record(Entry(url, Verdict("ok", status=200), "", {}) for url in urls)
    peaks = []
    for use in (
        lambda: [book_of(urls)],
        lambda: [None for _ in remembered(iter(urls), settings, tmp_path / f"s{count}")],
    ):
        tracemalloc.start()
        use()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return peaks


def book_of(urls):
    """Go through all that a link check does with its book."""
    with Book(iter(urls)) as book:
        for asked in book.addresses():
            book.put_off(asked)
        for host in book.hosts():
            while due := book.due(host, 16):
                for asked in due:
                    book.settle(asked.address, Verdict("broken", "gone", 404))
        assert sum(1 for _ in book.verdicts()) == len(urls)


def test_memory_does_not_grow_with_links(tmp_path):
    few, many = _links(300, tmp_path), _links(1500, tmp_path)
    for one, other in zip(few, many, strict=True):
        assert other < 1.3 * one + 20_000


def test_a_book_gives_every_address_once_and_each_target_its_own_words():
    targets = [
        "https://a.example/x",
        "https://a.example/x#one",
        "https://a.example/x#two",
        "HTTPS://a.example/x",
        "b.md",
    ]
    with Book([*targets, targets[0]]) as book:
        (asked,) = book.addresses()
        assert (asked.address, asked.fragments) == ("https://a.example/x", {"one", "two"})
        book.put_off(replace(asked, validator="v"))
        assert book.hosts() == ["a.example"]
        assert [item.validator for item in book.due("a.example", 5)] == ["v"]
        assert book.due("a.example", 5) == []
        book.settle(asked.address, Verdict("moved", "moved", 301, "https://a.example/y"), {"two"})
        found = [(target, verdict.kind, verdict.address) for target, verdict in book.verdicts()]
    assert found == [
        (targets[0], "moved", "https://a.example/y"),
        (targets[1], "moved", "https://a.example/y#one"),
        (targets[2], "fragment", "https://a.example/y"),
        (targets[3], "moved", "https://a.example/y"),
    ]
    assert json.dumps(found)


def _look(path):
    """A first look at a page that nobody has to read: links of its own, a finding with words of its own."""
    number = int(path.rpartition("/")[2])
    links = tuple(LinkRecord(line, f"https://h{number % 9}.example/{number}/{line}", "x", "") for line in (3, 4))
    facts = replace(nothing_known(path, "markdown"), title=f"Part {number}", last_reviewed="2021-01-01")
    text = f"Part {number} is about symtoms of kind {number}."
    finding = Finding(
        "T01", "misspelling", "error", path, Span(20, 27), text, f"Misspelt {number}", fingerprint=f"{number:x}"
    )
    result = FileResult(facts, (finding,), (Place(1, 20, 1, 27, text),))
    return Look(PageRecord(path, "page", f"Team {number % 5}", 24, links, ()), result, frozenset())


def _held(count, folder, monkeypatch):
    """What an audit of so many pages has in memory, in bytes, beside what reading and checking them takes.

    Once all are read, once all are checked, and at most.
    """
    folder.mkdir()
    monkeypatch.setattr("qa.audit.run.looks", lambda paths, *_: map(_look, paths))
    monkeypatch.setattr("qa.audit.run.results", lambda paths, *_: (_look(path).result for path in paths))
    said = Verdict("broken", "gone", 404).plain()
    held = []

    def progress(_verb, done, total):
        if done == total:
            gc.collect()
            held.append(tracemalloc.get_traced_memory()[0])

    with Listing(f"site/{number}" for number in range(count)) as files:
        (folder / "qa.yaml").write_text("profile: au\n")
        options = Options(dt.date(2026, 11, 22), config=str(folder / "qa.yaml"))
        order = Order(
            ["site"], files, folder, folder / "h.sqlite", options, 1, lambda some: ((one, said) for one in some), folder
        )
        if count > KEPT:
            tracemalloc.start()
        audited(order, progress)
        held.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    return held


def test_memory_does_not_grow_with_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(Session, "source", lambda _session, path: Source(path, ""))
    # Libraries that write row by row, and slowly where memory is traced.
    monkeypatch.setattr("qa.audit.outputs.spreadsheet.write", lambda _audit, path: path.touch())
    monkeypatch.setattr("qa.audit.outputs.calendar.pieces", lambda _audit: [])
    _held(20, tmp_path / "first", monkeypatch)
    few, many = (_held(count, tmp_path / str(count), monkeypatch) for count in (260, 560))
    assert len(few) == len(many) == 3
    assert max(more - less for less, more in zip(few, many, strict=True)) < 300 * 100
