"""A checkout to install from, an environment that holds it, a publisher's repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from publishing import CHECKOUT, git


@pytest.fixture(scope="session")
def checkout():
    if not (CHECKOUT / "qa" / "__init__.py").is_file():
        pytest.skip("no checkout to install from")
    return CHECKOUT


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """Variables for installing the checkout with what it needs; skips where there is no registry to ask."""
    folder = tmp_path_factory.mktemp("pip")
    probe = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), "hatchling"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("the package registry can't be reached")
    # Compiling what is installed takes a fifth of it, and little of that is ever loaded here.
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_COMPILE": "0"}


@pytest.fixture(scope="session")
def hook_repository(checkout, tmp_path_factory):
    """The files of the checkout as they are now, committed to a repository of its own."""
    folder = tmp_path_factory.mktemp("hook") / "qa"
    folder.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(checkout / name, folder / name)
    for name in ("qa", "rules"):
        shutil.copytree(checkout / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "-q")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-qm", "as it is")
    return folder
