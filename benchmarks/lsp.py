"""How soon the language server answers a key: `python benchmarks/lsp.py [--keys 40]`.

Starts `qa lsp` as an editor does, opens an article, lets it warm up, and types one character after another with no pause
asked for. For each it measures from sending the change to receiving the diagnostics of that version, and the processor time
that the server spent (Linux), which other work on the machine leaves alone. The empty article is the floor: pipes, JSON and the interpreter; what is above it is checking.
The aim: under 50 ms for 1,000 words.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "content" / "articles"
BUDGET = 50.0
TODAY = "2026-11-22"
TYPED = "Breathing exercises help many people, and so does staying active. Ask your doctor or nurse what suits you. "


def texts() -> dict[str, str]:
    """What is typed into, by name."""
    clean = (ARTICLES / "asthma.md").read_text(encoding="utf-8")
    seed = (ARTICLES / "metastatic-breast-cancer.md").read_text(encoding="utf-8")
    body = clean.partition("---\n\n")[2]
    long = clean + "".join(body.replace("Asthma", f"Asthma {number}") for number in range(4))
    return {"empty": "# A\n", "seed page": seed, "clean article": clean, "five in one": long}


class Typist:
    """Types into one article and waits for the diagnostics of each version."""

    def __init__(self) -> None:
        self.client = LanguageClient("benchmark", "1")
        self.waiting: dict[tuple[str, int], asyncio.Future[int]] = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            found = self.waiting.pop((params.uri, params.version or 0), None)
            if found is not None:
                found.set_result(len(params.diagnostics))

    async def start(self, folder: Path) -> None:
        """Start the server in an empty folder."""
        await self.client.start_io(sys.executable, "-m", "qa", "lsp", env={**os.environ, "PYTHONPATH": str(ROOT)})
        await self.client.initialize_async(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(),
                root_uri=folder.as_uri(),
                initialization_options={"debounce": 0, "today": TODAY},
            )
        )
        self.client.initialized(lsp.InitializedParams())

    async def open(self, uri: str, text: str) -> tuple[float, int]:
        """Open an article; milliseconds to its first diagnostics, and how many there are."""
        item = lsp.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text)
        return await self._timed(
            uri, 1, lambda: self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        )

    async def key(self, uri: str, version: int, line: int) -> float:
        """Type the next character of a sentence into a line; milliseconds to the diagnostics."""
        at = lsp.Position(line, version - 2)
        change = lsp.TextDocumentContentChangePartial(lsp.Range(at, at), TYPED[(version - 2) % len(TYPED)])
        identifier = lsp.VersionedTextDocumentIdentifier(version=version, uri=uri)
        params = lsp.DidChangeTextDocumentParams(identifier, [change])
        spent, _ = await self._timed(uri, version, lambda: self.client.text_document_did_change(params))
        return spent

    async def _timed(self, uri: str, version: int, send: Callable[[], None]) -> tuple[float, int]:
        answer = asyncio.get_running_loop().create_future()
        self.waiting[uri, version] = answer
        start = time.perf_counter()
        send()
        count = await asyncio.wait_for(answer, 120)
        return (time.perf_counter() - start) * 1000, count

    def processor_ms(self) -> float:
        """Processor time of the server so far, in milliseconds; 0 where the system doesn't tell."""
        server = self.client._server  # noqa: SLF001 -- pygls names its process nowhere else
        try:
            fields = (
                Path(f"/proc/{server.pid if server else 0}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            )
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")

    async def stop(self) -> None:
        """Shut the server down."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


async def measured(keys: int) -> None:
    """Print a row an article."""
    typist = Typist()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await typist.start(folder)
        print(
            f"{'article':<14}{'words':>6}{'findings':>9}{'opened':>10}{'median':>10}{'p95':>10}{'processor':>10}{'a 1,000 words':>15}"
        )
        for title, text in texts().items():
            uri = (folder / f"{title.replace(' ', '-')}.md").as_uri()
            opened, findings = await typist.open(uri, text)
            line = text.count("\n") // 2
            for version in range(2, 8):
                await typist.key(uri, version, line)
            before = typist.processor_ms()
            spent = [await typist.key(uri, version, line) for version in range(8, 8 + keys)]
            processor = (typist.processor_ms() - before) / keys
            words = len(text.split())
            share = f"{processor / words * 1000:.1f} ms" if words > 100 else ""
            times = (opened, statistics.median(spent), sorted(spent)[int(keys * 0.95) - 1], processor)
            print(
                f"{title:<14}{words:>6,}{findings:>9}"
                + "".join(f"{value:>7.1f} ms" for value in times)
                + f"{share:>15}"
            )
        await typist.stop()
    print(f"\nThe aim is {BUDGET:.0f} ms for 1,000 words.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=40)
    asyncio.run(measured(parser.parse_args().keys))
