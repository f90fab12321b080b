"""Builds the spelling lexicon: `build.py` compiles the committed lists; `build.py refresh` first draws them anew.

`build.py spellings` writes the pairs of American and other spellings (`rules/health/data/spellings.yaml`) from the same lists.
`refresh` downloads the packages named in `sources.yaml` through PyPI's and Debian's clients into `--cache`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import compiled  # noqa: E402 -- beside this file, and it imports qa
import fetch  # noqa: E402 -- as above
import refresh  # noqa: E402 -- as above
import spellings  # noqa: E402 -- as above


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="?", choices=("compile", "refresh", "spellings"), default="compile")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "qa-lexicon-sources")
    arguments = parser.parse_args()
    if arguments.task == "refresh":
        refresh.refresh(fetch.fetch(arguments.cache), HERE / "words")
    if arguments.task == "spellings":
        print(spellings.write(HERE, HERE.parent / "health/data/spellings.yaml"), "pairs")
        return
    sizes = compiled.write(HERE, HERE / "compiled")
    print(", ".join(f"{name} {size}" for name, size in sizes.items()))


if __name__ == "__main__":
    main()
