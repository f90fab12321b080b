"""Compiled templates are used while they are for the source, by the compiler, and whole; else they are made anew."""

from __future__ import annotations

import sys

import pytest
from jinja2 import DictLoader, Environment

from qa.audit.compiled_templates import BesideModules


@pytest.fixture
def rendered(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def render(source="Hello {{ name }}"):
        """What the template gives, and how often one was compiled for it."""
        environment = Environment(
            loader=DictLoader({"a": source}), autoescape=True, bytecode_cache=BesideModules(tmp_path)
        )
        compiled = []
        generate = environment._generate
        environment._generate = lambda *args, **named: compiled.append(1) or generate(*args, **named)
        return environment.get_template("a").render(name="<x>"), len(compiled)

    return render


def kept(folder):
    return list((folder / "__pycache__").iterdir())


def test_a_template_is_compiled_once(rendered, tmp_path):
    assert rendered() == ("Hello &lt;x&gt;", 1)
    assert rendered() == ("Hello &lt;x&gt;", 0)
    assert rendered("Bye {{ name }}") == ("Bye &lt;x&gt;", 1)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("most", [0, 3, 30, 60, 200])
def test_what_is_damaged_is_made_anew(rendered, tmp_path, most):
    rendered()
    (file,) = kept(tmp_path)
    file.write_bytes(file.read_bytes()[:most])
    assert rendered() == ("Hello &lt;x&gt;", 1)
    assert rendered() == ("Hello &lt;x&gt;", 0)


def test_another_compilers_work_is_not_used(rendered, monkeypatch):
    rendered()
    monkeypatch.setattr("qa.audit.compiled_templates._stamp", lambda: b"another\n")
    assert rendered() == ("Hello &lt;x&gt;", 1)


def test_nothing_is_kept_where_python_keeps_nothing(rendered, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == ("Hello &lt;x&gt;", 1)
    assert not (tmp_path / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_costs_time_only(rendered, tmp_path):
    (tmp_path / "__pycache__").write_text("a file in its place")
    assert rendered() == ("Hello &lt;x&gt;", 1)
