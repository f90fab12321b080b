"""The editor's page as a window: by keyboard alone, at any width, asking its own server only, with a report in its sandbox."""

import json
import shutil

import pytest
from conftest import ROOT, chromium
from drafting import Page
from selenium.webdriver.common.keys import Keys

ARTICLE = (ROOT / "content" / "articles" / "metastatic-breast-cancer.md").read_text(encoding="utf-8")


def test_by_keyboard_alone(page):
    page.paste(ARTICLE)
    page.run("document.getElementById('draft').setSelectionRange(0, 0)")
    seen = []
    for _ in range(5):
        page.shortcut(Keys.F8)
        seen.append(
            page.run(
                "return [document.getElementById('draft').selectionStart, document.getElementById('spoken').textContent]"
            )
        )
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)
    assert len({told for _, told in seen}) == 5
    page.shortcut(Keys.SHIFT, Keys.F8)
    assert page.run("return document.getElementById('draft').selectionStart") <= seen[-1][0]
    page.run(
        "const a = document.getElementById('draft'), at = a.value.indexOf('metastic') + 2; a.setSelectionRange(at, at)"
    )
    page.shortcut(Keys.CONTROL, ".")
    assert page.run("return document.activeElement.textContent") == "Write “metastatic”"
    page.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert page.run("return document.activeElement.id") == "draft"
    page.shortcut(Keys.CONTROL, ".")
    page.browser.switch_to.active_element.send_keys(Keys.ENTER)
    page.settled()
    assert "metastic" not in page.text
    assert page.run("return document.activeElement.id") == "draft"


def test_tabs_by_arrow(page):
    page.run("document.getElementById('tab-findings').focus()")
    page.browser.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert page.run("return document.activeElement.id") == "tab-reading"
    assert page.run("return document.getElementById('view-reading').checkVisibility()")
    page.browser.switch_to.active_element.send_keys(Keys.END)
    assert page.run("return document.activeElement.id") == "tab-audit"
    page.until("return document.getElementById('view-audit').innerText.includes('No audit here')")


def test_reading_view_leads_to_the_sentence(page):
    page.paste(ARTICLE)
    page.tab("reading")
    hardest = page.run("return [...document.querySelectorAll('.hardest .go')].map(node => node.textContent)")
    assert len(hardest) == 3
    page.run("document.querySelector('.hardest .go').click()")
    assert page.run("return document.getSelection().toString() || document.activeElement.value.slice("
                    "document.activeElement.selectionStart, document.activeElement.selectionEnd)") == hardest[0]  # fmt: skip


def test_only_its_own_server_is_asked(own_browser, page):
    own_browser.get_log("performance")
    page.open()
    page.paste(ARTICLE)
    page.tab("audit")
    log = [json.loads(entry["message"])["message"] for entry in own_browser.get_log("performance")]
    asked = {entry["params"]["request"]["url"] for entry in log if entry["method"] == "Network.requestWillBeSent"}
    assert asked
    assert not [url for url in asked if not url.startswith((page.address, "about:", "blob:"))]


def test_a_stopped_server_is_told(serving, own_browser, tmp_path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    page = Page(own_browser, serving(cwd=tmp_path / "content"))
    (tmp_path / "content" / "qa.yaml").write_text("profle: au\n")
    page.type("word")
    page.until("return document.getElementById('notice').innerText.includes('did you mean “profile”')")
    (tmp_path / "content" / "qa.yaml").write_text("profile: au\n# mended\n")
    page.type("s")
    page.settled()
    assert page.run("return document.getElementById('notice').hidden")


def test_the_last_audit_opens_and_works_in_its_sandbox(serving, out, own_browser):
    page = Page(own_browser, serving("--audit", str(out)))
    page.tab("audit")
    page.until("return document.querySelector('#view-audit a') !== null")
    assert "Audit of 22 November 2026" in page.run("return document.getElementById('view-audit').innerText")
    first = own_browser.current_window_handle
    own_browser.get(page.run("return document.querySelector('#view-audit a').href"))
    page.run("location.hash = '#/findings?severity=error'")
    page.until("return document.querySelectorAll('#finding-table tbody tr').length > 0")
    assert page.run("return origin") == "null"
    assert page.run("return fetch('../api/start').then(() => 'answered', () => 'refused')") == "refused"
    assert own_browser.current_window_handle == first
    own_browser.get_log("browser")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (700, True), (320, False)])
def test_fits_its_window(address, width, dark):
    browser = chromium(width, 800, dark=dark)
    try:
        page = Page(browser, address)
        page.paste(ARTICLE)
        for name in ("findings", "reading", "details", "audit"):
            page.tab(name)
            assert page.run("return document.documentElement.scrollWidth") <= width
        page.tab("findings")
        page.run("document.querySelector('.finding .go').click()")
        card, paper = page.run(
            "return ['card', 'paper'].map(id => {const r = document.getElementById(id).getBoundingClientRect(); return [r.left, r.right]})"
        )
        assert paper[0] <= card[0] < card[1] <= paper[1]
        page.run("document.getElementById('new').click()")
    finally:
        browser.quit()
