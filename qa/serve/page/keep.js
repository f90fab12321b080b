// Keeps the draft in this browser, only while the box is ticked. Unticking forgets it.

const NAME = "qa-draft";
const PAUSE = 400;

export class Keep {
  #timer = 0;

  constructor(box, draft, failed) {
    Object.assign(this, {box, draft});
    box.addEventListener("change", () => box.checked ? this.save(failed) : this.forget());
  }

  /** The draft kept last time, or null. */
  restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(NAME) ?? "null");
      this.box.checked = Boolean(kept);
      return kept && typeof kept.text === "string" ? kept : null;
    } catch {
      return null;
    }
  }

  soon() {
    if (!this.box.checked) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }

  save(failed = () => {}) {
    clearTimeout(this.#timer);
    try {
      localStorage.setItem(NAME, JSON.stringify(this.draft()));
    } catch {
      this.box.checked = false;
      failed("This browser can't keep the draft: its storage is full or switched off.");
    }
  }

  forget() {
    clearTimeout(this.#timer);
    localStorage.removeItem(NAME);
  }
}
