"""Paths as code hosts know them."""

from __future__ import annotations

import os


def hosted(path: str) -> str:
    """A path from the repository's root, with `/` and without a leading `./`, however the run was asked.

    The root is what the host's job names ($GITHUB_WORKSPACE, $CI_PROJECT_DIR), else the working folder; a path outside it
    stays as it is.
    """
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or "."
    absolute = os.path.abspath(path)  # noqa: PTH100 -- resolve() would follow links out of the tree
    relative = os.path.relpath(absolute, os.path.abspath(root))  # noqa: PTH100 -- as above
    outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
    return (path if outside else relative).replace(os.sep, "/")
