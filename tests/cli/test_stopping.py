"""Ctrl-C ends a run of many processes with one line, a reader that goes away in silence, being told to end leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest


def started(folder, settled=2):
    """A run over 400 pages in two processes, `settled` seconds after both are there; with the processes' numbers."""
    for number in range(400):
        (folder / f"p{number}.md").write_text(
            f"# Page {number}\n\n" + "The nurse will help you at home.\n\n" * 200, encoding="utf-8"
        )
    run = subprocess.Popen(
        [sys.executable, "-m", "qa", "check", ".", "--jobs", "2", "--no-cache"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while children.exists() and len(children.read_text(encoding="utf-8").split()) < 2 and run.poll() is None:
        time.sleep(0.05)
    time.sleep(settled)
    return run, children.read_text(encoding="utf-8").split() if children.exists() else []


@pytest.mark.parametrize("settled", [0, 0.2, 1])
def test_ctrl_c_stops_every_process_in_silence(tmp_path, settled):
    run, _ = started(tmp_path, settled)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, out) == (130, "")
    assert err.strip() == "qa: stopped"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes of a run are found in /proc")
def test_no_process_outlives_a_run_that_is_killed(tmp_path):
    run, children = started(tmp_path)
    run.kill()
    run.communicate(timeout=60)  # they hold its pipes
    assert (len(children), outlived(children)) == (2, [])


def outlived(children):
    """Those of the processes that go on running."""
    end = time.monotonic() + 60
    while (left := [child for child in children if alive(child)]) and time.monotonic() < end:
        time.sleep(0.1)
    return left


def alive(number):
    """Whether a process runs; one that has ended and waits to be asked for doesn't."""
    status = Path(f"/proc/{number}/stat")
    try:
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("arguments", [("check", "page.md", "--format", "json"), ("rules", "--format", "json")])
def test_a_reader_that_goes_away_ends_the_run_in_silence(tmp_path, arguments):
    (tmp_path / "page.md").write_text("# Page\n\n" + "The nurse will will help you.\n\n" * 3000, encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        [sys.executable, "-m", "qa", *arguments],
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (run.returncode, run.stderr) == (141, "")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the processes of a run are found in /proc")
@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        (["check", ".", "--jobs", "2", "--no-cache"], signal.SIGTERM),
        (["check", "site.zip", "--jobs", "2", "--no-cache"], signal.SIGHUP),
        (["audit", ".", "--jobs", "2", "--offline", "--out", "../out"], signal.SIGTERM),
    ],
)
def test_a_run_that_is_told_to_end_leaves_no_process_and_no_temporary_folder(tmp_path, unmeasured, arguments, number):
    content, scratch = tmp_path / "content", tmp_path / "scratch"
    content.mkdir()
    scratch.mkdir()
    text = "# Page\n\n" + "The nurse will help you at home.\n\n" * 200
    for page in range(600):
        (content / f"p{page}.md").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(content / "site.zip", "w") as archive:
        for page in range(600):
            archive.writestr(f"p{page}.md", text)
    run = subprocess.Popen(
        [sys.executable, "-m", "qa", *arguments],
        cwd=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**unmeasured, "TMPDIR": str(scratch)},
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    workers = []
    while run.poll() is None and not (len(workers) == 2 and list(scratch.glob("qa-*"))):
        time.sleep(0.02)
        workers = children.read_text(encoding="utf-8").split()
    run.send_signal(number)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, out, err) == (-number, "", "")
    assert list(scratch.iterdir()) == []
    assert outlived(workers) == []
