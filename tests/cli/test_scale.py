"""Runs of any size: shards, clusters, dead workers. However a run is done, its report is the same byte for byte."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from archives import Capture, warc

TODAY = ("--today", "2026-11-22")
PARAGRAPHS = (
    "Ring the Kidney Answers Line on 1800 000 217 and say what the matter is before you come in to see us.",
    "Sleep, sunlight, and company help more than people think; write down what helps you and show it to your nurse.",
    "Take the tablets with food twice a day, and tell your doctor or your pharmacist if they make you feel sick.",
    "Most people feel better within a week. Others have a metastic illness and need a longer course of treatment.",
    "If you have chest pain, see your GP. Do not drive. Drink water, rest, and come back when you are told to come.",
)


def article(number):
    """An article like its neighbours, with a number of its own in every eighth."""
    texts = [*PARAGRAPHS[number % 5 :], *PARAGRAPHS[: number % 5]]
    if number % 8 == 3:
        texts = [text.replace("000 217", "000 271") for text in texts]
    return f"Topic {number}", texts


def markdown(number):
    title, texts = article(number)
    allowed = "<!-- qa: disable-next-line T01 -- the patient's own word -->\n\n" if number % 5 == 0 else ""
    body = "\n\n".join(text if "metastic" not in text else allowed + text for text in texts)
    link = f"See [another](page-{number + 1}.md) and [a third](none-{number}.md).\n"
    return f"---\ntitle: {title}\nlast_reviewed: 2020-01-0{number % 9 + 1}\n---\n\n# {title}\n\n{body}\n\n{link}"


def page(number):
    title, texts = article(number)
    body = "\n".join(f"<p>{text}</p>" for text in texts)
    head = f'<title>{title}</title><meta charset=utf-8><link rel=canonical href="https://x.example/p/{number}">'
    return f"<html lang=en><head>{head}</head><body><main><h1>{title}</h1>\n{body}</main></body></html>"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Files, a ZIP and a web archive under one configuration with a baseline."""
    top = tmp_path_factory.mktemp("corpus")
    (top / "qa.yaml").write_text(
        "baseline: known.json\ndictionary: own.txt\noverrides:\n- {paths: ['page-7.md'], rules: {T01: off}}\n"
    )
    (top / "own.txt").write_text("wattlecare\n")
    (top / "known.json").write_text('{"version": 1, "entries": []}')
    folder = top / "pages"
    folder.mkdir()
    for number in range(24):
        (folder / f"page-{number}.md").write_text(markdown(number))
    with zipfile.ZipFile(top / "site.zip", "w") as archive:
        for number in range(24, 44):
            archive.writestr(f"page-{number}.md", markdown(number))
    captures = [Capture(f"https://x.example/p/{number}", page(number).encode()) for number in [*range(44, 80), 50]]
    (top / "crawl.warc.gz").write_bytes(b"".join(warc(captures)))
    return top


ITEMS = ("pages", "site.zip", "crawl.warc.gz")


@pytest.fixture(scope="module")
def one_run(corpus):
    """The report of one process."""
    arguments = ("baseline", "create", "pages", "--force", *TODAY, "--select", "E")
    subprocess.run([sys.executable, "-m", "qa", *arguments], cwd=corpus, check=True, capture_output=True)
    return report(corpus, "--jobs", "1")


def report(corpus, *arguments, output="out.json"):
    command = [sys.executable, "-m", "qa", "check", *ITEMS, *TODAY, "--format", "json", "--output", output, *arguments]
    done = subprocess.run(command, cwd=corpus, capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b""), done.stderr.decode()
    return (corpus / output).read_bytes()


def test_the_run_sees_what_it_should(one_run):
    data = json.loads(one_run)
    assert data["summary"]["files"] == 80
    assert data["summary"]["suppressed"] > 0
    assert data["summary"]["baselined"] > 0
    rules = {item["rule"] for item in data["findings"]}
    assert {"T01", "G03", "L11", "X01"} <= rules
    assert len([rule for rule in rules if rule.startswith("X")]) > 1
    seventh = [item["rule"] for item in data["findings"] if item["path"] == "pages/page-7.md"]
    assert "T01" not in seventh
    missing = {item["excerpt"] for item in data["findings"] if item["rule"] == "L11" and "zip" in item["path"]}
    assert missing == {f"none-{number}.md" for number in range(24, 44)} | {"page-44.md"}


def test_four_shards_merged_give_the_same_report(qa, corpus, one_run, tmp_path):
    parts = []
    for number in range(1, 5):
        part = str(tmp_path / f"part-{number}")
        ran = qa("check", *ITEMS, *TODAY, "--shard", f"{number}/4", "--output", part, "--jobs", "1", cwd=corpus)
        assert (ran.status, ran.out) == (0, "")
        parts.append(part)
    counts = [int(qa_pages(part)) for part in parts]
    assert sum(counts) >= 80
    assert min(counts) > 15
    ran = qa("merge", *parts[::-1], "--format", "json", "--jobs", "1", cwd=corpus)
    assert ran.out.encode() == one_run
    ran = qa("merge", *parts[:3], cwd=corpus)
    assert (ran.status, ran.err) == (2, "qa: of 4 shards these are missing: 4\n")
    ran = qa("merge", parts[0], *parts, cwd=corpus)
    assert (ran.status, ran.err) == (2, "qa: a shard is named twice\n")


def qa_pages(part):
    import sqlite3

    base = sqlite3.connect(part)
    try:
        return base.execute("SELECT count(*) FROM pages").fetchone()[0]
    finally:
        base.close()


def test_shards_of_different_runs_are_refused(qa, corpus, tmp_path):
    parts = [str(tmp_path / name) for name in ("a", "b")]
    for number, (part, day) in enumerate(zip(parts, ("2026-11-22", "2026-11-23"), strict=True), 1):
        options = ("--today", day, "--select", "T01", "--shard", f"{number}/2", "--output", part, "--jobs", "1")
        assert qa("check", "pages", *options, cwd=corpus).status == 0
    ran = qa("merge", *parts, cwd=corpus)
    assert (ran.status, ran.err) == (2, f"qa: {parts[1]}: is of another run than {parts[0]}: they differ in “today”\n")
    Path(parts[0]).write_text("hello")
    assert "is not the result of a shard" in qa("merge", *parts, cwd=corpus).err


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0"])
def test_a_shard_that_cannot_be_is_refused(qa, corpus, text):
    ran = qa("check", "pages", "--shard", text, "--output", "x", cwd=corpus)
    assert (ran.status, ran.err.count("\n")) == (2, 1)


def children(pid):
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[1]) == pid:
                found.append(int(entry.name))
    return found


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    pytest.fail("it did not happen in time")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
def test_several_processes_give_the_same_report_though_one_dies(corpus, one_run):
    options = (*TODAY, "--format", "json", "--output", "k.json", "--jobs", "3")
    run = subprocess.Popen([sys.executable, "-m", "qa", "check", *ITEMS, *options], cwd=corpus, stderr=subprocess.PIPE)
    os.kill(wait_for(lambda: children(run.pid))[0], signal.SIGKILL)
    _, errors = run.communicate(timeout=300)
    assert (run.returncode, errors) == (1, b"")
    assert (corpus / "k.json").read_bytes() == one_run


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers, each a process; gives the address, and the workers."""
    pytest.importorskip("distributed")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask, told = [sys.executable, "-m", "dask"], tmp_path_factory.mktemp("dask") / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    running = [subprocess.Popen([*dask, "scheduler", *options], **quiet)]
    address = wait_for(lambda: told.exists() and json.loads(told.read_text() or "{}").get("address"))
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    running += [subprocess.Popen([*worker, "--local-directory", str(told.parent)], **quiet) for _ in range(2)]
    yield address, running[1:]
    for process in running:
        process.kill()
        process.wait()


def test_a_dask_cluster_gives_the_same_report_and_so_it_does_when_a_worker_dies(corpus, one_run, cluster):
    address, workers = cluster
    assert report(corpus, "--executor", f"dask:{address}", output="d.json") == one_run
    command = [sys.executable, "-m", "qa", "check", *ITEMS, *TODAY, "--format", "json", "--output", "e.json"]
    run = subprocess.Popen([*command, "--executor", f"dask:{address}"], cwd=corpus, stderr=subprocess.PIPE)
    busy = cpu(workers[0].pid)
    wait_for(lambda: cpu(workers[0].pid) > busy + 0.2)
    workers[0].kill()
    _, errors = run.communicate(timeout=300)
    assert (run.returncode, errors) == (1, b"")
    assert (corpus / "e.json").read_bytes() == one_run


def cpu(pid):
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("name", ["dask:tcp://127.0.0.1:9", "ray:x", "dask"])
def test_an_executor_that_is_not_there_is_one_line(qa, corpus, name):
    pytest.importorskip("distributed")
    ran = qa("check", "pages", "--executor", name, cwd=corpus)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--executor" in ran.err


def test_any_executor_will_do_from_python(corpus, one_run, monkeypatch):
    import datetime as dt
    from concurrent.futures import ThreadPoolExecutor

    from qa.api import check_paths
    from qa.reporters.json_report import render

    monkeypatch.chdir(corpus)
    with ThreadPoolExecutor(2) as pool:
        assert render(check_paths(ITEMS, today=dt.date(2026, 11, 22), executor=pool)).encode() == one_run


def test_a_page_that_kills_its_worker_is_named_and_the_others_are_checked():
    from qa.scale.crew import Crew, Lost
    from qa.scale.sites import Processes

    items = [(number, number) for number in range(6)]
    site = Processes(2)
    try:
        crew = Crew(site, work=_deadly)
        found = dict(crew.done([(_Kit(), items[:3]), (_Kit(), items[3:])]))
    finally:
        site.close()
    assert {key: value for key, value in found.items() if key != 4} == {0: 0, 1: 10, 2: 20, 3: 30, 5: 50}
    assert isinstance(found[4], Lost)


def test_workers_are_replaced_when_they_have_done_their_share():
    from qa.scale.crew import Crew
    from qa.scale.sites import Processes

    site = Processes(2)
    site.lasts = 4
    try:
        crew = Crew(site, work=_named)
        tasks = [(_Kit(), [(number, number) for number in range(first, first + 2)]) for first in range(0, 40, 2)]
        found = dict(crew.done(tasks))
    finally:
        site.close()
    assert sorted(found) == list(range(40))
    assert len(set(found.values())) >= 5


class _Kit:
    digest = "x"


_KEPT: list[object] = []


def _named(_digest, kit, items):
    """The process that does each; it asks for the kit, as `work` does, where it has none."""
    _KEPT.extend([kit] if kit else [])
    return [os.getpid() for _ in items] if _KEPT else None


def _deadly(_digest, _kit, items):
    if 4 in items:
        os._exit(1)
    return [item * 10 for item in items]


DOCS = Path(__file__).parent.parent.parent / "docs" / "scale.md"


def test_every_query_of_the_documentation_runs_on_real_tables(qa, corpus, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    for day, folder, rules in (("2026-10-01", "before", ("--select", "G,T01")), ("2026-11-22", "results", ())):
        options = ("--today", day, "--format", "parquet", "--output", str(tmp_path / folder), "--jobs", "1", *rules)
        assert qa("check", "crawl.warc.gz", *options, cwd=corpus).status == 1
    queries = DOCS.read_text(encoding="utf-8").split("```sql\n")[1:]
    assert len(queries) > 5
    base = duckdb.connect()
    for block in queries:
        query = block.partition("```")[0].replace("'results/", f"'{tmp_path}/results/")
        rows = base.execute(query.replace("'before/", f"'{tmp_path}/before/")).fetchall()
        assert rows or "run_day - INTERVAL" in query or "ANTI JOIN" in query, query
    counted = base.read_parquet(f"{tmp_path}/results/documents.parquet").aggregate("count(*), count(DISTINCT page)")
    (documents,) = counted.fetchall()
    assert documents == (36, 36)
    base.close()
