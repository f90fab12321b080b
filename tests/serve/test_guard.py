"""Strangers are refused: other hosts, other origins, no token; and what a page may ask has limits."""

import re
import socket

import pytest
from asking import Client

DRAFT = {"text": "The metastic kind.", "kind": "markdown", "name": ""}


def test_the_page_comes_with_its_headers(client):
    answer = client.ask("")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in answer.headers
    # No script, style or handler stands in the page itself.
    assert b"<style" not in answer.body
    assert b"style=" not in answer.body
    assert re.search(rb"\son\w+=", answer.body) is None
    assert answer.body.count(b"<script") == answer.body.count(b'<script type="module" src=') == 1


@pytest.mark.parametrize("name", ["", "app.js", "app.css", "api/start", "api/audit", "audit/report.html"])
@pytest.mark.parametrize("token", ["", "x" * 32, "..", "%2e%2e"])
def test_no_token_no_answer(client, name, token):
    for path in (f"/{token}/{name}", f"/{name}"):
        answer = client.ask("", path=path)
        assert answer.status == 403
        assert b"qa serve" in answer.body
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.evil.example:{port}", "[::1]:{port}", ""]
)
def test_another_host_is_refused(client, host):
    host = host.format(port=client.port)
    assert client.ask("", Host=host).status == 403
    assert client.ask("api/check", DRAFT, Host=host, Origin=f"http://{host}").status == 403


def test_two_hosts_are_refused(client):
    with socket.create_connection(("127.0.0.1", client.port), 10) as connection:
        lines = [
            f"GET {client.base} HTTP/1.1",
            f"Host: 127.0.0.1:{client.port}",
            "Host: evil.example",
            "Connection: close",
            "",
            "",
        ]
        connection.sendall("\r\n".join(lines).encode())
        assert connection.recv(100).split()[1] in (b"403", b"400")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", None]
)
def test_another_origin_is_refused(client, origin):
    origin = origin and origin.format(port=client.port)
    assert client.ask("api/check", DRAFT, Origin=origin).status == 403
    if origin:
        assert client.ask("", Origin=origin).status == 403


def test_localhost_is_this_machine_too(client):
    host = f"localhost:{client.port}"
    assert client.ask("api/check", DRAFT, Host=host, Origin=f"http://{host}").status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_embed_nothing(client, site):
    assert client.ask("app.js", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors").status == 403
    assert client.ask("", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(client, method):
    assert client.ask("api/check", method=method, Origin=client.origin).status == 405


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"text": 1}', "application/json", 400),
        (b'{"text": "a", "kind": "pdf"}', "application/json", 400),
        (b'{"text": "a"}', "text/plain", 415),
        (b"[" * 200_000, "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b" " * 26_000_000, "application/json", 413),
    ],
)
def test_what_cannot_be_read_is_refused(client, body, kind, status):
    answer = client.ask("api/check", body=body, Content_Type=kind)
    assert answer.status == status
    assert b"Traceback" not in answer.body
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("api/field", {"text": "a", "type": "page"}, b"Expected text, type and name."),
        ("api/accept", {"text": "a", "fingerprint": "x", "reach": "all", "reason": "y"}, b"Expected fingerprint, reach and reason."),
        ("api/accept", {"text": "a", "fingerprint": "x", "reach": "line"}, b"Expected fingerprint, reach and reason."),
        ("api/paste", {"text": ["a"]}, b"Expected text, kind and name."),
        ("api/check", [], b"Expected a JSON object."),
    ],
)  # fmt: skip
def test_what_lacks_a_part_is_told_which(client, name, given, told):
    answer = client.ask(name, given)
    assert (answer.status, answer.body.strip()) == (400, told)


@pytest.mark.parametrize(
    "name", ["../serving.py", "%2e%2e/serving.py", "..%2fserving.py", "index.html/..", "audit/../desk.py"]
)
def test_only_the_page_s_own_files(client, name):
    assert client.ask(name).status in (403, 404)


def test_too_many_requests(serving):
    client = Client(serving())
    answers = [client.ask("icon.svg").status for _ in range(400)]
    assert answers[0] == 200
    assert 429 in answers


def test_the_address_is_on_loopback_only(address):
    assert address.startswith("http://127.0.0.1:")
    assert len(address.rstrip("/").rpartition("/")[2]) >= 32
