"""The hook as pre-commit runs it: installed from a repository of this checkout, in a publisher's repository."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from publishing import CLEAN, SLIP, git

pytest.importorskip("pre_commit")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Where pre-commit keeps its environments: one for all of these tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def publisher(tmp_path, hook_repository):
    """A repository with a clean article whose name has a blank, and the hook in its configuration."""
    folder = tmp_path / "publisher"
    folder.mkdir()
    git(folder, "init", "-q")
    revision = git(hook_repository, "rev-parse", "HEAD")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hook_repository}\n  rev: {revision}\n  hooks: [{{id: qa, args: [--select, T01]}}]\n",
        encoding="utf-8",
    )
    (folder / "a page.md").write_text(CLEAN, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "start")
    return folder


@pytest.fixture
def hook(environment, home, publisher):
    """Run the hook on what is staged, or with arguments."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--color", "never", *arguments],
            cwd=publisher,
            capture_output=True,
            text=True,
            env={**environment, "PRE_COMMIT_HOME": str(home), "QA_CACHE_DIR": os.environ["QA_CACHE_DIR"]},
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr
        return done

    return run


def test_it_passes_and_fails_on_what_is_staged(hook, publisher):
    (publisher / "two words.md").write_text(CLEAN, encoding="utf-8")
    git(publisher, "add", ".")
    passed = hook()
    assert (passed.returncode, "Passed" in passed.stdout) == (0, True), passed.stdout
    (publisher / "two words.md").write_text(SLIP, encoding="utf-8")
    git(publisher, "add", ".")
    failed = hook()
    assert failed.returncode == 1
    assert "two words.md\n  3:1      error  “Teh” is misspelt" in failed.stdout
    assert "1 file checked" in failed.stdout


def test_all_files_and_other_kinds_of_file(hook, publisher):
    (publisher / "code.py").write_text("teh = 1\n", encoding="utf-8")
    git(publisher, "add", ".")
    skipped = hook()
    assert "(no files to check)Skipped" in skipped.stdout
    everything = hook("--all-files")
    assert (everything.returncode, "Passed" in everything.stdout) == (0, True)
    (publisher / "page.html").write_text(
        "<html><body><main><h1>Care</h1><p>Teh nurse.</p></main></body></html>", encoding="utf-8"
    )
    git(publisher, "add", ".")
    everything = hook("--all-files")
    assert everything.returncode == 1
    assert "page.html" in everything.stdout


def test_what_the_configuration_keeps_out_is_not_checked(hook, publisher):
    (publisher / "qa.yaml").write_text("content: articles\nexclude: [drafts/**]\n", encoding="utf-8")
    for folder in ("articles", "drafts"):
        (publisher / folder).mkdir()
    (publisher / "README.md").write_text(SLIP, encoding="utf-8")
    (publisher / "drafts" / "flu.md").write_text(SLIP, encoding="utf-8")
    git(publisher, "add", ".")
    passed = hook("--verbose")
    assert (passed.returncode, "0 files checked" in passed.stdout) == (0, True), passed.stdout
    (publisher / "articles" / "grippe für alle.mdx").write_text(SLIP, encoding="utf-8")
    git(publisher, "add", ".")
    failed = hook()
    assert failed.returncode == 1
    assert "articles/grippe für alle.mdx\n  3:1      error" in failed.stdout
    assert "1 file checked" in failed.stdout


def test_only_what_is_staged_of_a_file_counts(publisher, environment, home):
    staged = publisher / "a page.md"
    git(publisher, "config", "user.name", "x")
    git(publisher, "config", "commit.gpgsign", "false")
    git(publisher, "config", "user.email", "x@example.org")
    settings = {**environment, "PRE_COMMIT_HOME": str(home), "QA_CACHE_DIR": os.environ["QA_CACHE_DIR"]}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=publisher, capture_output=True, text=True, env=settings, check=False)

    assert run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    staged.write_text(CLEAN + "\nIt helps.\n", encoding="utf-8")
    git(publisher, "add", ".")
    staged.write_text(CLEAN + "\nTeh end.\n", encoding="utf-8")
    done = run("git", "commit", "-m", "the slip isn't staged")
    assert done.returncode == 0, done.stderr
    assert staged.read_text(encoding="utf-8").endswith("Teh end.\n")
    git(publisher, "add", ".")
    staged.write_text(CLEAN + "\nThe end.\n", encoding="utf-8")
    refused = run("git", "commit", "-m", "the slip is staged, mended but not staged again")
    assert refused.returncode == 1
    assert "“Teh” is misspelt" in refused.stderr
    assert staged.read_text(encoding="utf-8").endswith("The end.\n")


def test_a_mistake_in_the_configuration_says_where(hook, publisher):
    (publisher / "qa.yaml").write_text("rulez: {}\n", encoding="utf-8")
    git(publisher, "add", ".")
    (publisher / "a page.md").write_text(CLEAN + "\n", encoding="utf-8")
    git(publisher, "add", ".")
    failed = hook()
    assert failed.returncode == 1
    assert "qa.yaml:1: unknown key “rulez”; did you mean “rules”?" in failed.stdout
