"""Files that are none, and disks that are full: a run says so, checks the others, and leaves nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "# Flu\n\nA metastic illness.\n"
COMMAND = [sys.executable, "-m", "qa", "check", "--select", "T01,U01", "--format", "json"]


def test_what_is_no_file_is_said_and_the_others_are_checked(tmp_path):
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    long = "n" * 250 + ".md"
    for name in ("a.md", "A.MD", long, os.fsdecode(b"\xff.md")):
        (folder / name).write_text(TEXT)
    (folder / "sub" / "loop").symlink_to("..")
    (folder / "self.md").symlink_to("self.md")
    (folder / "gone.md").symlink_to("nowhere")
    (folder / "endless.md").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.md")
    here = os.open(folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{here}/sock.md")  # the path of a socket is short
    os.close(here)
    ran = subprocess.run([*COMMAND, "pages"], cwd=tmp_path, capture_output=True, timeout=300, check=False)
    assert (ran.returncode, ran.stderr) == (1, b"")
    findings = json.loads(ran.stdout)["findings"]
    checked = sorted(item["path"] for item in findings if item["rule"] == "T01")
    assert len(checked) == 4
    said = {item["path"]: item["message"] for item in findings if item["rule"] != "T01"}
    for name, part in {
        "self.md": "symbolic links",
        "gone.md": "No such file",
        "endless.md": "a device",
        "pipe.md": "a named pipe",
        "sock.md": "a socket",
    }.items():
        assert part in said.pop(f"pages/{name}")
    assert not said


def test_what_a_shell_passes_as_a_pipe_is_read(tmp_path):
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    command = [*COMMAND, f"/dev/fd/{read}"]
    ran = subprocess.run(command, cwd=tmp_path, pass_fds=[read], capture_output=True, timeout=300, check=False)
    os.close(read)
    assert [item["excerpt"] for item in json.loads(ran.stdout)["findings"]] == ["metastic"]


def test_a_full_disk_leaves_the_last_report_as_it_was(tmp_path, unmeasured):
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "out.json").write_text("the last report")

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    environment = {**unmeasured, "QA_CACHE_DIR": str(tmp_path / "cache")}
    command = [*COMMAND, "a.md", "--output", "out.json"]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, preexec_fn=full, capture_output=True, timeout=300, check=False
    )
    assert ran.returncode == 2
    assert ran.stderr == b"qa: out.json: cannot be written: File too large\n"
    assert (tmp_path / "out.json").read_text() == "the last report"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "cache") == ["a.md", "out.json"]
    assert not list((tmp_path / "cache").glob("*.tmp"))


def test_an_output_that_is_full_is_one_line(tmp_path, unmeasured):
    (tmp_path / "a.md").write_text(TEXT)
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, "a.md"],
            cwd=tmp_path,
            env=unmeasured,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=300,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (2, b"qa: the output: cannot be written: No space left on device\n")


@pytest.mark.parametrize(
    ("shell", "status", "said"),
    [
        ("check a.md --output out.json >&-", 1, ""),
        ("check a.md >&-", 1, ""),
        ("check a.md >&- 2>&- <&-", 1, ""),
        ("check absent.md 2>&-", 2, ""),
        ("rules >&-", 0, ""),
        ("check a.md <&- >/dev/null", 1, ""),
        ("check - <&-", 2, "qa: standard input is closed\n"),
    ],
)
def test_streams_that_are_closed(tmp_path, shell, status, said):
    (tmp_path / "a.md").write_text(TEXT)
    ran = subprocess.run(
        ["sh", "-c", f"exec {shlex.quote(sys.executable)} -m qa {shell}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (status, "", said)
    if "--output" in shell:
        assert "metastic" in (tmp_path / "out.json").read_text()


def test_a_full_disk_leaves_nothing_of_tables_and_of_what_is_remembered(tmp_path, unmeasured):
    """Wherever in the run the disk is full: no half of a table, of a cached rule or pattern stays behind."""
    (tmp_path / "a.md").write_text(TEXT)
    environment = {**unmeasured, "QA_CACHE_DIR": str(tmp_path / "cache")}
    for most in (0, 1000, 20_000, 200_000):

        def full(most: int = most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        command = [*COMMAND[:-1], "parquet", "a.md", "--output", "tables"]
        ran = subprocess.run(
            command, cwd=tmp_path, env=environment, preexec_fn=full, capture_output=True, timeout=300, check=False
        )
        assert b"Traceback" not in ran.stderr
        left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.tmp")}
        assert not left, most
        whole = {path.name for path in (tmp_path / "tables").iterdir()} if (tmp_path / "tables").exists() else set()
        assert ran.returncode == (1 if whole == {"documents.parquet", "findings.parquet"} else 2), most
