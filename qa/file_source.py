"""Reads a file of content that anyone may have put into a folder: never waits, and never reads without end."""

from __future__ import annotations

import os
import stat

from qa.source import MAX_BYTES, Source

_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
_NOT_A_FILE = "cannot be read: it is {}, not a file"
_FOLDER = _NOT_A_FILE.format(_KINDS[stat.S_IFDIR])
# What a shell passes for <(command): its writer is there.
_PASSED = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")


def source_of(path: str) -> Source:
    """The text of a file; one that can't be read, or is no regular file, is a source with a problem."""
    try:
        return _source(path)
    except (OSError, ValueError) as error:
        return Source(path, "", f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _source(path: str) -> Source:
    passed = path.startswith(_PASSED)
    if not passed and (other := _irregular(os.stat(path))):  # noqa: PTH116 -- a str, kept as given
        if other == _FOLDER:
            os.scandir(path).close()  # says why a run could not look into it
        return Source(path, "", other)
    # Without waiting: a file may have become a pipe since.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | (0 if passed else getattr(os, "O_NONBLOCK", 0)))
    with open(handle, "rb") as file:  # noqa: PTH123 -- an open handle
        found = os.fstat(handle)
        if not passed and (other := _irregular(found)):
            return Source(path, "", other)
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        size = f"has {found.st_size:,}" if found.st_size > MAX_BYTES else f"has over {MAX_BYTES:,}"
        return Source(path, "", f"the file {size} bytes; the limit is {MAX_BYTES:,}")
    return Source.from_bytes(path, data)


def _irregular(found: os.stat_result) -> str:
    """What is wrong with a file that is no regular one; "" for a regular one."""
    if stat.S_ISREG(found.st_mode):
        return ""
    kind = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
    return _NOT_A_FILE.format(kind)
