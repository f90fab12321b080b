"""The link check of a run in shards: each address is asked once, for all of them together."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from archives import Capture, warc


@pytest.fixture
def asked():
    """A server on loopback that has one page; gives its address, and how often each path was asked for."""
    counts = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            counts[self.path] += 1
            body = b"<html><title>Here</title><body><h1>Here</h1><p>Some words.</p></body></html>"
            self.send_response(200 if self.path == "/here" else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 -- as the standard library names it

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", counts
    server.shutdown()
    server.server_close()
    thread.join()


def test_shards_ask_nobody_and_the_merge_asks_each_address_once(qa, tmp_path, asked):
    base, counts = asked
    (tmp_path / "qa.yaml").write_text("links: {allow_private: true}\n")
    body = f'<html lang=en><title>T</title><body><h1>T</h1><p><a href="{base}/here">A</a> <a href="{base}/gone">B</a></p></body></html>'
    captures = [Capture(f"https://x.example/{number}", body.encode()) for number in range(6)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(warc(captures)))
    common = ("a.warc.gz", "--online", "--select", "L01", "--jobs", "1", "--today", "2026-11-22")
    for number in (1, 2):
        assert qa("check", *common, "--shard", f"{number}/2", "--output", f"p{number}", cwd=tmp_path).status == 0
    assert not counts
    merged = qa("merge", "p1", "p2", "--format", "json", "--jobs", "1", cwd=tmp_path)
    found = [
        (item["rule"], item["path"].rpartition("/")[2], item["excerpt"]) for item in json.loads(merged.out)["findings"]
    ]
    assert found == [("L01", str(number), f"{base}/gone") for number in range(6)]
    assert counts["/here"] == 1
    one = qa("check", *common, "--format", "json", cwd=tmp_path)
    assert one.out == merged.out
