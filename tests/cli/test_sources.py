"""Archives, exports and addresses, from the command line: what they hold, and what is wrong with them."""

from __future__ import annotations

import gzip
import json
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from archives import Capture, warc

PAGE = "<html lang=en><head><title>{0}</title></head><body><main><h1>{0}</h1>\n<p>A café of metastic care.</p></main></body></html>"


def run(qa, folder, *arguments, select="T01,U,L11"):
    ran = qa("check", *arguments, "--select", select, "--format", "json", cwd=folder)
    assert ran.err == ""
    return json.loads(ran.out)


def told(report):
    return [(item["rule"], item["path"], item["line"], item["column"]) for item in report["findings"]]


def paths(report):
    return [item["path"] for item in report["documents"]]


def problems(report):
    return [(item["path"], item["message"].split(": ", 1)[1]) for item in report["findings"] if item["rule"] == "U01"]


def page(title, charset="utf-8"):
    return PAGE.format(title).encode(charset)


@pytest.fixture
def crawl(tmp_path):
    def write(*captures, name="a.warc.gz", packed=True):
        records = warc(captures, packed=packed)
        (tmp_path / name).write_bytes(b"".join(records))
        return records

    return write


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_is_one_page_a_response_with_positions_in_the_decoded_text(qa, tmp_path, crawl, packed):
    name = "a.warc.gz" if packed else "a.warc"
    crawl(
        Capture("https://x.example/plain", page("Plain")),
        Capture("https://x.example/", page("Asked"), kind="request"),
        Capture("https://x.example/packed", gzip.compress(page("Packed")), encoding="gzip"),
        Capture("https://x.example/gone", page("Gone"), status="404 Not Found"),
        Capture("https://x.example/a.png", b"\x89PNG", content_type="image/png"),
        Capture("https://x.example/notes.md", page("Named like Markdown")),
        name=name,
        packed=packed,
    )
    report = run(qa, tmp_path, name)
    assert [(item["path"], item["title"], item["kind"]) for item in report["documents"]] == [
        (f"{name}!https://x.example/notes.md", "Named like Markdown", "html"),
        (f"{name}!https://x.example/packed", "Packed", "html"),
        (f"{name}!https://x.example/plain", "Plain", "html"),
    ]
    assert told(report) == [("T01", path, 2, 14) for path in paths(report)]


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "text/html"),
        ("utf-8", "text/html; charset=nonsense"),
        ("windows-1252", "text/html"),
        ("windows-1252", "text/html; charset=ISO-8859-1"),
        ("iso-8859-15", 'text/html; charset="iso-8859-15"'),
        ("utf-16", "text/html; charset=utf-8"),
    ],
)
def test_a_charset_is_found_as_browsers_find_it(qa, tmp_path, crawl, charset, declared):
    crawl(Capture("https://x.example/", page("Café", charset), content_type=declared))
    report = run(qa, tmp_path, "a.warc.gz")
    assert report["documents"][0]["title"] == "Café"
    assert [item[:1] for item in told(report)] == [("T01",)]


def test_bytes_that_the_declared_charset_lacks_are_pointed_at(qa, tmp_path, crawl):
    crawl(Capture("https://x.example/", page("Day", "windows-1252")))
    assert ("U02", 2, 9) in [(rule, line, column) for rule, _, line, column in told(run(qa, tmp_path, "a.warc.gz"))]


def test_the_last_capture_of_an_address_counts(qa, tmp_path, crawl):
    crawl(*(Capture("https://x.example/", page(title)) for title in ("Old", "Older", "New")))
    report = run(qa, tmp_path, "a.warc.gz")
    assert [item["title"] for item in report["documents"]] == ["New"]


def test_a_page_that_unpacks_without_end_is_refused(qa, tmp_path, crawl):
    crawl(Capture("https://x.example/", gzip.compress(b"a" * 50_000_000), encoding="gzip"))
    assert problems(run(qa, tmp_path, "a.warc.gz"))[0][1].startswith("the page has more than 4,194,304 bytes")


@pytest.mark.parametrize(("packed", "start"), [(True, 0), (True, 40), (False, 0)])
def test_a_damaged_stretch_is_named_and_the_rest_is_read(qa, tmp_path, crawl, packed, start):
    name = "a.warc.gz" if packed else "a.warc"
    records = crawl(*(Capture(f"https://x.example/{at}", page(f"T{at}")) for at in range(5)), name=name, packed=packed)
    broken = bytearray(records[2])
    broken[start : start + 60] = b"#" * 60
    (tmp_path / name).write_bytes(b"".join([*records[:2], bytes(broken), *records[3:]]))
    report = run(qa, tmp_path, name)
    assert [path.rpartition("/")[2] for path in paths(report) if "https" in path] == ["0", "1", "3", "4"]
    ((path, detail),) = problems(report) or [("", "")]
    assert path == f"{name}!byte {len(records[0])}"
    assert "damaged behind this byte" in detail


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_ends_too_early_is_told(qa, tmp_path, crawl, packed):
    name = "a.warc.gz" if packed else "a.warc"
    records = crawl(*(Capture(f"https://x.example/{at}", page(f"T{at}")) for at in range(3)), name=name, packed=packed)
    (tmp_path / name).write_bytes(b"".join(records)[:-60])
    assert [detail for _, detail in problems(run(qa, tmp_path, name))] == [
        "the archive ends in the middle of a record."
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.warc.gz", b"hello", "is not a WARC archive"),
        ("a.warc", b"", "is not a WARC archive"),
        ("a.zip", b"hello", "is not a ZIP archive"),
        ("a.parquet", b"hello", "is not a Parquet file"),
        ("a.jsonl.gz", b"hello", "is not gzipped"),
        ("a.jsonl", b'{"headline": "Flu", "html_text": "x"}\n', "name the field in qa.yaml"),
    ],
)
def test_what_is_no_archive_is_one_line(qa, tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    ran = qa("check", name, cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"qa: {name}")
    assert ran.err.count("\n") == 1
    assert message in ran.err


def test_a_zip_is_read_in_place_and_trusts_no_name_and_no_size(qa, tmp_path):
    with zipfile.ZipFile(tmp_path / "s.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/one.md", "# One\n\nA metastic [two](two.md), [three](three.md).\n")
        archive.writestr("a/two.md", "# Two\n\nHere.\n")
        archive.writestr("../evil.md", "# Evil\n")
        archive.writestr("ratio.md", "a" * 3_000_000)
        archive.writestr("large.md", "a b\n" * 3_000_000)
        archive.writestr("photo.png", b"\x89PNG")
        archive.writestr("__MACOSX/a/._one.md", b"\x00")
    report = run(qa, tmp_path, "s.zip")
    assert paths(report) == [f"s.zip!{name}" for name in ("../evil.md", "a/one.md", "a/two.md", "large.md", "ratio.md")]
    assert told(report)[1:3] == [("T01", "s.zip!a/one.md", 3, 3), ("L11", "s.zip!a/one.md", 3, 35)]
    assert [path for path, _ in problems(report)] == ["s.zip!../evil.md", "s.zip!large.md", "s.zip!ratio.md"]
    assert not (tmp_path.parent / "evil.md").exists()


def test_a_zip_whose_members_overlap_is_refused(qa, tmp_path):
    with zipfile.ZipFile(tmp_path / "s.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", "".join(f"{number * 7919 % 10007} " for number in range(4000)))
        for number in range(50):
            archive.filelist.append(archive.filelist[0])
            archive.NameToInfo[f"b{number}.md"] = archive.filelist[0]
    ran = qa("check", "s.zip", cwd=tmp_path)
    assert (ran.status, ran.err) == (2, "qa: s.zip: its members overlap: this is no honest ZIP archive\n")


RECORDS = [
    {"slug": "asthma", "title": "Asthma &amp; you", "body_html": "<h2>What?</h2>\n<p>A metastic cough.</p>",
     "reviewed": "2020-01-02T10:00:00Z"},
    {"slug": "flu", "title": "Flu", "body": "# Flu\n\nA metastic cold.", "last_reviewed": "2026-11-01"},
    {"slug": "flu", "title": "Flu again", "body": "# Flu\n\nRest."},
]  # fmt: skip


def lines(*records):
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_an_export_of_lines_reads_each_record_with_its_metadata(qa, tmp_path):
    (tmp_path / "e.jsonl").write_text(lines(*RECORDS))
    report = run(qa, tmp_path, "e.jsonl", "--today", "2026-11-22", select="T01,G03,U")
    assert [(item["path"], item["title"], item["kind"], item["last_reviewed"]) for item in report["documents"]] == [
        ("e.jsonl!asthma", "Asthma & you", "html", "2020-01-02"),
        ("e.jsonl!flu", "Flu", "markdown", "2026-11-01"),
        ("e.jsonl!flu (line 3)", "Flu again", "markdown", None),
    ]
    assert [item[:2] for item in told(report)] == [
        ("G03", "e.jsonl!asthma"), ("T01", "e.jsonl!asthma"), ("T01", "e.jsonl!flu"),
    ]  # fmt: skip
    excerpts = {(item["rule"], item["excerpt"]) for item in report["findings"]}
    assert excerpts == {("G03", "2020-01-02"), ("T01", "metastic")}


def test_lines_that_are_no_records_are_findings_that_name_the_line(qa, tmp_path):
    text = lines(RECORDS[0]) + '{"slug": "x", "body": }\n[1]\n\n{"slug": "empty"}\n'
    (tmp_path / "e.jsonl").write_bytes(text.encode() + b'{"body": "caf\xe9"}\n' + lines(RECORDS[1]).encode())
    report = run(qa, tmp_path, "e.jsonl", select="U")
    assert problems(report) == [
        ("e.jsonl!empty", "record 5 has no text in “body or content or html or body_html”."),
        ("e.jsonl!line 2", "line 2 is not JSON: Expecting value at column 23."),
        ("e.jsonl!line 3", "line 3 is no JSON object."),
        ("e.jsonl!line 6", "line 6 is not UTF-8: byte 0xe9 at column 14."),
    ]
    assert "e.jsonl!flu" in paths(report)


MAPPING = """
exports:
  paths: "cms/*"
  body: content.rendered
  format: html
  id: acf.path
  fields: {title: title.rendered, last_reviewed: acf.checked}
  where: {status: [publish, live]}
"""


def wordpress(path, status="publish"):
    return {
        "status": status,
        "title": {"rendered": f"About {path}"},
        "content": {"rendered": "<p>A metastic cough.</p>"},
        "acf": {"path": path, "checked": "2020-01-02"},
    }


def test_a_mapping_in_the_configuration_finds_nested_fields_and_leaves_drafts_out(qa, tmp_path):
    import pyarrow as pa
    from pyarrow.parquet import write_table

    rows = [wordpress("/flu"), wordpress("/draft", "draft"), wordpress("/cold", "live")]
    (tmp_path / "cms").mkdir()
    (tmp_path / "qa.yaml").write_text(MAPPING)
    (tmp_path / "cms" / "e.jsonl").write_text(lines(*rows))
    (tmp_path / "cms" / "e.jsonl.gz").write_bytes(gzip.compress(lines(*rows).encode()))
    write_table(pa.Table.from_pylist(rows), tmp_path / "cms" / "e.parquet", row_group_size=2)
    reports = [run(qa, tmp_path, f"cms/{name}", select="T01,G03") for name in ("e.jsonl", "e.jsonl.gz", "e.parquet")]
    for report in reports:
        assert [path.partition("!")[2] for path in paths(report)] == ["/cold", "/flu"]
        assert [item["title"] for item in report["documents"]] == ["About /cold", "About /flu"]
        assert [item[0] for item in told(report)] == ["G03", "T01"] * 2
    bare = [[{**item, "path": item["path"].partition("!")[2]} for item in report["findings"]] for report in reports]
    assert bare[0] == bare[1] == bare[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("exports: {feilds: {title: t}}", "qa.yaml:1: unknown key “feilds”"),
        ("exports: {fields: {titel: t}}", "unknown field “titel”; did you mean “title”?"),
    ],
)
def test_a_wrong_mapping_is_one_line(qa, tmp_path, text, message):
    (tmp_path / "qa.yaml").write_text(text)
    (tmp_path / "e.jsonl").write_text(lines(*RECORDS))
    ran = qa("check", "e.jsonl", cwd=tmp_path)
    assert ran.status == 2
    assert message in ran.err


def test_overrides_and_suppressions_reach_into_archives(qa, tmp_path, crawl):
    (tmp_path / "qa.yaml").write_text(
        "overrides:\n  - {paths: ['news/**'], rules: {T01: off}}\n"
        "suppressions:\n  - {rule: T01, paths: ['old.html'], reason: archived}\n"
    )
    addresses = ("https://x.example/news/one", "https://x.example/old.html", "https://x.example/two")
    crawl(*(Capture(address, page("T")) for address in addresses))
    report = run(qa, tmp_path, "a.warc.gz", select="T01")
    assert [(item["path"].rpartition("/")[2], item["status"]) for item in report["findings"]] == [
        ("old.html", "suppressed"), ("two", "new"),
    ]  # fmt: skip


@pytest.fixture
def served(tmp_path):
    folder = tmp_path / "served"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append((self.path, self.headers["User-Agent"]))

    asked: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_pages_and_archives_at_addresses_are_read(qa, tmp_path, served):
    folder, base, asked = served
    (folder / "one.html").write_bytes(page("One"))
    (folder / "a.warc.gz").write_bytes(b"".join(warc([Capture("https://x.example/", page("Two"))])))
    report = run(qa, tmp_path, f"{base}/one.html", f"{base}/a.warc.gz")
    assert paths(report) == [f"{base}/a.warc.gz!https://x.example/", f"{base}/one.html"]
    assert [item[0] for item in told(report)] == ["T01", "T01"]
    assert "cannot be read" in problems(run(qa, tmp_path, f"{base}/none.html"))[0][1]
    # Named by a person: asked for under the tool's own name, and no robots.txt, which is for those who follow links.
    assert {path for path, _ in asked} == {"/one.html", "/a.warc.gz", "/none.html"}
    assert all(agent.startswith("qa-health/") for _, agent in asked)


def test_an_address_of_unknown_kind_is_one_line(qa, tmp_path):
    ran = qa("check", "nonsense://bucket/x.md", cwd=tmp_path)
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "Protocol not known: nonsense" in ran.err
