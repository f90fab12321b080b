"""WCAG 2.2 AA as far as axe-core can tell. axe-core is fetched by npm for the tests, never shipped: `npm install axe-core`
in the checkout, or AXE_CORE names its axe.min.js."""

import os
from pathlib import Path

import pytest
from conftest import ROOT, chromium

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then(result =>
  done(result.violations.map(item => `${item.impact} ${item.id}: ${item.nodes[0].html.slice(0, 200)}`)))
"""


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here")
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False)])
def test_axe_finds_nothing(out, width, dark):
    browser = chromium(width, 900, dark=dark)
    browser.set_script_timeout(600)
    try:
        for place in ("", "#/page/1", "#/page/2", "#/findings?severity=error"):
            browser.get("about:blank")
            browser.get((out / "report.html").as_uri() + place)
            browser.execute_script(
                "document.querySelectorAll('details').forEach(node => node.open = true); scrollTo(0, 0)"
            )
            browser.execute_script(AXE.read_text(encoding="utf-8"))
            assert browser.execute_async_script(RUN, TAGS) == []
    finally:
        browser.quit()
