"""What strangers write: pages, rule packs, configuration and archives run nothing, and nothing is written outside.

docs/security.md says what is promised; each promise names its test. Addresses in pages are tried in tests/links, reports in
tests/unit/test_audit.py, the editor's page in tests/serve, the CI templates in tests/ways_in.
"""

from __future__ import annotations

import os
import zipfile

import pytest

TODAY = ("--today", "2026-11-22")
PAGE = "---\ntitle: A page\nlast_reviewed: 2026-01-01\n---\n\n# A page\n\nThe symtoms pass.\n"
TAGS = (
    '!!python/object/apply:os.system ["touch ran"]',
    '!!python/object/new:subprocess.Popen [["touch", "ran"]]',
    "!!python/name:os.system",
    "!!python/object/apply:builtins.eval [\"open('ran', 'w')\"]",
)
RULE = """\
id: ACME-1
name: own-rule
check: {check}
severity: warning
message: "{message}"
rationale: The house style asks for it in every article, whoever the reader is.
sources: [{{title: House style, verified: proposal}}]
options: {{phrases: [{phrase}]}}
examples:
  valid: [Nothing to see here., Another good sentence.]
  invalid: [A bad phrase., Two of a bad phrase.]
"""


def rule(check: str = "existence", message: str = "Avoid “{match}”.", phrase: str = "bad phrase") -> str:
    return RULE.format(check=check, message=message, phrase=phrase)


def publisher(site, text: str, **files: str):
    return site(
        **{"qa_yaml": "content: pages\npacks: [pack]\n", "pack__own_yaml": text, "pages__a_md": PAGE, **files},
    )


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("place", ["qa.yaml", "pack/own.yaml", "partners.yaml", "pages/a.md"])
def test_yaml_makes_no_objects(qa, site, tag, place):
    folder = publisher(site, rule(), partners_yaml="[]\n")
    path = folder / place
    if place == "pages/a.md":
        path.write_text(PAGE.replace("A page", tag, 1), encoding="utf-8")
    elif place == "qa.yaml":
        path.write_text(f"content: pages\nprofile: {tag}\n", encoding="utf-8")
    elif place == "partners.yaml":
        path.write_text(f"- name: {tag}\n  domains: [a.example]\n  status: active\n", encoding="utf-8")
        (folder / "qa.yaml").write_text("content: pages\npartners: partners.yaml\n", encoding="utf-8")
    else:
        path.write_text(rule(phrase=tag), encoding="utf-8")
    done = qa("check", *TODAY, cwd=folder)
    assert done.status in (1, 2)
    assert not list(folder.rglob("ran"))


@pytest.mark.parametrize("check", ["os", "qa.cli.main", "..cli.main", "registry", "../../evil", "__init__", "evil"])
def test_a_pack_names_only_the_checks_there_are(qa, site, check):
    folder = publisher(site, rule(check=f'"{check}"'), pack__evil_py="open('ran', 'w')\n", evil_py="open('ran', 'w')\n")
    done = qa("rules", "test", "pack", cwd=folder)
    assert done.status == 2
    assert f"unknown check “{check}”" in done.err
    assert "own.yaml" in done.err
    assert not list(folder.rglob("ran"))


@pytest.mark.parametrize(
    "message",
    ["{match.__class__.__mro__}", "{match!r}", "{0.__class__}", "{__import__('os')}", "{match:>999999999}"],
)
def test_a_message_asks_for_nothing_of_python(qa, site, message):
    done = qa(
        "check", *TODAY, "--select", "ACME-1", cwd=publisher(site, rule(message=message), pages__b_md="A bad phrase.\n")
    )
    assert (done.status, message in done.out) == (0, True), done.err


def test_code_beside_content_is_not_imported(qa, site):
    """The command as installed: `-P` as its script has it, since Python itself puts the folder of `-m` first."""
    planted = "open('ran', 'w').close()\nraise SystemExit(3)\n"
    names = ("json", "re2", "click", "conftest", "qa", "pydantic", "usercustomize")
    folder = publisher(site, rule(), **{f"{name}.py": planted for name in names}, pack____init___py=planted)
    done = qa("check", *TODAY, "--select", "T01", "--jobs", "2", cwd=folder, PYTHONSAFEPATH="1")
    assert (done.status, "symtoms" in done.out) == (1, True)
    assert not list(folder.rglob("ran"))


def test_members_of_archives_stay_inside(qa, tmp_path):
    archive = tmp_path / "in" / "pages.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as file:
        for name in ("../../outside.md", "/tmp/outside.md", "a\\..\\..\\outside.md", "C:/outside.md", "good.md"):  # noqa: S108 -- a name inside
            file.writestr(name, PAGE)
    done = qa("check", *TODAY, str(archive), "--select", "T01,U", cwd=tmp_path)
    assert done.status == 1
    assert done.out.count("outside the archive") == 4
    assert done.out.count("symtoms") >= 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "pages.zip"]


def test_an_audit_replaces_a_link_and_not_what_it_leads_to(qa, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "../pages/a.md").write_text(PAGE, encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("keep me", encoding="utf-8")
    (tmp_path / "out").mkdir()
    for name in ("report.html", "findings.csv", "findings.json", "audit.xlsx", "reviews.ics", "summary.md"):
        (tmp_path / "out" / name).symlink_to(secret)
    done = qa(
        "audit",
        "pages",
        "--out",
        "out",
        "--offline",
        *TODAY,
        "--history",
        "h.sqlite",
        "--fail-on",
        "never",
        cwd=tmp_path,
    )
    assert done.status == 0, done.err
    assert secret.read_text(encoding="utf-8") == "keep me"
    assert not (tmp_path / "out" / "report.html").is_symlink()


def test_a_report_replaces_a_link_and_not_what_it_leads_to(qa, tmp_path):
    (tmp_path / "a.md").write_text(PAGE, encoding="utf-8")
    secret = tmp_path / "secret.txt"
    secret.write_text("keep me", encoding="utf-8")
    (tmp_path / "report.json").symlink_to(secret)
    qa("check", *TODAY, "a.md", "--format", "json", "--output", "report.json", cwd=tmp_path)
    assert secret.read_text(encoding="utf-8") == "keep me"
    assert '"version": 1' in (tmp_path / "report.json").read_text(encoding="utf-8")


def test_fixing_a_folder_changes_nothing_outside_it(qa, tmp_path):
    slip = PAGE.replace("symtoms pass", "the the rash passes")
    (tmp_path / "site").mkdir()
    for path in ("mine.md", "site/own.md"):
        (tmp_path / path).write_text(slip, encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "c.md").write_text(slip, encoding="utf-8")
    (tmp_path / "site" / "link.md").symlink_to(tmp_path / "mine.md")
    (tmp_path / "site" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site" / "inner.md").symlink_to("own.md")
    done = qa("fix", "site", "--unsafe", *TODAY, cwd=tmp_path)
    assert (tmp_path / "site" / "own.md").read_text(encoding="utf-8") != slip
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") == slip
    assert (tmp_path / "elsewhere" / "c.md").read_text(encoding="utf-8") == slip
    assert done.err.count("skipped, the link leads out") == 2
    qa("fix", "site/link.md", "--unsafe", *TODAY, cwd=tmp_path)
    assert (tmp_path / "mine.md").read_text(encoding="utf-8") != slip


@pytest.mark.skipif(not os.path.exists("/proc/self/environ"), reason="no /proc here")  # noqa: PTH110 -- at import, a name
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_secret_of_the_environment_is_shown(qa, tmp_path, form):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "env.md").symlink_to("/proc/self/environ")
    configs = ["content: pages\n"]
    if form == "text":  # mistakes in files are told alike in every form
        configs += [f"content: pages\n{name}: /proc/self/environ\n" for name in ("partners", "dictionary")]
    for config in configs:
        (tmp_path / "qa.yaml").write_text(config, encoding="utf-8")
        done = qa("check", *TODAY, "--format", form, cwd=tmp_path, DEPLOY_TOKEN="hunter2: [hunter2")  # noqa: S106 -- not one
        assert "hunter2" not in done.out + done.err
