"""Word files (.docx) as a web page that this tool reads."""

from __future__ import annotations

import html
import io
import zipfile
from typing import Any

from qa.serve.refused import RefusedError

# A .docx is a zip archive: what it unpacks to is bounded before anything is unpacked.
MAX_PARTS = 2_000
MAX_UNPACKED = 64 * 1024 * 1024

_ENDINGS = {"image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp", "image/x-emf": "emf"}
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh\n"
_ENCRYPTED = b"\xd0\xcf\x11\xe0"


def page_of(data: bytes) -> tuple[str, list[str]]:
    """The HTML of a .docx file's text, and a line for each thing that is left to do or was left out.

    Its images become image-1.png and so on, by their kinds; the files themselves are not taken out.

    Raises RefusedError for a file that is no .docx, is damaged, or unpacks to more than 64 MiB, and where the library is absent.
    """
    try:
        import mammoth
    except ImportError:
        raise RefusedError("Word files need the extra `serve`: pip install 'qa-health[serve]'") from None
    _examine(data)
    images: list[str] = []

    def image(found: Any) -> dict[str, str]:
        images.append(f"image-{len(images) + 1}.{_ENDINGS.get(found.content_type, 'png')}")
        return {"src": images[-1]}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(image)
        )
    except Exception:  # noqa: BLE001 -- whatever a damaged file does to the library, the editor gets a sentence
        raise RefusedError(
            "This Word file can't be read; it may be damaged. Save it again in Word, or copy its text."
        ) from None
    notes = (
        [f"save its {len(images)} image{'s' * (len(images) > 1)} beside the article as {_listed(images)}"]
        if images
        else []
    )
    if any(message.type == "warning" and "comment" in message.message.lower() for message in result.messages):
        notes.append("comments left out")
    return f"<!doctype html><html><body><main>{result.value}</main></body></html>", notes


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _examine(data: bytes) -> None:
    if data.startswith(_ENCRYPTED):
        raise RefusedError(
            "This is an old (.doc) or password-protected Word file. Save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise RefusedError("This Word file is too large.")
            if "[Content_Types].xml" not in archive.namelist():
                raise RefusedError("This is not a Word file (.docx).")
            for part in parts:
                # Word writes no document types; one can only serve to blow a parser up.
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                    raise RefusedError(
                        f"This Word file holds a document type ({html.escape(part.filename)}), which Word never writes."
                    )
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, NotImplementedError, EOFError):
        raise RefusedError("This is not a Word file (.docx), or it is damaged.") from None
