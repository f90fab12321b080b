"""A client of `qa serve` that asks as its own page would."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes

    def json(self):
        return json.loads(self.body)


class Client:
    """Asks as this server's own page would; each part can be replaced."""

    def __init__(self, address):
        parts = urlsplit(address)
        self.port, self.base = parts.port, parts.path
        self.origin = f"http://127.0.0.1:{parts.port}"

    def ask(self, name, data=None, *, method=None, path=None, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = (
            {"Origin": self.origin, "Content-Type": "application/json"} if data is not None or body is not None else {}
        )
        sent |= {key.replace("_", "-"): value for key, value in headers.items()}
        sent = {key: value for key, value in sent.items() if value is not None}
        if data is not None:
            body = json.dumps(data).encode()
        try:
            connection.request(method or ("GET" if body is None else "POST"), path or self.base + name, body, sent)
            response = connection.getresponse()
            return Answer(response.status, dict(response.headers), response.read())
        finally:
            connection.close()

    def check(self, text, **more):
        return self.ask("api/check", {"text": text, "kind": None, "name": "", **more}).json()
