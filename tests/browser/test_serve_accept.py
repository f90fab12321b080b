"""The editor's page: a finding is accepted with a reason, and without the highlights of a newer browser nothing is lost."""

from drafting import Page

DRAFT = "---\ntitle: Cancer\ntype: condition\n---\n\n# Cancer\n\nA metastic kind of metastatic cancer.\n"
OPEN = """const item = [...document.querySelectorAll('#view-findings .finding')].find(node => node.textContent.includes('metastic'));
  item.querySelector('.accept').open = true; item.querySelector('.accept input').focus(); return item.querySelector('.accept input')"""


def test_accept_with_a_reason_and_take_it_back(page):
    page.paste(DRAFT)
    reason = page.run(OPEN)
    page.press("Accept", ".accept")
    assert "Say why" in page.until("return document.querySelector('.accept [role=alert]:not(:empty)')?.textContent")
    assert page.text == DRAFT
    reason.send_keys("The name of a product -- see its label\n")
    page.until("return document.getElementById('draft').value.includes('qa: disable-next-line T01')")
    page.settled()
    assert "The name of a product — see its label -->" in page.text
    groups = page.run(
        "return [...document.querySelectorAll('#view-findings .finding')].filter(node => node.textContent.includes('metastic'))"
        ".map(node => node.closest('details').querySelector('h3').textContent)"
    )
    assert groups == ["Accepted (1)"]
    assert "metastic" not in page.marked()["error"]
    told = page.run(
        "return [...document.querySelectorAll('#view-findings .note')].map(node => node.textContent).join('\\n')"
    )
    assert "Accepted: The name of a product — see its label" in told
    page.press("Undo", "#notice")
    page.settled()
    assert page.text == DRAFT
    assert "metastic" in page.marked()["error"]


def test_accept_from_the_card_in_the_draft(page):
    page.paste(DRAFT)
    page.run("const area = document.getElementById('draft'); area.focus(); const at = area.value.indexOf('metastic') + 3;"
             "area.setSelectionRange(at, at); area.dispatchEvent(new MouseEvent('click', {bubbles: true}))")  # fmt: skip
    page.press("Accept…", "#card")
    assert page.run("return document.activeElement.closest('.accept') !== null")
    assert page.run("return document.activeElement.closest('.finding').textContent.includes('metastic')")


def test_a_browser_without_highlights_lists_everything(browser, address):
    script = browser.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument",
        {"source": "delete globalThis.Highlight; delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})"},
    )  # fmt: skip
    try:
        page = Page(browser, address)
        assert page.run("return globalThis.Highlight === undefined && CSS.highlights === undefined")
        assert "too old to mark" in page.run("return document.getElementById('notice').innerText")
        page.paste(DRAFT)
        assert [message for message in page.listed()["error"] if "metastic" in message]
        page.press("Write “metastatic”", "#view-findings")
        page.settled()
        assert page.text == DRAFT.replace("metastic", "metastatic")
        page.press("Undo", "#notice")
        page.settled()
        assert page.text == DRAFT
        assert not [item for item in browser.get_log("browser") if "status of" not in item["message"]]
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        browser.execute_script("localStorage.clear()")
