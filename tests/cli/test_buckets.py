"""Buckets, on real servers of each kind on loopback: S3 (moto), Google's (gcp-storage-emulator), Azure's (azurite, by npm).

Each skips where its server isn't installed: `pip install -e '.[buckets]'`, `npm install azurite`; AZURITE names its command.
"""

from __future__ import annotations

import http.server
import json
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import pytest
from archives import Capture, warc

PAGE = "# {0}\n\nA metastic illness.\n"
CAPTURE = "<html lang=en><title>{0}</title><main><h1>{0}</h1><p>A metastic illness.</p></main></html>"
FILES = {
    "site/flu.md": PAGE.format("Flu").encode(),
    "site/deep/er/cold.md": PAGE.format("Cold").encode(),
    "site/.drafts/gout.md": PAGE.format("Gout").encode(),
    "site/picture.png": b"\x89PNG",
    "site/crawl.warc.gz": b"".join(
        warc([Capture(f"https://x.example/{at}", CAPTURE.format(at).encode()) for at in "ab"])
    ),
    "other/shingles.md": PAGE.format("Shingles").encode(),
    "a site/é%20b.md": PAGE.format("Odd").encode(),
}
# Azurite's account, the same for everybody (https://learn.microsoft.com/azure/storage/common/storage-use-azurite).
AZURE_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def access(given):
    """The arguments of a client of that server."""
    names = {"endpoint_url": "AWS_ENDPOINT_URL", "aws_access_key_id": "AWS_ACCESS_KEY_ID",
             "aws_secret_access_key": "AWS_SECRET_ACCESS_KEY", "region_name": "AWS_DEFAULT_REGION"}  # fmt: skip
    return {name: given[variable] for name, variable in names.items()}


@pytest.fixture(scope="module")
def s3():
    """An S3 server with a bucket; the environment that names it."""
    pytest.importorskip("s3fs")
    server_module = pytest.importorskip("moto.server")
    import boto3

    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "me",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    client = boto3.client("s3", **access(given))
    client.create_bucket(Bucket="pages")
    for name, data in FILES.items():
        client.put_object(Bucket="pages", Key=name, Body=data)
    yield given
    client.close()
    server.stop()


@pytest.fixture(scope="module")
def gs():
    """A server that speaks as Google's storage, with a bucket."""
    pytest.importorskip("gcsfs")
    module = pytest.importorskip("gcp_storage_emulator.server")
    port = free_port()
    server = module.create_server("127.0.0.1", port, in_memory=True)
    server.start()
    base = f"http://127.0.0.1:{port}"

    def post(path, data, kind):
        request = urllib.request.Request(base + path, data, {"Content-Type": kind})  # noqa: S310 -- on loopback
        urllib.request.urlopen(request).close()  # noqa: S310 -- as above

    post("/storage/v1/b?project=x", b'{"name": "pages"}', "application/json")
    for name, data in FILES.items():
        where = f"/upload/storage/v1/b/pages/o?uploadType=media&name={urllib.parse.quote(name, safe='')}"
        post(where, data, "application/octet-stream")
    yield {"STORAGE_EMULATOR_HOST": base}
    server.stop()


@pytest.fixture(scope="module")
def az(tmp_path_factory):
    """A server that speaks as Azure's storage, with a container."""
    pytest.importorskip("adlfs")
    command = os.environ.get("AZURITE") or shutil.which("azurite-blob")
    if not command or not shutil.which(command):
        pytest.skip("azurite isn't installed")
    from azure.storage.blob import BlobServiceClient

    port = free_port()
    options = (
        "--blobPort",
        str(port),
        "--silent",
        "--inMemoryPersistence",
        "--skipApiVersionCheck",
        "--disableTelemetry",
    )
    server = subprocess.Popen([command, *options], cwd=tmp_path_factory.mktemp("az"), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/devstoreaccount1"
    told = f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AZURE_KEY};BlobEndpoint={address};"
    try:
        wait_for_port(port)
        with BlobServiceClient.from_connection_string(told) as client, client.create_container("pages") as pages:
            for name, data in FILES.items():
                pages.upload_blob(name, data)
        yield {"AZURE_STORAGE_CONNECTION_STRING": told}
    finally:
        server.kill()
        server.wait()


def wait_for_port(port, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server didn't come up")


@pytest.fixture(params=["s3", "gs", "az"])
def bucket(request):
    """The address of a bucket, and the environment that leads to its server."""
    return f"{request.param}://pages", request.getfixturevalue(request.param)


def test_prefixes_objects_and_archives_are_read(qa, tmp_path, bucket):
    base, given = bucket
    options = ("--select", "T01", "--format", "json", "--jobs", "1")
    ran = qa("check", f"{base}/site", f"{base}/a site/é%20b.md", *options, cwd=tmp_path, **given)
    assert (ran.status, ran.err) == (1, "")
    report = json.loads(ran.out)
    inside = [f"crawl.warc.gz!https://x.example/{at}" for at in "ab"]
    pages = [
        f"{base}/{name}"
        for name in ("a site/é%20b.md", *(f"site/{it}" for it in (*inside, "deep/er/cold.md", "flu.md")))
    ]
    assert [item["path"] for item in report["documents"]] == pages
    assert [(item["path"], item["excerpt"]) for item in report["findings"]] == [(page, "metastic") for page in pages]


def refused(qa, folder, address, given):
    """The one line that an address is refused with."""
    ran = qa("check", address, "--select", "T01", cwd=folder, **given)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), ran.err
    start = f"qa: {address}: "
    assert ran.err.startswith(start)
    return ran.err.removeprefix(start).lower()


def test_what_is_not_there_is_one_line(qa, tmp_path, bucket):
    base, given = bucket
    assert "no such file" in refused(qa, tmp_path, f"{base}/site/none.md", given)
    assert "no such file" in refused(qa, tmp_path, f"{base}/none.warc.gz", given)
    assert refused(qa, tmp_path, base.replace("pages", "nobody"), given)


@pytest.fixture
def locked(s3):
    """The S3 server asking who is there; the environment of somebody who may read, with a key of their own."""
    import boto3
    from moto.core.authorization import enable_iam_authentication

    client = boto3.client("iam", **access(s3))
    client.create_user(UserName="reader")
    allowed = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    client.put_user_policy(UserName="reader", PolicyName="reads", PolicyDocument=policy)
    key = client.create_access_key(UserName="reader")["AccessKey"]
    client.close()
    with enable_iam_authentication():
        yield {**s3, "AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def test_wrong_credentials_of_s3_are_one_line_that_says_so(qa, tmp_path, locked):
    assert qa("check", "s3://pages/site/flu.md", "--select", "T01", cwd=tmp_path, **locked).status == 1
    wrong = {**locked, "AWS_SECRET_ACCESS_KEY": "wrong"}
    nobody = {**locked, "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE"}
    none = {**locked, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true"}
    assert "signature" in refused(qa, tmp_path, "s3://pages/site", wrong)
    assert "access key" in refused(qa, tmp_path, "s3://pages/site/flu.md", nobody)
    assert "forbidden" in refused(qa, tmp_path, "s3://pages/site/crawl.warc.gz", nobody)
    assert "credentials" in refused(qa, tmp_path, "s3://pages/site", none)


def test_wrong_credentials_of_azure_are_one_line_that_says_so(qa, tmp_path, az):
    told = az["AZURE_STORAGE_CONNECTION_STRING"]
    wrong = {"AZURE_STORAGE_CONNECTION_STRING": told.replace("Eby8", "AAAA")}
    assert "auth" in refused(qa, tmp_path, "az://pages/site", wrong)
    assert "connection_string or account_name" in refused(qa, tmp_path, "az://pages/site", {})


@pytest.fixture
def guarded():
    """A server that refuses every key as Google's does; the environment that leads to it."""

    class Guard(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = json.dumps({"error": {"code": 401, "message": "Invalid Credentials"}}).encode()
            self.send_response(401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guard) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"STORAGE_EMULATOR_HOST": f"http://127.0.0.1:{server.server_port}"}
        server.shutdown()


def test_wrong_credentials_of_google_are_one_line_that_says_so(qa, tmp_path, guarded):
    pytest.importorskip("gcsfs")
    assert "invalid credentials" in refused(qa, tmp_path, "gs://pages/site", guarded)
    absent = {**guarded, "GOOGLE_APPLICATION_CREDENTIALS": "absent.json"}
    assert "absent.json was not found" in refused(qa, tmp_path, "gs://pages/site/flu.md", absent)
    (tmp_path / "key.json").write_text('{"type": "service_account"', encoding="utf-8")
    damaged = {**guarded, "GOOGLE_APPLICATION_CREDENTIALS": "key.json"}
    assert "key.json is not a valid json file" in refused(qa, tmp_path, "gs://pages/site/crawl.warc.gz", damaged)


def test_a_file_system_in_memory_is_as_good_as_any():
    fsspec = pytest.importorskip("fsspec")
    from qa.api import check_paths

    memory = fsspec.filesystem("memory")
    for name, data in FILES.items():
        memory.pipe(f"/pages/{name}", data)
    report = check_paths(["memory://pages/site"])
    found = [file.facts.path.removeprefix("memory://pages/site/") for file in report.files]
    assert found == [
        "crawl.warc.gz!https://x.example/a",
        "crawl.warc.gz!https://x.example/b",
        "deep/er/cold.md",
        "flu.md",
    ]
    assert all("T01" in {finding.rule for finding in file.findings} for file in report.files)
