"""Ctrl-C ends a run of many processes with one line, and a reader that goes away ends it in silence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def test_ctrl_c_stops_every_process_in_silence(tmp_path):
    for number in range(400):
        (tmp_path / f"p{number}.md").write_text(
            f"# Page {number}\n\n" + "The nurse will help you at home.\n\n" * 200, encoding="utf-8"
        )
    run = subprocess.Popen(
        [sys.executable, "-m", "qa", "check", ".", "--jobs", "2", "--no-cache"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while children.exists() and len(children.read_text(encoding="utf-8").split()) < 2 and run.poll() is None:
        time.sleep(0.05)
    time.sleep(2)  # the processes are there; let them get to their files
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert (run.returncode, out) == (130, "")
    assert err.strip() == "qa: stopped"


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
