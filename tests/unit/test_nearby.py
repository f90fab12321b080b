"""Modules found where they lie are the ones that importlib would have found, and whatever is doubtful is left to it."""

import importlib.util
import os
import py_compile
import shutil
from pathlib import Path

import pytest

from qa.startup.nearby import Finder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "first" / "sample.py"
    path.parent.mkdir()
    path.write_text('"""A sample."""\nANSWER = 42\n\ndef told():\n    return __name__\n')
    py_compile.compile(str(path))
    return path


def found(path: Path, name: str = "qa.sample"):
    return Finder.find_spec(name, [str(path.parent)])


def test_a_module_has_what_importlib_would_give_it(source):
    spec = found(source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    other = importlib.util.spec_from_file_location("qa.sample", source)
    plain = importlib.util.module_from_spec(other)
    other.loader.exec_module(plain)
    assert (module.ANSWER, module.told()) == (42, "qa.sample")
    for name in ("__name__", "__file__", "__cached__", "__package__", "__doc__"):
        assert getattr(module, name) == getattr(plain, name), name
    assert (spec.origin, spec.has_location, spec.cached) == (other.origin, True, other.cached)
    assert spec.loader.get_source("qa.sample") == source.read_text()


def stale(source: Path) -> None:
    source.write_text("ANSWER = 43\n")


def touched(source: Path) -> None:
    os.utime(source, (1, 1))


def checked_by_hash(source: Path) -> None:
    py_compile.compile(str(source), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


def damaged(source: Path) -> None:
    compiled = Path(importlib.util.cache_from_source(str(source)))
    compiled.write_bytes(compiled.read_bytes()[:40])


def never_compiled(source: Path) -> None:
    shutil.rmtree(source.parent / "__pycache__")


@pytest.mark.parametrize("done", [stale, touched, checked_by_hash, damaged, never_compiled])
def test_what_is_doubtful_is_left_to_importlib(source, done):
    assert found(source) is not None
    done(source)
    assert found(source) is None


def test_a_folder_that_was_moved_is_left_to_importlib(source, tmp_path):
    moved = tmp_path / "second" / source.name
    source.parent.rename(moved.parent)
    assert found(moved) is None


def test_other_packages_are_none_of_its_business(source):
    assert found(source, "qa") is None
    assert found(source, "quality.sample") is None
    assert Finder.find_spec("qa.sample", None) is None
