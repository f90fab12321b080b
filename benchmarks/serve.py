"""How smooth `qa serve` is on a long article: from a key to the paint that shows it, scrolling and selecting, in Chromium.

`python benchmarks/serve.py [WORDS]` (default 5,000) needs Chromium with its driver and selenium. A key counts from the browser's
own time of the event to the first task after the next frame, so layout and paint are in it. Frames are at best 16.7 ms apart.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from selenium import webdriver

ARTICLES = Path(__file__).parent.parent / "content" / "articles"
KEYS = 120
TYPED = "The nurse checks your blood pressure and asks about pain. "

MEASURE = """
window.delays = []; window.longest = [];
new PerformanceObserver(list => longest.push(...list.getEntries().map(entry => entry.duration))).observe({type: 'longtask'});
document.getElementById('draft').addEventListener('keydown', event => {
  const began = event.timeStamp, port = new MessageChannel();
  port.port1.onmessage = () => delays.push(performance.now() - began);
  requestAnimationFrame(() => port.port2.postMessage(0));
});
"""
# The same text in a text area of nothing but the browser's: what this machine can do at the moment.
CONTROL = """
const area = document.createElement('textarea');
area.id = 'draft'; area.value = arguments[0]; area.style.cssText = 'width: 700px; height: 800px; font: 17px/1.65 system-ui';
document.body.append(area);
"""
FRAMES = """
window.frames_ = []; window.going = true; let last = performance.now();
const step = now => { frames_.push(now - last); last = now; if (going) requestAnimationFrame(step); };
requestAnimationFrame(step);
"""


def article(words: int) -> str:
    """The first sample article and the bodies of the others after it, as often as needed, cut to so many words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.md"))]
    bodies = [text.split("---", 2)[2] for text in texts]
    text = texts[0] + "".join(bodies[1:])
    while len(text.split()) < words:
        text += "".join(bodies)
    kept: list[str] = []
    count = 0
    for line in text.split("\n"):
        count += len(line.split())
        if count > words:
            break
        kept.append(line)
    return "\n".join(kept)


def chromium() -> webdriver.Chrome:
    """A headless Chromium."""
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))


def load(browser: webdriver.Chrome, text: str) -> None:
    """Open the text as a dropped file would be, and wait for its check."""
    browser.execute_script(
        "const data = new DataTransfer(); data.items.add(new File([arguments[0]], 'long.md'));"
        "dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))",
        text,
    )
    settled(browser)


def settled(browser: webdriver.Chrome) -> None:
    """Wait until the draft as it stands is checked."""
    time.sleep(0.4)
    deadline = time.monotonic() + 60
    while browser.execute_script("return document.body.dataset.checked !== document.body.dataset.version"):
        if time.monotonic() > deadline:
            raise SystemExit("the draft was not checked within a minute")
        time.sleep(0.1)


def keys(browser: webdriver.Chrome, texts: list[str], pause: float) -> None:
    """Press keys as the browser's own input events."""
    for char in texts:
        key = (
            {"text": char, "key": char} if len(char) == 1 else {"key": char, "code": char, "windowsVirtualKeyCode": 40}
        )
        modifiers = {"modifiers": 8} if len(char) > 1 else {}
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyDown", **key, **modifiers})
        browser.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyUp", **key, **modifiers})
        time.sleep(pause)


def told(name: str, values: list[float]) -> None:
    """One line of figures."""
    print(
        f"{name:<34} median {median(values):6.1f} ms   95 % {quantiles(values, n=20)[-1]:6.1f} ms   worst {max(values):6.1f} ms"
    )


def delays(browser: webdriver.Chrome, name: str, texts: list[str], pause: float) -> None:
    """Press keys in the middle of the draft and print how long each took to show."""
    browser.execute_script(
        "const area = document.getElementById('draft'), at = area.value.indexOf('\\n\\n', area.value.length / 2);"
        "area.focus(); area.setSelectionRange(at, at); delays.length = longest.length = 0"
    )
    keys(browser, texts, pause)
    time.sleep(1.5)
    told(name, browser.execute_script("return delays"))
    tasks = browser.execute_script("return longest")
    print(f"{'':<34} tasks over 50 ms: {len(tasks)}" + (f", longest {max(tasks):.0f} ms" if tasks else ""))


def main() -> None:
    """Measure and print."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    text = article(words)
    command = [sys.executable, "-m", "qa", "serve", "--no-browser", "--port", "0", str(ARTICLES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        browser = chromium()
        try:
            browser.get(server.stdout.readline().split()[-1])
            time.sleep(1)
            began = time.monotonic()
            load(browser, text)
            marks = browser.execute_script(
                "return [...CSS.highlights.values()].reduce((sum, item) => sum + item.size, 0)"
            )
            print(f"{len(text.split()):,} words, {marks} marks; shown and checked in {time.monotonic() - began:.1f} s")
            typed = (list(TYPED) * KEYS)[:KEYS]
            browser.execute_script(MEASURE)
            delays(browser, "typing, 12 keys a second", typed, 0.08)
            delays(browser, "typing with pauses (checks run)", typed[:40], 0.4)
            delays(browser, "selecting line by line", ["ArrowDown"] * 60, 0.03)
            browser.execute_script(FRAMES)
            gesture = {"x": 300, "y": 500, "yDistance": -6000, "speed": 3000, "gestureSourceType": "mouse"}
            browser.execute_cdp_cmd("Input.synthesizeScrollGesture", gesture)
            told("frames while scrolling", browser.execute_script("going = false; return frames_.slice(1)"))
            browser.get("about:blank")
            browser.execute_script(CONTROL, text)
            browser.execute_script(MEASURE)
            delays(browser, "control: a bare text area, typing", typed, 0.08)
        finally:
            browser.quit()
            server.terminate()


if __name__ == "__main__":
    main()
