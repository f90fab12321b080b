"""`qa check --watch` as a writer has it: in a terminal, beside an editor, until Ctrl-C."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest

pytest.importorskip("watchfiles")

SLIP = "# Care\n\nTeh nurse will help.\n"
CLEAN = "# Care\n\nThe nurse will help.\n"
WAITING = "Ctrl-C ends"
PATIENCE = 60


class Watching:
    """A running watch, and what it has written since it was last asked."""

    def __init__(self, process: subprocess.Popen[bytes], stream: int) -> None:
        self.process, self.stream = process, stream

    def until(self, text: str) -> str:
        """What is written up to and with a text."""
        seen = b""
        end = time.monotonic() + PATIENCE
        while text.encode() not in seen:
            ready, _, _ = select.select([self.stream], [], [], max(0, end - time.monotonic()))
            assert ready, f"no {text!r} in {seen!r}"
            seen += os.read(self.stream, 65536)
        return seen.decode()


@pytest.fixture
def watching():
    """Start a watch whose output, both streams, is a terminal or a pipe; ended with the test."""
    started = []

    def start(*arguments: str, cwd: os.PathLike[str], terminal: bool) -> Watching:
        ours, theirs = pty.openpty() if terminal else os.pipe()
        process = subprocess.Popen(
            [sys.executable, "-m", "qa", "check", "--watch", *arguments],
            cwd=cwd,
            stdin=theirs if terminal else subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        started.append((process, ours))
        return Watching(process, ours)

    yield start
    for process, ours in started:
        process.terminate()  # not SIGKILL, which would lose what coverage counted in it
        process.wait()
        os.close(ours)


@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_a_save_brings_a_new_report(watching, site, terminal):
    folder = site(qa_yaml="content: articles\n", articles__a_md=SLIP)
    run = watching("--select", "T01", cwd=folder, terminal=terminal)
    first = run.until(WAITING)
    assert "“Teh” is misspelt" in first
    assert "watching 1 file;" in first
    assert first.startswith("\033[2J") is terminal
    site(articles__a_md=CLEAN)
    second = run.until(WAITING)
    assert "checked again: articles/a.md" in second
    assert "1 file checked: no findings." in second
    site(articles__b_md=SLIP)
    third = run.until(WAITING)
    assert "articles/b.md" in third
    assert "watching 2 files;" in third
    (folder / "articles" / "b.md").unlink()
    assert "watching 1 file;" in run.until(WAITING)


def test_a_mistake_in_the_configuration_is_told_and_the_watch_goes_on(watching, site):
    folder = site(qa_yaml="content: articles\n", articles__a_md=SLIP)
    run = watching("--select", "T01", cwd=folder, terminal=False)
    run.until(WAITING)
    site(qa_yaml="content: articles\nrulez: {}\n")
    assert "qa.yaml:2: unknown key “rulez”; did you mean “rules”?" in run.until(WAITING)
    site(qa_yaml="content: articles\nrules: {T01: warning}\n")
    assert "1 warning" in run.until(WAITING)
    site(qa_yaml="content: articles\ndictionary: words.txt\n", words_txt="Teh\n")
    (folder / "words.txt").write_text("Teh\n", encoding="utf-8")
    assert "no findings" in run.until("no findings")


def test_an_editor_that_saves_by_renaming_is_seen(watching, site):
    folder = site(a_md=SLIP)
    run = watching("--select", "T01", "a.md", cwd=folder, terminal=False)
    assert "1 error" in run.until(WAITING)
    beside = folder / ".a.md.swp"
    beside.write_text(CLEAN, encoding="utf-8")
    beside.replace(folder / "a.md")
    assert "no findings" in run.until(WAITING)


def test_its_own_report_does_not_wake_it(watching, site):
    folder = site(a_md=SLIP)
    run = watching("--format", "markdown", "--output", "report.md", ".", cwd=folder, terminal=False)
    run.until(WAITING)
    site(b_md=CLEAN)
    assert "checked again: b.md\n" in run.until(WAITING)


def test_ctrl_c_ends_it_without_a_word(watching, site):
    folder = site(a_md=CLEAN)
    run = watching("--select", "T01", ".", cwd=folder, terminal=True)
    run.until(WAITING)
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.wait(PATIENCE) == 0
    rest = b""
    while select.select([run.stream], [], [], 0)[0]:
        try:
            rest += os.read(run.stream, 65536)
        except OSError:
            break
    assert rest.strip() == b""


def test_standard_input_cannot_be_watched(qa, tmp_path):
    ran = qa("check", "--watch", "-", cwd=tmp_path)
    assert (ran.status, ran.err) == (2, "qa: --watch works on files; it can't watch standard input\n")
