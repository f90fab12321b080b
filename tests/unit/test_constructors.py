"""The constructors of records, remembered from run to run."""

import pytest

from qa import constructors, record


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("QA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(record, "compiled", record.compiled)


def made():
    @record.record
    class Point:
        x: int
        y: int = 2

    return Point(1)


def test_what_one_run_compiled_the_next_one_does_not(monkeypatch):
    constructors.install()()
    save = constructors.install()
    assert made().y == 2
    save()
    monkeypatch.setattr("builtins.compile", lambda *_: pytest.fail("compiled again"))
    constructors.install()
    assert (made().x, made().y) == (1, 2)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_damaged_table_is_made_anew(tmp_path, damage):
    save = constructors.install()
    made()
    save()
    (file,) = tmp_path.glob("constructors-*")
    whole = file.read_bytes()
    file.write_bytes(damage)
    save = constructors.install()
    assert made().x == 1
    save()
    assert file.read_bytes() == whole
