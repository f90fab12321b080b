"""A headless Chromium with an audit's report; everything skips where there is no browser."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver")

ROOT = Path(__file__).parent.parent.parent
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
EVIL = "<script>document.title='run'</script> & <b>bold</b>"


def look_at_links(folder, every):
    """Remember verdicts on the sample publisher's links as a link check would: each address whose turn it is is broken."""
    from qa.links.settings import Settings
    from qa.links.store import Entry, Store
    from qa.links.targets import parse
    from qa.links.verdict import Verdict

    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "content" / "articles").glob("*.md"))]
    found = sorted(
        {parse(target).address for text in texts for target in re.findall(r"\]\((https?://[^)\s]+)\)", text)}
    )
    verdicts = [
        Verdict("ok", "", 200) if place % every else Verdict("broken", "gone", 404) for place in range(len(found))
    ]
    with Store(folder / "content" / ".qa-links.sqlite", Settings()) as store:
        store.record(Entry(address, verdict, "", {}) for address, verdict in zip(found, verdicts, strict=True))


@pytest.fixture(scope="session")
def out(tmp_path_factory):
    """Three audits of a copy of the sample publisher, at days a month apart, with edits between."""
    folder = tmp_path_factory.mktemp("audit")
    shutil.copytree(ROOT / "content", folder / "content")
    article = folder / "content" / "articles" / "asthma.md"
    text = article.read_text(encoding="utf-8")
    evil = text.replace("title: Asthma", f'title: "{EVIL}"', 1)
    for today, written in (
        ("2026-09-22", text + "\nThe symtoms may return.\n"),
        ("2026-10-22", evil + "\nThe symtoms may return. It was diagosed late.\n"),
        ("2026-11-22", evil + "\nIt was diagosed late. 😀 😀 The metastic kind is rare.\n"),
    ):
        article.write_text(written, encoding="utf-8")
        look_at_links(folder, every=6 if today == "2026-11-22" else 3)
        command = [sys.executable, "-m", "qa", "audit", "content", "--out", "out", "--offline", "--today", today]
        subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=120, env=os.environ.copy())
    return folder / "out"


@pytest.fixture(scope="session")
def findings(out):
    return json.loads((out / "findings.json").read_text(encoding="utf-8"))["findings"]


def chromium(width=1280, height=900, *, dark=False):
    if BROWSER is None or DRIVER is None:
        pytest.skip("no Chromium with its driver here")
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.binary_location = BROWSER
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    return driver


@pytest.fixture(scope="module")
def browser():
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture
def report(browser, out):
    """Opens the report at a hash, afresh."""

    def go(place=""):
        browser.get("about:blank")
        browser.get(f"{(out / 'report.html').as_uri()}{place}")
        return browser

    return go


@pytest.fixture(scope="session")
def address(serving):
    return serving()


@pytest.fixture(scope="module")
def downloads(tmp_path_factory):
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def own_browser(downloads):
    driver = chromium()
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    yield driver
    driver.quit()


@pytest.fixture
def page(own_browser, address):
    from drafting import Page

    page = Page(own_browser, address)
    yield page
    # Nothing of a test may stay for the next, and no test may have broken the policy or a script.
    page.run(
        "localStorage.clear(); document.getElementById('draft').value = ''; document.getElementById('new').click()"
    )
    page.settled()
    complaints = [entry for entry in own_browser.get_log("browser") if "status of" not in entry["message"]]
    assert complaints == []
