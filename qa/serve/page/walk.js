// Going from finding to finding in the draft, by keyboard or from the list, and the card that opens there.

import {say} from "./dom.js";

const MARGIN = 80;

export class Walk {
  #now = null;

  constructor(editor, marks, card, pointed) {
    Object.assign(this, {editor, marks, card, pointed});
    const area = editor.area;
    area.addEventListener("click", () => this.#clicked());
    document.addEventListener("keydown", event => {
      if (event.key === "F8") {
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      } else if (event.key === "." && (event.ctrlKey || event.metaKey) && document.activeElement === area) {
        const finding = marks.at(area.selectionStart) ?? this.#now;
        if (!finding) return;
        event.preventDefault();
        this.#point(finding);
        card.open(finding, true);
      } else if (event.key === "Escape" && card.finding) card.close();
    });
  }

  #clicked() {
    const [start, end] = this.editor.selection, finding = start === end ? this.marks.at(start) : null;
    if (finding) {
      this.#point(finding);
      this.card.open(finding);
    } else this.card.close();
  }

  /** Goes to the next finding behind the caret, or before it. */
  step(by) {
    const all = this.marks.findings.filter(item => item.range), at = this.editor.area.selectionStart;
    if (!all.length) return say("No findings.");
    const index = this.#now && all.includes(this.#now) && this.#now.start === at ? all.indexOf(this.#now) + by
      : by > 0 ? all.findIndex(item => item.start >= at) : all.findLastIndex(item => item.start < at);
    this.to(all[(index + all.length) % all.length] ?? all[0]);
  }

  to(finding) {
    this.select(finding);
    this.#point(finding);
    this.card.open(finding);
    say(`${{error: "Error", warning: "Warning", info: "Suggestion"}[finding.severity]}: ${finding.message}`);
  }

  /** Selects a place {start, end} of the draft and brings it into view. */
  select(place) {
    this.card.close();
    this.editor.area.focus({preventScroll: true});
    this.editor.area.setSelectionRange(place.start, place.end);
    const paper = this.editor.area.closest(".paper"), frame = paper.getBoundingClientRect();
    const spot = this.marks.range(place.start, place.end).getClientRects()[0];
    if (!spot) return;
    if (spot.top < frame.top + MARGIN || spot.bottom > frame.bottom - MARGIN) paper.scrollTop += spot.top - frame.top - frame.height / 3;
    if (frame.top < 0 || frame.bottom > innerHeight) paper.scrollIntoView({block: "nearest"});
  }

  #point(finding) {
    this.#now = finding;
    this.marks.point(finding);
    this.pointed(finding);
  }

  /** The draft changed: what the card says may be over. */
  edited() {
    this.#now = null;
    this.card.close();
  }

  /** A check's answer came: the card's finding is still there as `again`, or gone. */
  refreshed(again) {
    if (this.card.finding) again ? this.#reopen(again) : this.card.close();
    else if (this.#now) this.#now = this.marks.findings.find(item => item.fingerprint === this.#now.fingerprint) ?? null;
    if (this.#now) this.marks.point(this.#now);
  }

  #reopen(again) {
    this.#now = again;
    this.card.finding = again;
  }
}
