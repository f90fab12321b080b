"""Which names are articles: by their extension, and by what a configuration includes and excludes."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from qa.sources.names import inner_names, is_remote, split

if TYPE_CHECKING:
    from qa.config import Settings

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "captured",
    ".text": "captured",
}
_NOT_ARTICLES = re.compile(
    r"(?:robots|requirements.*|licen[cs]e.*|notice|humans|security|dictionary)\.txt|qa-.*\.md", re.IGNORECASE
)


def own_files(settings: Settings) -> set[str]:
    """The publisher's data files and dictionaries, which are no articles."""
    data = (path for paths in settings.data.values() for path in paths)
    return {os.path.normpath(path) for path in (*data, *settings.dictionary)}


def set_aside(path: str, settings: Settings) -> bool:
    """Whether the configuration keeps a single file out: excluded, not included, data of its own, or a known other text."""
    if any(matches(path, folder, pattern) for folder, pattern in settings.exclude):
        return True
    if os.path.normpath(os.path.abspath(path)) in own_files(settings):  # noqa: PTH100 -- as above
        return True
    if settings.include:
        return not any(matches(path, folder, pattern) for folder, pattern in settings.include)
    return _NOT_ARTICLES.fullmatch(os.path.basename(path)) is not None  # noqa: PTH119 -- as above


def looked_at(path: str, settings: Settings) -> bool:
    """Whether a check of the site would look at a file: in the content, if the configuration names any, and no other text."""
    if settings.content and not _within(path, settings.content):
        return False
    return not set_aside(path, settings) and bool(settings.include or article_name(os.path.basename(path)))  # noqa: PTH119 -- as above


def _within(path: str, tops: tuple[str, ...]) -> bool:
    """Whether a file lies in one of the folders, as it is called or as it really is."""
    places = {os.path.abspath(path), os.path.realpath(path)}  # noqa: PTH100 -- as above
    return any(place.startswith(os.path.join(os.path.normpath(top), "")) for top in tops for place in places)  # noqa: PTH118 -- as above


def wanted(path: str, name: str, settings: Settings) -> bool:
    """Whether a file of a folder (`name` is the last part of its path) is an article, as far as its name tells."""
    if any(matches(path, folder, pattern) for folder, pattern in settings.exclude):
        return False
    if settings.include:
        return any(matches(path, folder, pattern) for folder, pattern in settings.include)
    return article_name(name)


def article_name(name: str) -> bool:
    """Whether a file's name alone is one that articles have."""
    extension = name[name.rfind(".") :].lower() if "." in name else ""
    return extension in KINDS and not name.startswith(".") and not _NOT_ARTICLES.fullmatch(name)


def matches(path: str, folder: str, pattern: str) -> bool:
    """Whether a path matches a glob pattern relative to a folder; `**` crosses folders, a bare name matches anywhere.

    Of a page in an archive the archive's path may match, and the page's own name from the archive's top.
    """
    if "!" in path or "://" in path:
        outer = split(path)[0]
        names = inner_names(path) if outer or is_remote(path) else []
        if any(_compiled(pattern).fullmatch(name) for name in names):
            return True
        if is_remote(path):
            return False
        path = outer or path
    relative = os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")  # noqa: PTH100 -- as above
    return not relative.startswith("../") and _compiled(pattern).fullmatch(relative) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A glob as a regular expression; every piece is linear, so no pattern can hang."""
    text = pattern.strip("/") + ("/**" if pattern.endswith("/") else "")
    parts: list[str] = [] if "/" in text else ["(?:.*/)?"]
    index = 0
    while index < len(text):
        if text.startswith("**/", index):
            parts.append("(?:.*/)?")
            index += 3
        elif text.startswith("**", index):
            parts.append(".*")
            index += 2
        else:
            char = text[index]
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)))
            index += 1
    return re.compile("".join(parts), re.DOTALL)
