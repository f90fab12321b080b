"""A generated health site on loopback: pages of the sample publisher's sections as HTML, with menus, lists and a sitemap.

Run alone it serves until its standard input closes: python benchmarks/site.py PAGES; it prints its address.
"""

from __future__ import annotations

import asyncio
import hashlib
import html
import re
import sys

from audit import page, sections

ARTICLE, LIST = re.compile(r"/articles/(\d+)/page-(\d+)\.html"), re.compile(r"/articles/(\d+)/")
A_LIST = 100


def as_html(markdown: str) -> str:
    """Roughly what a site generator makes of an article."""
    lines = []
    for raw in markdown.splitlines():
        line = html.escape(raw, quote=False)
        line = re.sub(
            r"\[([^\]]+)\]\(([^)]+)\)",
            lambda found: f'<a href="{found[2].replace(".md", ".html")}">{found[1]}</a>',
            line,
        )
        heading = re.match(r"(#+) (.*)", line)
        if heading:
            lines.append(f"<h{len(heading[1])}>{heading[2]}</h{len(heading[1])}>")
        elif line.startswith(("- ", "* ")):
            lines.append(f"<ul><li>{line[2:]}</li></ul>")
        elif line.strip():
            lines.append(f"<p>{line}</p>")
    return "\n".join(lines)


class Site:
    """Answers requests for a site of so many articles, a hundred a list."""

    def __init__(self, count: int) -> None:
        self.count, self.parts = count, sections()
        self.lists = (count + A_LIST - 1) // A_LIST
        self.menu = "".join(
            f'<li><a href="/articles/{number}/">Part {number}</a></li>' for number in range(min(20, self.lists))
        )

    def body(self, path: str) -> tuple[int, bytes]:
        """Status and page of a path."""
        article, listing = ARTICLE.fullmatch(path), LIST.fullmatch(path)
        if path == "/":
            links = "".join(f'<li><a href="/articles/{number}/">List {number}</a></li>' for number in range(self.lists))
            return 200, self._page("Home", "", f"<h1>Home</h1><ul>{links}</ul>")
        if listing and int(listing[1]) < self.lists:
            first = int(listing[1]) * A_LIST
            numbers = range(first, min(first + A_LIST, self.count))
            links = "".join(f'<li><a href="page-{number}.html">Page {number}</a></li>' for number in numbers)
            return 200, self._page(f"List {listing[1]}", "", f"<h1>List {listing[1]}</h1><ul>{links}</ul>")
        if article and int(article[2]) < self.count and int(article[2]) // A_LIST == int(article[1]):
            head, text = page(int(article[2]), self.parts).split("\n---\n", 1)
            reviewed = re.search(r"last_reviewed: (\S+)", head)
            meta = f'<meta name="last-reviewed" content="{reviewed[1]}">' if reviewed else ""
            return 200, self._page(f"Living well, part {article[2]}", meta, as_html(text))
        return 404, b"<!doctype html><title>Not found</title><p>Not found</p>"

    def _page(self, title: str, head: str, text: str) -> bytes:
        return (
            f'<!doctype html>\n<html lang="en-AU"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>\n'
            f'<div class="bar"><p>In an emergency call triple zero (000)</p><ul>{self.menu}</ul></div>\n<div>{text}</div>\n'
            "<div><p>Was this page helpful?</p><p>© Wattle Health Information</p></div></body></html>\n"
        ).encode()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                _, path, _ = head.decode("latin-1").split(" ", 2)
                status, body = self.body(path)
                tag = hashlib.sha256(body).hexdigest()[:16]
                if f'if-none-match: "{tag}"' in head.decode("latin-1").lower():
                    status, body = 304, b""
                fields = f'Content-Type: text/html; charset=utf-8\r\nETag: "{tag}"\r\nContent-Length: {len(body)}'
                writer.write(f"HTTP/1.1 {status} X\r\n{fields}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


async def main() -> None:
    """Serve until standard input closes."""
    site = Site(int(sys.argv[1]))
    server = await asyncio.start_server(site.talk, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
