"""Files that remember links, pages and audits between runs: another version's, no database, a folder in their place."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from qa.audit.history import History
from qa.config import Settings as Config
from qa.crawl.store import CrawlStore, CrawlStoreError, only_one
from qa.errors import ConfigError
from qa.links.settings import Settings
from qa.links.store import Entry, Store, StoreError
from qa.links.verdict import Verdict
from qa.online import each_verdict

STORES = [
    (lambda path: Store(path, Settings()), StoreError),
    (CrawlStore, CrawlStoreError),
    (History, ConfigError),
]


@pytest.mark.parametrize(("opened", "error"), STORES)
def test_another_versions_file_is_refused(tmp_path, opened, error):
    path = tmp_path / "kept.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version = 99")
    with pytest.raises(error, match="has format 99; this version writes"):
        opened(path)


@pytest.mark.parametrize(("opened", "error"), STORES)
def test_what_is_no_database_is_refused_and_left_alone(tmp_path, opened, error):
    path = tmp_path / "kept.sqlite"
    path.write_text("Somebody's notes, longer than the head of a database would be. " * 20, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(error, match="cannot be used"):
        opened(path)
    assert path.read_bytes() == before
    (tmp_path / "folder").mkdir()
    with pytest.raises(error, match="cannot be used"):
        opened(tmp_path / "folder")


def test_links_that_cannot_be_remembered_are_told_and_none_of_them_is(tmp_path):
    entries = [Entry(f"https://lungs.example.org/{name}", Verdict("ok"), "", {}) for name in "ab"]
    with Store(tmp_path / "links.sqlite", Settings()) as store:
        broken = [entries[0], Entry("https://lungs.example.org/c", Verdict("ok"), object(), {})]  # type: ignore[arg-type]  # what no column can hold
        with pytest.raises(StoreError, match="links can't be remembered"):
            store.record(broken)
        assert [verdict.kind for verdict in store.record(entries)] == ["ok", "ok"]


def test_a_crawl_that_cannot_be_locked_is_told(tmp_path):
    with (
        pytest.raises(CrawlStoreError, match="cannot be locked"),
        only_one(tmp_path / "absent" / "site.sqlite", lambda: None),
    ):
        pass


def test_a_store_of_links_that_cannot_be_used_is_named_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".qa-links.sqlite").mkdir()
    with pytest.raises(ConfigError) as told:
        list(each_verdict(["https://a.example/"], Config()))
    (mistake,) = told.value.mistakes
    assert str(mistake).count(".qa-links.sqlite") == 1
    assert "cannot be used to remember links" in str(mistake)
