"""The editor's page: paste, see, mend, undo, fill in, export, keep."""

import contextlib
import json
import sys
from pathlib import Path

from conftest import ROOT
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.keys import Keys

sys.path.append(str(Path(__file__).parent.parent / "serve"))
from word import word_file

ARTICLE = (ROOT / "content" / "articles" / "metastatic-breast-cancer.md").read_text(encoding="utf-8")
EVIL = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> & <b>bold</b>"


def test_paste_mark_mend_undo(page):
    page.paste(ARTICLE)
    assert page.marked()["error"].count("metastic") == 2
    assert sorted(page.listed()) == ["error", "info", "warning"]
    assert "“metastic” is misspelt; did you mean “metastatic”?" in page.listed()["error"]
    page.press("Write “metastatic”", "#view-findings")
    page.settled()
    assert page.text == ARTICLE.replace("metastic", "metastatic")
    assert "metastic" not in page.marked()["error"]
    assert not [message for message in page.listed()["error"] if "metastic" in message]
    page.press("Undo", "#notice")
    page.settled()
    assert page.text == ARTICLE
    assert page.marked()["error"].count("metastic") == 2
    page.press("Redo", ".tools")
    page.settled()
    assert page.text == ARTICLE.replace("metastic", "metastatic")


def test_every_mark_is_what_was_found(page, qa):
    text = ARTICLE.replace("# Metastatic breast cancer", "# Metastatic breast cancer 😀👩🏽‍⚕️", 1)
    page.paste(text)
    told = qa(
        "check",
        "--format",
        "json",
        "--stdin-filename",
        "content/articles/draft.md",
        "--today",
        "2026-11-22",
        "-",
        stdin=text,
    )
    wanted = {"error": [], "warning": [], "info": []}
    for item in json.loads(told.out)["findings"]:
        if item["status"] == "new" and item["excerpt"]:
            wanted[item["severity"]].append(item["excerpt"].replace("\n", ""))
    # The copy has a line an element, so a range's text has no line ends.
    assert {name: sorted(texts) for name, texts in wanted.items()} == page.marked()
    assert page.run("return document.getElementById('figures').innerText").split()[:2] == [
        "Errors",
        str(len(page.listed()["error"])),
    ]


def test_typing_moves_marks_before_any_check(page):
    page.paste("# Metastatic cancer 😀\n\nMetastatic cancer is cancer.\n\nThe metastic kind of it.")
    moved = page.run(
        """const area = document.getElementById('draft'); area.focus(); area.setSelectionRange(0, 0);
        for (const text of ['\\n', '\\n😀 New', ' words.\\n\\n']) document.execCommand('insertText', false, text);
        return [...CSS.highlights.get('qa-error')].map(range => range.toString())"""
    )
    assert "metastic" in moved
    page.settled()
    assert "metastic" in page.marked()["error"]
    # A mark goes with the word that it was about.
    gone = page.run(
        """const area = document.getElementById('draft'), at = area.value.indexOf('metastic') + 4;
        area.focus(); area.setSelectionRange(at, at); document.execCommand('insertText', false, 'x');
        return [...CSS.highlights.get('qa-error')].map(range => range.toString())"""
    )
    assert not [text for text in gone if text.startswith("meta")]
    page.type(Keys.BACKSPACE)
    page.settled()
    assert "metastic" in page.marked()["error"]


def test_the_copy_lies_under_the_draft(page):
    page.paste(ARTICLE)
    page.run("const a = document.getElementById('draft'), at = a.value.length / 2; a.setSelectionRange(at, at + 300)")
    page.type("A new paragraph\n\nof some lines.  \n\n\t- and a tab\n")
    page.settled()
    texts, sizes = page.run(
        """const area = document.getElementById('draft'), back = document.getElementById('backdrop');
        return [[area.value, [...back.children].map(line => line.textContent).join('\\n')],
                [area.clientHeight - back.clientHeight, area.scrollHeight - area.clientHeight, area.clientWidth - back.clientWidth]]"""
    )
    assert texts[0] == texts[1]
    assert sizes == [0, 0, 0]


def test_typing_is_undone_in_steps(page):
    page.type("one two")
    page.type(Keys.BACKSPACE * 2)
    assert page.text == "one t"
    page.shortcut(Keys.CONTROL, "z")
    assert page.text == "one two"
    page.shortcut(Keys.CONTROL, "z")
    assert page.text in ("one ", "one")
    while page.text:
        page.shortcut(Keys.CONTROL, "z")
    for _ in range(5):
        page.shortcut(Keys.CONTROL, Keys.SHIFT, "z")
    assert page.text == "one t"


def test_markup_in_a_draft_is_text(page):
    page.paste(
        f'---\ntitle: "{EVIL.replace(chr(34), "")}"\n---\n\n# {EVIL}\n\nThe metastic {EVIL} kind of metastatic cancer.\n'
    )
    for name in ("findings", "reading", "details"):
        page.tab(name)
    page.settled()
    assert page.browser.title == "Check a draft"
    assert page.run("return document.querySelectorAll('main b, main img, main script').length") == 0
    assert page.marked()["error"]


def test_a_pasted_page_becomes_markdown(page):
    html = (
        "<html><body><!--StartFragment--><h1>Asthma</h1><p>Do <b>not</b> wait. <a href='https://a.example/'>More</a></p>"
        "<ul><li>cough</li></ul><script>document.title='run'</script><!--EndFragment--></body></html>"
    )
    page.paste("Asthma\nDo not wait. More\ncough", html)
    page.until("return document.getElementById('draft').value.includes('- cough')")
    page.settled()
    assert (
        page.text == "---\ntitle: Asthma\n---\n\n# Asthma\n\nDo **not** wait. [More](https://a.example/)\n\n- cough\n"
    )
    assert page.run("return document.getElementById('kind').value") == "markdown"
    page.run("const a = document.getElementById('draft'); a.setSelectionRange(a.value.length, a.value.length)")
    page.paste("x", "<p>One <i>more</i></p>")
    page.until("return document.getElementById('draft').value.endsWith('One *more*')")


def test_a_captured_page(page):
    text = (
        "Site header\n\nbeginning of content\n\nMetastatic cancer\n\n2-minute read\n\nKey facts\n\n"
        "  • It is metastatic.\n  • The metastic kind spreads.\n\nWhat is metastatic cancer?\n\nA cancer that spread.\n"
    )
    page.paste(text)
    assert page.run("return document.getElementById('kind').value") == "captured"
    assert "metastic" in page.marked()["error"]
    page.tab("details")
    page.press("Turn into Markdown", "#view-details")
    page.until("return document.getElementById('kind').value === 'markdown'")
    page.settled()
    assert page.text.startswith("---\ntitle: Metastatic cancer\n")
    assert "- The metastic kind spreads." in page.text
    assert "Site header" not in page.text
    page.press("Undo", ".tools")
    page.settled()
    assert page.text == text
    assert page.run("return document.getElementById('kind').value") == "captured"


def test_files_are_opened_and_dropped(page, tmp_path):
    (tmp_path / "asthma.docx").write_bytes(word_file())
    page.choose_file(tmp_path / "asthma.docx")
    page.until("return document.getElementById('draft').value.startsWith('---\\ntitle: Asthma')")
    page.settled()
    assert "- cough\n- wheeze" in page.text
    assert "save its 1 image beside the article as image-1.png" in page.run(
        "return document.getElementById('notice').innerText"
    )
    assert page.run("return document.getElementById('name').textContent") == "asthma.md"
    page.drop("page.html", "<!doctype html><title>Caf\u00e9</title><main><p>The symtoms of asthma</p></main>\r\n")
    page.until("return document.getElementById('draft').value.startsWith('<!doctype')")
    page.settled()
    assert page.run("return document.getElementById('kind').value") == "html"
    assert "symtoms" in page.marked()["error"]
    (tmp_path / "old.txt").write_bytes("Café “Zoë”".encode("cp1252"))
    page.choose_file(tmp_path / "old.txt")
    page.until("return document.getElementById('draft').value === 'Café “Zoë”'")
    assert "Windows-1252" in page.run("return document.getElementById('notice').innerText")
    (tmp_path / "broken.docx").write_bytes(b"no")
    page.choose_file(tmp_path / "broken.docx")
    page.until("return document.getElementById('notice').innerText.includes('not a Word file')")
    assert page.text == "Café “Zoë”"
    for _ in range(3):
        page.press("Undo", ".tools")
    page.settled()
    assert page.text == ""


def test_the_form(page):
    page.paste("# Asthma 😀\n\nThe airways narrow.\n")
    page.tab("details")
    page.fill("title", "Asthma: a guide")
    page.until(
        "return document.getElementById('draft').value.startsWith('---\\ntitle: \"Asthma: a guide\"\\n---\\n\\n# Asthma')"
    )
    page.settled()
    page.run(
        "const s = document.getElementById('field-type'); s.value = 'condition'; s.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    page.until("return document.querySelector('[data-field=also_known_as]') !== null")
    page.fill("last_reviewed", "2026-10-01")
    page.until("return document.getElementById('draft').value.includes('last_reviewed: 2026-10-01')")
    page.settled()
    page.press("Add person", '[data-field="reviewer"]')
    page.fill("reviewer-name", "Dr Ada Wong")
    page.until("return document.getElementById('draft').value.includes('reviewer: Dr Ada Wong')")
    page.settled()
    page.fill("reviewer-role", "General practitioner")
    page.until("return document.getElementById('draft').value.includes('role: General practitioner')")
    page.settled()
    page.fill("topics", "asthma\nlungs")
    page.until("return document.getElementById('draft').value.includes('topics: [asthma, lungs]')")
    page.settled()
    assert page.text == (
        '---\ntitle: "Asthma: a guide"\ntype: condition\nlast_reviewed: 2026-10-01\nreviewer:\n  - name: Dr Ada Wong\n'
        "    role: General practitioner\ntopics: [asthma, lungs]\n---\n\n# Asthma 😀\n\nThe airways narrow.\n"
    )
    # And back: what is written in the draft stands in the form.
    page.run(
        "const a = document.getElementById('draft'), at = a.value.indexOf('lungs'); a.setSelectionRange(at, at + 5)"
    )
    page.type("airways")
    page.settled()
    assert page.run("return document.querySelector('[data-field=topics] textarea').value") == "asthma\nairways"
    page.press("Remove", '[data-field="reviewer"]')
    page.until("return !document.getElementById('draft').value.includes('reviewer')")


def test_a_finding_leads_to_its_field(page):
    page.paste(ARTICLE)
    page.run(
        """[...document.querySelectorAll('.finding')].find(node => node.textContent.includes('No clinical reviewer'))
           .querySelector('.choices button').click()"""
    )
    assert page.run("return document.getElementById('view-details').checkVisibility()")
    assert page.run("return document.activeElement.closest('[data-field]').dataset.field") == "reviewer"
    assert "No clinical reviewer" in page.run("return document.querySelector('[data-field=reviewer]').innerText")


def test_export(page, downloads):
    page.paste(ARTICLE)
    page.press("Export as Markdown")
    page.until("return document.getElementById('notice').innerText.startsWith('Exported as')")
    path = downloads / "metastatic-breast-cancer.md"
    for _ in range(100):
        if path.is_file():
            break
        page.browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert path.read_text(encoding="utf-8") == ARTICLE


def test_reload_forgets_unless_asked(page):
    page.paste("# Asthma\n\nThe first draft.\n")
    page.type("!")
    # Chromium asks before it drops what was written; the answer here is yes.
    page.browser.execute_cdp_cmd("Page.enable", {})
    page.browser.refresh()
    with contextlib.suppress(NoAlertPresentException):
        page.browser.switch_to.alert.accept()
    page.settled()
    assert page.text == ""
    assert page.run("return localStorage.length") == 0
    page.paste("# Asthma\n\nThe second draft.\n")
    page.run("document.getElementById('keep').click()")
    page.browser.refresh()
    page.settled()
    assert page.text == "# Asthma\n\nThe second draft.\n"
    assert page.run("return document.getElementById('keep').checked")
    page.type("!")
    page.until("return localStorage.getItem('qa-draft').includes('!')")
    page.run("document.getElementById('keep').click()")
    assert page.run("return localStorage.length") == 0
