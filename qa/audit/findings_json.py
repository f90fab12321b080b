"""The audit in the JSON format of `qa check`, written piece by piece."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa.reporters.json_report import TOOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.audit.model import Audit


def pieces(audit: Audit) -> Iterator[str]:
    """One JSON object; documents and findings stand on a line each."""
    figures = audit.metrics
    head = {
        "version": 1,
        "tool": {"name": TOOL, "version": audit.run.tool},
        "today": audit.today.isoformat(),
        "profile": audit.run.profile,
        "summary": {
            "files": figures["pages"],
            **{name: figures[name] for name in ("error", "warning", "info", "suppressed", "baselined")},
        },
    }
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    for name, query in (
        ("documents", "SELECT facts FROM now.articles ORDER BY path"),
        (
            "findings",
            "SELECT f.data FROM now.findings f JOIN now.pages p ON p.id = f.page ORDER BY p.path, f.start, f.rule, f.id",
        ),
    ):
        yield f',\n  "{name}": ['
        for place, (row,) in enumerate(audit.base.execute(query)):
            text = json.dumps(json.loads(row), ensure_ascii=False)
            yield f"{',' if place else ''}\n    {text.encode('utf-8', 'backslashreplace').decode()}"
        yield "\n  ]"
    yield "\n}\n"
