"""The GitHub Action and the GitLab template: what they pin, and their scripts as a runner would run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import CHECKOUT, CLEAN, SLIP, git
from ruamel.yaml import YAML

ACTION = YAML(typ="safe").load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
GITLAB = YAML(typ="safe").load((CHECKOUT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
PAGES = {"pages/a b.md": SLIP, "pages/clean.md": CLEAN, "qa.yaml": "content: pages\nrules: {L12: off}\n"}


def step(name: str) -> dict:
    return next(item for item in ACTION["runs"]["steps"] if item.get("name") == name)


@pytest.fixture
def publisher(tmp_path):
    for name, text in PAGES.items():
        path = tmp_path / "repo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path / "repo", "init", "-q")
    git(tmp_path / "repo", "add", ".")
    git(tmp_path / "repo", "commit", "-qm", "start")
    return tmp_path / "repo"


@pytest.fixture
def tools(tmp_path):
    """A folder with the commands `qa` and `python` of this environment, as the install step would have put on the path."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name, module in (("qa", "-P -m qa"), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def variables(tools: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }


@pytest.fixture
def checked(publisher, tools, tmp_path):
    """Run the action's check step with inputs, as the runner's shell does (`bash -e -o pipefail`)."""

    def run(**inputs: str):
        given = {name.replace("-", "_"): str(item["default"]) for name, item in ACTION["inputs"].items()} | inputs
        files = {name: tmp_path / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
        environment = variables(tools) | {name: str(path) for name, path in files.items()}
        for name, value in step("Check")["env"].items():
            environment[name] = re.sub(
                r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1].replace("-", "_")], value
            )
        environment["QA_SCRIPTS"] = str(tools)
        environment["QA_CACHE_DIR"] = os.environ["QA_CACHE_DIR"]
        environment["GITHUB_WORKSPACE"] = str(publisher)
        assert "${{" not in "".join(environment[name] for name in step("Check")["env"])
        shell = [shutil.which("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Check")["run"]]
        done = subprocess.run(
            shell,
            cwd=publisher / given["working_directory"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done, {name: path.read_text(encoding="utf-8") if path.exists() else "" for name, path in files.items()}

    return run


def test_it_annotates_sums_up_and_fails(checked, publisher):
    done, files = checked(sarif_file="qa.sarif")
    assert done.returncode == 1, done.stderr
    assert "::error file=pages/a b.md,line=3,title=T01 misspelling,col=1,endColumn=4::" in done.stdout
    assert files["GITHUB_STEP_SUMMARY"].startswith("## Content check\n")
    assert re.match(r"errors=[1-9]\d*\nwarnings=\d+\n\Z", files["GITHUB_OUTPUT"])
    assert json.loads((publisher / "qa.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_inputs_reach_the_command_and_run_nothing(checked, publisher):
    done, files = checked(paths="pages/clean.md\npages/a b.md", fail_on="never")
    assert (done.returncode, "| 2 |" in files["GITHUB_STEP_SUMMARY"]) == (0, True)
    done, _ = checked(paths='"; touch ran; $(touch ran) `touch ran`', changed="$(touch ran)")
    assert done.returncode == 2
    assert not (publisher / "ran").exists()
    done, _ = checked(profile="nowhere")
    assert (done.returncode, "nowhere" in done.stderr) == (2, True)


def test_modules_in_the_repository_are_not_imported(checked, publisher):
    for name in ("json", "pip", "re", "sitecustomize", "sys", "qa"):
        (publisher / f"{name}.py").write_text("open('ran', 'w').close()\n", encoding="utf-8")
    done, files = checked()
    assert done.returncode == 1
    assert re.match(r"errors=[1-9]\d*\n", files["GITHUB_OUTPUT"])
    assert not (publisher / "ran").exists()


def test_every_python_of_the_templates_is_isolated():
    runs = [item["run"] for item in ACTION["runs"]["steps"] if "run" in item] + GITLAB["qa"]["script"]
    started = re.findall(r"python\"? (-\S+)", "\n".join(runs))
    assert len(started) == 4
    assert set(started) == {"-I"}


def test_only_what_changed(checked, publisher):
    page = publisher / "pages" / "a b.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThe docter will help.\n", encoding="utf-8")
    done, _ = checked(changed="HEAD", changed_lines="true")
    slips = [line for line in done.stdout.splitlines() if "T01" in line]
    assert len(slips) == 1
    assert "docter" in slips[0]


def test_what_others_wrote_is_pinned_by_hash():
    uses = [item["uses"] for item in ACTION["runs"]["steps"] if "uses" in item]
    assert uses
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", item) for item in uses)
    runs = [item["run"] for item in ACTION["runs"]["steps"] if "run" in item]
    assert not any("${{" in text for text in runs)


def test_an_auditor_of_actions_finds_nothing(tmp_path):
    auditor = shutil.which("zizmor") or shutil.which("zizmor", path=str(Path(sys.executable).parent))
    if auditor is None:
        pytest.skip("zizmor is not installed")
    done = subprocess.run(
        [auditor, "--offline", "--no-progress", "--persona", "pedantic", str(CHECKOUT / "action.yml"), str(CHECKOUT / ".github")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_install_step_puts_the_command_on_the_path(checkout, environment, tools, tmp_path):
    environment = {
        **environment,
        "ACTION": str(checkout),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "out"),
    }
    environment["PATH"] = f"{tools}{os.pathsep}{environment['PATH']}"
    shell = [shutil.which("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", step("Install")["run"]]
    done = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    folder = (tmp_path / "out").read_text(encoding="utf-8").strip().removeprefix("scripts=")
    version = subprocess.run(
        [Path(folder) / "qa", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert version.stdout.startswith("qa, version ")


def test_the_gitlab_job_reports_and_fails(publisher, tools):
    job = GITLAB["qa"]
    plain = {name: str(value) for name, value in job["variables"].items()}
    environment = (
        variables(tools) | plain | {"QA_CACHE_DIR": os.environ["QA_CACHE_DIR"], "CI_PROJECT_DIR": str(publisher)}
    )
    install, *script = job["script"]
    assert install.endswith('"$QA_PACKAGE"')
    done = subprocess.run(
        [shutil.which("bash"), "-eo", "pipefail", "-c", "\n".join(script)],
        cwd=publisher, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "“Teh” is misspelt" in done.stdout
    quality = json.loads((publisher / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "pages/a b.md" in {item["location"]["path"] for item in quality}
    assert "<testsuites" in (publisher / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
