"""The last audit's report and its tables, as the audit wrote them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from qa.record import record
from qa.serve.guard import HEADERS

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "report.html"
# What the folder of an audit may offer for saving, and what each is called on the page.
TABLES = {
    "audit.xlsx": "Workbook (Excel)",
    "findings.csv": "Findings (CSV)",
    "reviews.ics": "Review calendar",
    "summary.md": "Summary (Markdown)",
}
_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_HEAD = 4096


@record
class Reports:
    """Where audits write; None where no folder with a report was named or found."""

    folder: Path | None

    def about(self) -> dict[str, Any]:
        """The day and figures of the last audit, and which of its files are there; {} without a report."""
        if self.folder is None or not (self.folder / REPORT).is_file():
            return {}
        tables = [{"name": name, "label": label} for name, label in TABLES.items() if (self.folder / name).is_file()]
        return {"folder": self.folder.name, "tables": tables, **self._figures()}

    def _figures(self) -> dict[str, Any]:
        """The head of findings.json, which may be large: it ends where the list of documents begins."""
        assert self.folder is not None  # noqa: S101 -- about() has seen to it
        try:
            with (self.folder / "findings.json").open(encoding="utf-8") as file:
                head = file.read(_HEAD).partition(',\n  "documents"')[0]
            found = json.loads(f"{head}\n}}")
            return {"today": found["today"], "summary": found["summary"]}
        except (OSError, ValueError, KeyError):
            return {}


def report_routes(app: web.Application, base: str, reports: Reports) -> None:
    """Serve what `reports` says, the report itself and its tables."""

    async def about(_: web.Request) -> web.Response:
        return web.json_response(reports.about())

    async def report(_: web.Request) -> web.Response:
        return _report(_bytes(reports, REPORT))

    async def table(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in TABLES:
            raise web.HTTPNotFound
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=_bytes(reports, name), content_type="application/octet-stream", headers=headers)

    app.router.add_get(f"{base}/api/audit", about)
    app.router.add_get(f"{base}/audit/{REPORT}", report)
    app.router.add_get(f"{base}/audit/{{name}}", table)


def _bytes(reports: Reports, name: str) -> bytes:
    try:
        if reports.folder is not None:
            return (reports.folder / name).read_bytes()
    except OSError:
        pass
    raise web.HTTPNotFound(text="This audit's files are gone. Run `qa audit` again.\n")


def _report(body: bytes) -> web.Response:
    """The report in a sandbox: it is a page of its own with a script of its own, and can reach nothing of this server."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in _SCRIPT.findall(body)
    )
    policy = (
        f"sandbox allow-scripts allow-popups allow-downloads; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src {hashes or chr(39) + 'none' + chr(39)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return web.Response(
        body=body, content_type="text/html", charset="utf-8", headers={**HEADERS, "Content-Security-Policy": policy}
    )
