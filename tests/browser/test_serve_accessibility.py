"""The editor's page against WCAG 2.2 AA as far as axe-core can tell; see test_accessibility.py for where axe-core comes from."""

import pytest
from conftest import ROOT, chromium
from drafting import Page
from test_accessibility import AXE, RUN, TAGS

ARTICLE = (ROOT / "content" / "articles" / "metastatic-breast-cancer.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here")
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (320, False)])
def test_axe_finds_nothing(serving, width, dark):
    browser = chromium(width, 900, dark=dark)

    def violations():
        # Scripts of the test come by the debugger, which no policy of the page stops.
        return browser.execute_async_script(RUN, TAGS)

    try:
        page = Page(browser, serving())
        browser.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        assert violations() == []
        page.paste(ARTICLE)
        for name in ("reading", "details", "audit", "findings"):
            page.tab(name)
            page.run("document.querySelectorAll('details').forEach(node => node.open = true)")
            assert violations() == []
        page.run("document.querySelector('.finding.error .choices button:not(.primary)')?.scrollIntoView()")
        page.run("[...document.querySelectorAll('.go')].find(node => node.textContent.includes('metastic')).click()")
        assert page.run("return document.getElementById('card').checkVisibility()")
        assert violations() == []
        page.press("Write “metastatic”", "#card")
        page.settled()
        assert violations() == []
    finally:
        browser.quit()
