"""A history of audits in a database that machines share, on a real PostgreSQL server where one can be had."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy")

ARTICLE = "---\ntitle: {0}\nlast_reviewed: 2026-10-01\n---\n\n# {0}\n\nA {1} illness.\n"


@pytest.fixture(scope="module")
def postgres():
    """The address of a server of this test's own, reached by loopback only."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += [Path(found).parent for found in (shutil.which("initdb"),) if found]
    if not folders:
        assert not os.environ.get("QA_TEST_POSTGRES"), "there should be a PostgreSQL server here"
        pytest.skip("no PostgreSQL server is installed")
    # The server refuses to run as root.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    user = "postgres" if as_user else getpass.getuser()
    top = Path(subprocess.check_output([*as_user, "mktemp", "-d", "/tmp/qa-pg-XXXXXX"], text=True).strip())  # noqa: S108 -- sockets need a short name
    data = str(top / "data")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command):
        subprocess.run([*as_user, *command], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    control = str(folders[0] / "pg_ctl")
    run(str(folders[0] / "initdb"), "-D", data, "--auth=trust", "-U", user, "--no-sync", "--no-locale", "-E", "UTF8")
    run(control, "-D", data, "-w", "-l", str(top / "log"), "-o", f"-p {port} -k {top} -h 127.0.0.1 -F", "start")
    yield f"postgresql://{user}:secret@127.0.0.1:{port}/postgres"
    run(control, "-D", data, "-m", "immediate", "-w", "stop")
    shutil.rmtree(top, ignore_errors=True)


@pytest.fixture(params=["file", "sqlite", "postgres"])
def memory(request, tmp_path):
    """How `--history` names a memory: a file of the tool's own, or a database."""
    if request.param == "file":
        return str(tmp_path / "memory.sqlite")
    return (
        f"sqlite:///{tmp_path / 'shared.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("postgres")
    )


def written(folder, **words):
    folder.mkdir(parents=True, exist_ok=True)
    for name, word in words.items():
        (folder / f"{name}.md").write_text(ARTICLE.format(name.title(), word))
    return folder


def arguments(folder, memory, day):
    """Of an audit of a site for one rule."""
    options = ("--today", day, "--fail-on", "never", "--select", "T01", "--jobs", "1")
    return [
        "audit",
        str(folder),
        "--out",
        str(folder.parent / f"out-{day}"),
        "--history",
        memory,
        "--offline",
        *options,
    ]


def audited(folder, memory, day):
    """What an audit prints; in this process, for starting one costs ten times what is looked at here."""
    from click.testing import CliRunner

    from qa.cli.commands import main

    ran = CliRunner().invoke(main, arguments(folder, memory, day), standalone_mode=False)
    assert (ran.return_value, ran.exception, ran.stderr) == (0, None, "")
    return ran.stdout


def test_audits_go_on_from_each_other_on_different_machines(tmp_path, memory):
    site = f"site{abs(hash(memory)) % 1000}"
    here = written(tmp_path / "here" / site, flu="metastic", gout="chronnic", cold="bad")
    assert "Since" not in audited(here, memory, "2026-11-01")
    if "://" in memory:
        # Another machine has the same site somewhere else; nothing but the database is shared.
        here = written(tmp_path / "there" / site, gout="chronnic")
    written(here, flu="bad", gout="chronnic", cold="diabetees")
    assert "Since 2026-11-01: 1 new, 1 fixed." in audited(here, memory, "2026-11-08")
    assert "Since 2026-11-08: 0 new, 0 fixed." in audited(here, memory, "2026-11-15")
    since = re.findall(r'"since": ?"(2026-11-\d\d)"', (here.parent / "out-2026-11-15" / "findings.json").read_text())
    if since:
        assert sorted(since) == ["2026-11-01", "2026-11-08"]


def test_sites_of_one_database_do_not_mix(tmp_path, postgres):
    one, other = written(tmp_path / "one", flu="metastic"), written(tmp_path / "two", flu="metastic")
    assert "Since" not in audited(one, postgres, "2026-11-01")
    assert "Since" not in audited(other, postgres, "2026-11-02")
    assert "Since 2026-11-01: 0 new, 0 fixed." in audited(one, postgres, "2026-11-03")


def test_audits_at_once_are_all_remembered(qa, tmp_path, postgres):
    from concurrent.futures import ThreadPoolExecutor

    import sqlalchemy as sa

    folders = [written(tmp_path / f"many{number}", flu="metastic", cold="metastic") for number in range(3)]
    with ThreadPoolExecutor(3) as pool:
        ran = list(pool.map(lambda folder: qa(*arguments(folder, postgres, "2026-11-01")), folders))
    assert [(one.status, one.err) for one in ran] == [(0, "")] * 3
    engine = sa.create_engine(postgres.replace("postgresql:", "postgresql+pg8000:"))
    with engine.connect() as connection:
        query = "SELECT count(*) FROM qa_run_findings f JOIN qa_runs r ON r.id = f.run WHERE r.scope LIKE 'many%'"
        assert connection.execute(sa.text(query)).scalar() == 6
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgresql://me:secret@127.0.0.1:9/none", "postgresql://me@127.0.0.1:9/none: cannot be used"),
        ("nonsense://x/y", "nonsense://x/y: "),
    ],
)
def test_a_database_that_is_not_there_is_one_line_without_its_password(qa, tmp_path, address, message):
    folder = written(tmp_path / "site", flu="bad")
    ran = qa("audit", str(folder), "--out", str(tmp_path / "out"), "--history", address, "--offline")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert "secret" not in ran.err


def test_an_ordinary_audit_does_not_load_sqlalchemy(tmp_path):
    folder = written(tmp_path / "site", flu="bad")
    script = (
        "import sys; from qa.cli.commands import main\n"
        f"main.main(['audit', {str(folder)!r}, '--out', {str(tmp_path / 'out')!r}, '--offline', '--quiet', '--select', 'T01'],"
        " standalone_mode=False)\nassert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
