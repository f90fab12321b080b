"""Certificates that are right, out of date, somebody else's, or nobody's."""

from __future__ import annotations

import shutil
import ssl
import subprocess

import pytest
from server import Server, page

from qa.links.run import check_links

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made by openssl")


def _certificate(folder, name: str, days: int):
    """A certificate that is its own authority, for an IP address, good for so many days from now."""
    key, request, made = folder / "key.pem", folder / "request.pem", folder / "made.pem"
    extension = folder / "extension"
    extension.write_text(f"subjectAltName=IP:{name}\n")
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(key)]
    subject = ["-subj", "/CN=test", "-out", str(request)]
    subprocess.run(["openssl", "req", "-new", *new_key, *subject], check=True, capture_output=True)
    sign = ["-in", str(request), "-signkey", str(key), "-days", str(days), "-extfile", str(extension)]
    subprocess.run(["openssl", "x509", "-req", *sign, "-out", str(made)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context, made


@pytest.mark.parametrize(
    ("name", "days", "trusted", "kind", "reason"),
    [
        ("127.0.0.1", 9, True, "ok", ""),
        ("127.0.0.1", -1, True, "broken", "tls-expired"),
        ("10.1.1.1", 9, True, "broken", "tls-name"),
        ("127.0.0.1", 9, False, "unknown", "tls"),
    ],
)
def test_a_certificate_has_its_verdict(quick, tmp_path, name, days, trusted, kind, reason):
    context, made = _certificate(tmp_path, name, days)
    client = ssl.create_default_context(cafile=str(made) if trusted else None)
    with Server({"/": page("Asthma")}, tls=context) as server:
        url = server.url("/")
        verdict = check_links([url], quick(tls=client, retries=0), tmp_path / "s")[url]
    assert (verdict["kind"], verdict["reason"]) == (kind, reason)


def test_plain_http_asked_over_tls_is_no_proof_of_anything(quick, tmp_path):
    with Server({"/": page("Asthma")}) as server:
        url = server.url("/").replace("http:", "https:")
        verdict = check_links([url], quick(retries=0), tmp_path / "s")[url]
    assert verdict["kind"] == "unknown"
