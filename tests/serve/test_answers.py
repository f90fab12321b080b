"""What the page is told: positions as a browser counts, conversions, front-matter changes, the audit."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import Client
from word import word_file

ROOT = Path(__file__).parent.parent.parent
ARTICLE = (ROOT / "content" / "articles" / "metastatic-breast-cancer.md").read_text(encoding="utf-8")


def sliced(text, item):
    """What JavaScript's `slice` would give."""
    return text.encode("utf-16-le")[2 * item["start"] : 2 * item["end"]].decode("utf-16-le")


def found(answer, rule):
    return [item for item in answer["findings"] if item["rule"] == rule]


def test_a_draft_is_checked_as_the_command_line_does(client, qa):
    answer = client.check(ARTICLE, name="metastatic-breast-cancer.md")
    told = qa("check", "--format", "json", "--today", "2026-11-22", "content/articles/metastatic-breast-cancer.md")
    wanted = [(item["rule"], item["line"], item["message"]) for item in json.loads(told.out)["findings"]]
    assert [(item["rule"], item["line"], item["message"]) for item in answer["findings"]] == wanted
    assert answer["kind"] == "markdown"
    assert answer["type"] == "condition"


def test_positions_count_as_browsers_do(client):
    text = "# Cancer 😀\n\n👩🏽‍⚕️ 😀 metastatic cancer. Metastatic cancer, and the 😀 metastic kind."
    (finding,) = found(client.check(text, kind="markdown"), "T01")
    assert sliced(text, finding) == "metastic"
    (edit,) = finding["fix"]["edits"]
    assert sliced(text, edit) == "metastic"
    assert edit["text"] == "metastatic"


def test_half_characters_and_nul_do_no_harm(client):
    answer = client.check("# A\n\nThe \ud83d metastic \x00 kind of metastatic cancer.", kind="markdown")
    assert len(found(answer, "T01")) == 1


def test_the_kind_is_found_and_a_name_decides(client):
    assert client.check("<!doctype html><p>Hello</p>")["kind"] == "html"
    assert client.check("Just words\n\nand more words")["kind"] == "captured"
    assert client.check("Just words", name="draft.md")["kind"] == "markdown"
    assert client.check("Just words", name="../../elsewhere/draft.md")["kind"] == "markdown"


def test_hardest_sentences_and_figures(client):
    answer = client.check(ARTICLE)
    assert len(answer["hardest"]) == 3
    for item in answer["hardest"]:
        assert len(sliced(ARTICLE, item).split()) >= item["words"] - 2
    assert answer["facts"]["words"] > 500
    assert answer["facts"]["readability"]["smog"] > 0


def test_nothing_beside_a_draft_is_looked_for(client):
    assert found(client.check("# A\n\n[page](no-such-page.md)"), "L12") == []


def change(client, text, name, value, content_type="condition"):
    answer = client.ask("api/field", {"text": text, "type": content_type, "name": name, "value": value})
    if answer.status != 200:
        return answer
    edit = answer.json()
    wide = text.encode("utf-16-le")
    return (wide[: 2 * edit["start"]] + edit["text"].encode("utf-16-le") + wide[2 * edit["end"] :]).decode("utf-16-le")


def test_a_field_is_written(client):
    text = "---\ntitle: 😀 Asthma  # ours\nlastupdate: 2024-01-01\n---\n\nBody 😀\n"
    after = change(client, text, "last_updated", "2026-11-22")
    after = change(client, after, "reviewer", [{"name": "Dr Ada Wong", "role": "GP"}, {"name": ""}])
    after = change(client, after, "sources", [{"title": "Asthma Handbook", "url": ""}])
    after = change(client, after, "topics", ["asthma", "yes"])
    assert after == (
        "---\ntitle: 😀 Asthma  # ours\nlastupdate: 2026-11-22\nreviewer:\n  - name: Dr Ada Wong\n    role: GP\n"
        'sources: Asthma Handbook\ntopics: [asthma, "yes"]\n---\n\nBody 😀\n'
    )
    assert client.check(after)["fields"]["reviewer"] == [{"name": "Dr Ada Wong", "role": "GP"}]


def test_a_publisher_s_own_keys_stay(client):
    text = "---\ntitle: A\nreviewer:\n  - {name: Dr A, ahpra: MED01}\n---\n\nBody\n"
    (person,) = client.check(text)["fields"]["reviewer"]
    assert person == {"name": "Dr A", "ahpra": "MED01"}
    assert "ahpra: MED01" in change(client, text, "reviewer", [{**person, "role": "GP"}])


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("---\ntitle: [a\n---\n", "title", "b"),
        ("---\ntitle: a\n", "title", "b"),
        ("Body", "title", {"a": 1}),
        ("Body", "no_such_field", "b"),
        ("Body", "type", "recipe"),
        ("Body", "topics", ["a\nb"]),
    ],
)
def test_what_cannot_be_written_is_told(client, text, name, value):
    answer = change(client, text, name, value)
    assert answer.status == 422
    assert answer.json()["problem"]


def test_export_of_a_captured_page(client):
    text = "Site header\n\nbeginning of content\n\nAsthma\n\n2-minute read\n\nKey facts\n\n  • It narrows the airways.\n\nLast reviewed: March 2026\n"
    markdown = client.ask("api/markdown", {"text": text, "kind": "captured", "name": ""}).json()["text"]
    assert markdown.startswith("---\ntitle: Asthma\n")
    assert "- It narrows the airways." in markdown
    assert client.ask("api/markdown", {"text": "# A *b*\n", "kind": "markdown"}).json()["text"] == "# A *b*\n"


def word(client, data):
    return client.ask("api/word", body=data, Content_Type="application/octet-stream")


def test_a_word_file(client):
    answer = word(client, word_file()).json()
    assert answer["text"] == (
        "---\ntitle: Asthma\n---\n\n# Asthma\n\nDo **not** wait. See [our page](https://a.example/page).![An inhaler](image-1.png)\n\n"
        "## Symptoms 😀\n\n- cough\n- wheeze\n\n| Drug | Dose |\n|---|---|\n| salbutamol | 2 puffs |\n\n<script>alert(1)</script>\n"
    ).replace("<script>", "\\<script\\>").replace("</script>", "\\</script\\>")
    assert "![An inhaler](image-1.png)" in answer["text"]
    assert answer["notes"] == ["save its 1 image beside the article as image-1.png"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a Word file"),
        (b"plain text", "not a Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old (.doc)"),
        (word_file()[:-400], "not a Word file"),
        (word_file(doctype='<!DOCTYPE a [<!ENTITY b "c">]>'), "document type"),
        (word_file(padding=70_000_000), "too large"),
        (word_file(document="<w:document"), "damaged"),
    ],
)
def test_a_faulty_word_file(client, data, told):
    answer = word(client, data)
    assert answer.status == 422
    assert told in answer.json()["problem"]


def test_no_draft_is_written_anywhere(serving, tmp_path, cache_folder):
    folder = tmp_path / "site"
    shutil.copytree(ROOT / "content", folder)
    client = Client(serving(cwd=folder))
    before = set(folder.rglob("*"))
    client.check("---\ntitle: Quizzaciously\nlang: xx-quizzaciously\n---\n\nQuizzaciously unwritten.", kind="markdown")
    change(client, "Quizzaciously", "title", "Quizzaciously")
    assert set(folder.rglob("*")) == before
    for path in cache_folder.rglob("*"):
        if path.is_file():
            assert b"uizzaciously" not in path.read_bytes()


def test_configuration_is_read_again(serving, tmp_path):
    (tmp_path / "qa.yaml").write_text("profile: au\ndictionary: words.txt\n")
    (tmp_path / "words.txt").write_text("# none\n")
    client = Client(serving(cwd=tmp_path))
    text = "# Metastatic cancer\n\nMetastatic cancer, and the metastic kind."
    assert found(client.check(text), "T01")
    (tmp_path / "words.txt").write_text("metastic\n")
    os.utime(tmp_path / "words.txt", (2_000_000_000, 2_000_000_000))
    assert not found(client.check(text), "T01")
    (tmp_path / "qa.yaml").write_text("profle: au\n")
    answer = client.ask("api/check", {"text": text, "kind": None, "name": ""})
    assert answer.status == 409
    assert "did you mean “profile”" in answer.json()["problem"]
    (tmp_path / "qa.yaml").write_text("profile: au\n")
    os.utime(tmp_path / "qa.yaml", (2_000_000_100, 2_000_000_100))
    assert found(client.check(text), "T01")


@pytest.fixture(scope="module")
def audited(tmp_path_factory):
    folder = tmp_path_factory.mktemp("audited")
    shutil.copytree(ROOT / "content", folder / "content")
    command = [
        sys.executable,
        "-m",
        "qa",
        "audit",
        "content",
        "--out",
        "content/audit",
        "--offline",
        "--today",
        "2026-11-22",
    ]
    subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=120)
    return folder / "content"


def test_the_last_audit(serving, audited):
    client = Client(serving(cwd=audited))
    about = client.ask("api/audit").json()
    assert about["today"] == "2026-11-22"
    assert about["summary"]["files"] == 10
    assert {item["name"] for item in about["tables"]} == {"audit.xlsx", "findings.csv", "reviews.ics", "summary.md"}
    report = client.ask("audit/report.html")
    assert report.status == 200
    assert report.headers["Content-Security-Policy"].startswith("sandbox ")
    assert "'unsafe-inline'; script-src 'sha256-" in report.headers["Content-Security-Policy"]
    assert report.body == (audited / "audit" / "report.html").read_bytes()
    table = client.ask("audit/findings.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="findings.csv"'
    for name in ("history.sqlite", "..%2fqa.yaml", "findings.json"):
        assert client.ask(f"audit/{name}").status == 404


def test_no_audit(client):
    assert client.ask("api/audit").json() == {}
    assert client.ask("audit/report.html").status == 404


def test_mistakes_on_the_command_line(qa, tmp_path):
    for arguments, told in (
        (("no-such-folder",), "no-such-folder: no such folder"),
        (("--audit", str(tmp_path)), "no report.html in this folder"),
        (
            (
                "--select",
                "T99",
            ),
            "T99",
        ),
    ):
        done = qa("serve", "--no-browser", *arguments)
        assert done.status == 2
        assert told in done.err
        assert len(done.err.strip().splitlines()) == 1


def test_a_taken_port_is_told(qa, client):
    done = qa("serve", "--no-browser", "--port", str(client.port))
    assert done.status == 2
    assert done.err.startswith(f"qa: port {client.port} can't be used")


def test_abandoned_checks_leave_the_server_well(client):
    body = json.dumps({"text": ARTICLE * 4, "kind": "markdown", "name": ""}).encode()
    head = (
        f"POST {client.base}api/check HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\nOrigin: {client.origin}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    for _ in range(12):
        with socket.create_connection(("127.0.0.1", client.port), 10) as connection:
            connection.sendall(head + body)
    # A page that is told “busy” asks again; what was abandoned must not keep it waiting for ever.
    for _ in range(100):
        answer = client.ask("api/check", {"text": ARTICLE, "kind": "markdown", "name": ""})
        if answer.status == 200:
            break
        assert answer.status == 503
        time.sleep(0.2)
    assert found(answer.json(), "T01")


def test_without_a_configuration(serving, tmp_path):
    client = Client(serving(cwd=tmp_path))
    assert found(client.check(ARTICLE), "T01")
    assert client.ask("api/start").json()["profile"] == "au"


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_ends_when_told(tmp_path, name):
    command = [sys.executable, "-m", "qa", "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline().startswith("Checking drafts at http://127.0.0.1:")
        process.send_signal(signal.Signals[name])
        assert process.wait(30) == 0
        assert "Traceback" not in process.stderr.read()
