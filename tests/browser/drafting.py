"""The editor's page as a person uses it, in a real browser."""

import time

from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PATIENCE = 60


class Page:
    """The page of `qa serve`, opened afresh."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.open()

    def open(self):
        self.browser.get("about:blank")
        self.browser.get(self.address)
        self.settled()

    def run(self, script, *arguments):
        return self.browser.execute_script(script, *arguments)

    def until(self, script, *arguments):
        """Wait for a script to give something true; give it."""
        deadline = time.monotonic() + PATIENCE
        while not (value := self.run(script, *arguments)):
            assert time.monotonic() < deadline, f"never true: {script}"
            time.sleep(0.05)
        return value

    def settled(self):
        """Wait until the draft, as it stands, is checked and shown."""
        self.until(
            "const d = document.body.dataset; return d.checked !== undefined && d.checked === (d.version ?? '0')"
        )

    @property
    def area(self):
        return self.browser.find_element(By.ID, "draft")

    @property
    def text(self):
        return self.run("return document.getElementById('draft').value")

    def paste(self, text, html=""):
        """What the browser does when someone pastes: an event, and the text where nobody prevents it."""
        self.run(
            """const area = document.getElementById('draft'); area.focus();
            const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
            if (arguments[1]) data.setData('text/html', arguments[1]);
            const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
            if (area.dispatchEvent(event)) document.execCommand('insertText', false, arguments[0]);""",
            text,
            html,
        )
        self.until("return document.getElementById('draft').value !== ''")
        self.settled()

    def choose_file(self, path):
        self.run("document.getElementById('file').hidden = false")
        self.browser.find_element(By.ID, "file").send_keys(str(path))
        self.run("document.getElementById('file').hidden = true")

    def drop(self, name, text):
        self.run(
            """const data = new DataTransfer(); data.items.add(new File([arguments[1]], arguments[0]));
            for (const kind of ['dragenter', 'dragover', 'drop'])
              document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));""",
            name,
            text,
        )

    def marked(self):
        """The marked texts of the draft by severity, as the highlights have them."""
        found = self.run(
            """return Object.fromEntries(['error', 'warning', 'info'].map(name => [name,
                 ['', 'long-'].flatMap(size => [...CSS.highlights.get(`qa-${size}${name}`)].map(range => range.toString()))]))"""
        )
        return {name: sorted(texts) for name, texts in found.items()}

    def listed(self):
        """The messages in the list, by severity."""
        return self.run(
            """return Object.fromEntries(['error', 'warning', 'info'].map(name => [name,
                 [...document.querySelectorAll(`#view-findings .finding.${name} > .go`)].map(node => node.textContent)]))"""
        )

    def press(self, label, within="body"):
        """Click the first button of that text."""
        self.until(
            """const found = [...document.querySelectorAll(`${arguments[1]} button`)].find(node =>
                 node.textContent === arguments[0] && node.checkVisibility());
               if (found) found.click(); return Boolean(found)""",
            label,
            within,
        )

    def tab(self, name):
        self.run("document.getElementById(`tab-${arguments[0]}`).click()", name)

    def fill(self, field, value, nth=0):
        """Type into a field of the form and leave it."""
        box = self.browser.find_elements(By.CSS_SELECTOR, f'[data-field="{field}"] :is(input, textarea, select)')[nth]
        if box.get_attribute("type") == "date":
            self.run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
                box,
                value,
            )
        else:
            box.send_keys(Keys.CONTROL, "a")
            box.send_keys(value or Keys.DELETE)
            self.run("arguments[0].blur()", box)

    def type(self, text):
        """Type where the caret stands; WebDriver's own `send_keys` would go to the end first."""
        self.run("document.getElementById('draft').focus()")
        ActionChains(self.browser).send_keys(text).perform()

    def shortcut(self, *keys):
        """Keys in the draft, modifiers first."""
        self.run("document.getElementById('draft').focus()")
        actions = ActionChains(self.browser)
        for key in keys[:-1]:
            actions.key_down(key)
        actions.send_keys(keys[-1])
        for key in keys[:-1]:
            actions.key_up(key)
        actions.perform()
