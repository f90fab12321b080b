"""The report as a person uses it: every filter, chart and view, in a real browser."""

import json
import time

import pytest
from conftest import EVIL, chromium


def text(browser, selector):
    return browser.execute_script("return document.querySelector(arguments[0])?.textContent", selector)


def shown(browser, kind):
    """The first cells' texts of a list, and how many it says there are."""
    rows = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(row => [...row.cells].map(cell => cell.innerText))",
        f"#{kind}-table tbody tr",
    )
    words = text(browser, f"#{kind}-count")
    digits = [word.replace(",", "") for word in words.split() if word.replace(",", "").isdigit()]
    return rows, int(digits[-1]) if digits else 0


def choose(browser, form, name, value):
    browser.execute_script(
        "const field = document.getElementById(arguments[0]).elements[arguments[1]]; field.value = arguments[2];"
        "field.dispatchEvent(new Event('input', {bubbles: true}))",
        form,
        name,
        value,
    )
    time.sleep(0.25)


def opened(findings, **wanted):
    return [
        item
        for item in findings
        if item["status"] == "new" and all(item[key] == value for key, value in wanted.items())
    ]


def test_no_request_and_no_complaint(report):
    browser = report()
    log = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {entry["params"]["request"]["url"] for entry in log if entry["method"] == "Network.requestWillBeSent"}
    assert asked
    assert not [url for url in asked if not url.startswith(("file:", "about:", "data:"))]
    assert not browser.get_log("browser")


def test_a_title_with_markup_is_text(report):
    browser = report("#/pages")
    assert "run" not in browser.title
    assert any(EVIL in cells[0] for cells in shown(browser, "page")[0])
    assert browser.execute_script("return document.querySelectorAll('main b').length") == 0


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_severity_filter(report, findings, severity):
    browser = report("#/findings")
    choose(browser, "finding-filters", "severity", severity)
    rows, count = shown(browser, "finding")
    assert count == len(opened(findings, severity=severity))
    label = {"error": "Error", "warning": "Warning", "info": "Suggestion"}[severity]
    assert {row[0] for row in rows} == {label}
    assert f"severity={severity}" in browser.current_url


def test_rule_filter(report, findings):
    rule = opened(findings)[0]["rule"]
    _, count = shown(report(f"#/findings?rule={rule}"), "finding")
    assert count == len(opened(findings, rule=rule)) > 0


def test_search_folds_case_and_needs_every_word(report):
    browser = report("#/findings")
    choose(browser, "finding-filters", "q", "DIAGOSED misspelling")
    rows, count = shown(browser, "finding")
    assert count == 1
    assert "diagosed" in rows[0][3]
    choose(browser, "finding-filters", "q", "diagosed nowhere-at-all")
    assert text(browser, "#finding-count") == "No finding matches these filters."


def test_change_filter(report):
    browser = report("#/findings?change=new")
    rows, count = shown(browser, "finding")
    assert count == 1
    assert "metastic" in rows[0][3]
    assert "22 Nov 2026" in rows[0][4]
    choose(browser, "finding-filters", "change", "old")
    choose(browser, "finding-filters", "q", "diagosed")
    rows, _ = shown(browser, "finding")
    assert "22 Oct 2026" in rows[0][4]


def test_owner_status_and_order(report, findings):
    browser = report("#/findings")
    owners = browser.execute_script(
        "return [...document.querySelectorAll('#finding-filters [name=owner] option')].map(o => o.value)"
    )
    total = 0
    for owner in owners[1:]:
        choose(browser, "finding-filters", "owner", owner)
        total += shown(browser, "finding")[1]
    assert total == len(opened(findings))
    choose(browser, "finding-filters", "owner", "")
    choose(browser, "finding-filters", "status", "all")
    assert shown(browser, "finding")[1] == len(findings)
    choose(browser, "finding-filters", "status", "suppressed")
    assert shown(browser, "finding")[1] == sum(item["status"] == "suppressed" for item in findings)
    choose(browser, "finding-filters", "status", "")
    choose(browser, "finding-filters", "order", "page")
    pages = [row[2].split("\n")[-1].rpartition(":")[0] for row in shown(browser, "finding")[0]]
    assert pages == sorted(pages)
    choose(browser, "finding-filters", "order", "rule")
    rules = [row[1].split("\n")[0] for row in shown(browser, "finding")[0]]
    assert [rule for place, rule in enumerate(rules) if rule not in rules[:place]] == sorted(
        set(rules), key=rules.index
    )


def test_clear_and_paging(report, findings):
    browser = report("#/findings?severity=error")
    browser.execute_script("document.querySelector('#finding-filters button[type=reset]').click()")
    time.sleep(0.3)
    total = len(opened(findings))
    rows, count = shown(browser, "finding")
    assert (len(rows), count) == (min(50, total), total)
    seen = len(rows)
    while not browser.execute_script("return document.querySelector('#finding-pager button:last-child').disabled"):
        browser.execute_script("document.querySelector('#finding-pager button:last-child').click()")
        seen += len(shown(browser, "finding")[0])
    assert seen == total


def test_page_list_sorts_and_filters(report):
    browser = report("#/pages")
    errors = [cells[2] for cells in shown(browser, "page")[0]]
    numbers = [int(value) if value.isdigit() else 0 for value in errors]
    assert numbers == sorted(numbers, reverse=True)
    browser.execute_script("document.querySelector('[data-sort=title] button').click()")
    assert (
        browser.execute_script("return document.querySelector('[data-sort=title]').getAttribute('aria-sort')")
        == "ascending"
    )
    choose(browser, "page-filters", "due", "overdue")
    rows, _ = shown(browser, "page")
    assert rows
    assert all("overdue" in cells[7] for cells in rows)
    choose(browser, "page-filters", "due", "")
    choose(browser, "page-filters", "q", "paracetamol")
    assert shown(browser, "page")[1] == 1


def test_page_view_marks_each_finding_in_its_place(report, findings):
    browser = report("#/findings?q=metastic")
    browser.execute_script("document.querySelector('#finding-table td a').click()")
    time.sleep(0.3)
    assert browser.execute_script("return document.getElementById('report').hidden")
    assert EVIL in text(browser, "#page-view h2")
    # Two emoji stand before it: offsets count code points, as JavaScript's own don't.
    assert "metastic" in browser.execute_script(
        "return [...document.querySelectorAll('#page-view mark')].map(m => m.textContent)"
    )
    focused = browser.execute_script("return document.activeElement.textContent")
    assert "metastic" in focused
    path = text(browser, "#page-view .path")
    notes = browser.execute_script("return document.querySelectorAll('#page-view .here li').length")
    assert notes == sum(item["path"] == path for item in findings)
    browser.back()
    time.sleep(0.3)
    assert not browser.execute_script("return document.getElementById('report').hidden")


def test_every_mark_is_the_excerpt(report, findings):
    browser = report()
    marks = browser.execute_script(
        "return JSON.parse(document.getElementById('data-pages').textContent).map(p => [p[0], p[1]])"
    )
    seen = 0
    for number, path in marks:
        browser.execute_script("location.hash = arguments[0]", f"#/page/{number}")
        time.sleep(0.05)
        lines = browser.execute_script(
            "return Object.fromEntries([...document.querySelectorAll('#page-view .source > li')].map(li =>"
            " [li.querySelector('.no')?.textContent, [...li.querySelectorAll('mark')].map(m => m.textContent).join('|')]))"
        )
        for item in findings:
            if item["path"] == path and item["line"] == item["end_line"] and item["excerpt"].strip():
                assert lines[str(item["line"])].replace("|", "").find(item["excerpt"]) >= 0, item
                seen += 1
    assert seen > len(findings) // 2


def test_charts_say_what_they_show(report):
    browser = report()
    charts = browser.execute_script(
        "return [...document.querySelectorAll('svg[role=img]')].map(svg => svg.getAttribute('aria-labelledby').split(' ')"
        ".map(id => document.getElementById(id).textContent))"
    )
    assert len(charts) >= 6
    assert all(title and len(words) > 20 for title, words in charts)
    dots = browser.execute_script(
        "return [...document.querySelectorAll('#trends .chart')].map(c => c.querySelectorAll('circle').length)"
    )
    assert set(dots) == {3}


def test_partners_over_time_are_drawn(report):
    browser = report()
    drawn = browser.execute_script(
        "return [...document.querySelectorAll('#partners .chart')].map(c => [c.querySelector('figcaption').textContent,"
        " c.querySelectorAll('circle').length, c.querySelector('desc').textContent])"
    )
    assert drawn
    for name, dots, words in drawn:
        assert name
        assert dots == 3
        assert words.startswith("From ")
        assert "lowest 100 %" not in words


def test_an_owner_leads_to_the_owners_pages(report):
    browser = report()
    owner = text(browser, "#reviews tbody a[href^='#/pages']")
    browser.execute_script("document.querySelector('#reviews tbody a[href^=\"#/pages\"]').click()")
    time.sleep(0.3)
    rows, count = shown(browser, "page")
    assert count >= 1
    assert {cells[1] for cells in rows} == {owner}


def test_links_within_the_report_lead_somewhere(report):
    browser = report()
    dead = browser.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(href => !href.startsWith('#/') && !document.querySelector(href))"
    )
    assert dead == []


def test_keyboard_reaches_the_skip_link_and_the_filters(report):
    from selenium.webdriver.common.keys import Keys

    browser = report()
    body = browser.switch_to.active_element
    body.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Skip to the report"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.execute_script("return document.activeElement.id") == "main"


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (360, False), (320, False)])
def test_fits_its_window(out, width, dark):
    browser = chromium(width, 800, dark=dark)
    try:
        for place in ("", "#/findings", "#/page/1"):
            browser.get("about:blank")
            browser.get((out / "report.html").as_uri() + place)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.quit()


def test_prints_without_controls(report):
    browser = report()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        hidden = (
            "return ['nav.bar', '.filters', '.explore'].map(s => getComputedStyle(document.querySelector(s)).display)"
        )
        assert set(browser.execute_script(hidden)) == {"none"}
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_reads_without_javascript(report, browser):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        report()
        from selenium.webdriver.common.by import By

        assert browser.find_element(By.CSS_SELECTOR, ".tile .figure").text
        assert "This list needs JavaScript" in browser.find_element(By.ID, "findings").text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
