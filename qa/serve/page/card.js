// The card beside a finding in the draft: what is wrong, and what to write instead.

import {button, make} from "./dom.js";
import {choices} from "./findings.js";

const GAP = 8;
const MOST = 3;
const LABELS = {error: "Error", warning: "Warning", info: "Suggestion"};

export class Card {
  finding = null;

  constructor(node, marks, {apply, back, show, reason}) {
    Object.assign(this, {node, marks, apply, back, more: show, reason});
    node.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
        this.back();
      }
    });
  }

  open(finding, focus = false) {
    this.finding = finding;
    const here = this.marks.findings.filter(item => item !== finding && item.start === finding.start && item.end === finding.end);
    this.node.replaceChildren(
      ...[finding, ...here].flatMap(item => [
        make("p", {class: "message"}, make("span", {class: `badge ${item.severity}`}, LABELS[item.severity]), " ", item.message),
        ...choices(item, () => item, this.apply, MOST).filter(Boolean),
      ]),
      make("div", {class: "card-foot"}, button("Why", () => this.more(this.finding)),
        finding.acceptable ? button("Accept…", () => this.reason(this.finding)) : "", button("Close", () => (this.close(), this.back()))),
    );
    const offers = new Set();
    // Two rules may offer the same words for the same place: once is enough.
    for (const offer of this.node.querySelectorAll(".choices button")) {
      if (offers.has(offer.textContent)) offer.remove();
      offers.add(offer.textContent);
    }
    this.node.hidden = false;
    this.#place(finding);
    if (focus) this.node.querySelector("button").focus();
  }

  /** Under the finding's first line; the draft scrolls where the card would be cut off. */
  #place(finding) {
    const sheet = this.node.parentNode.getBoundingClientRect(), paper = this.node.closest(".paper"), frame = paper.getBoundingClientRect();
    const spot = this.marks.range(finding.start, finding.end).getClientRects()[0] ?? sheet;
    const left = Math.max(GAP, Math.min(spot.left - sheet.left, sheet.width - this.node.offsetWidth - GAP));
    this.node.style.setProperty("left", `${left}px`);
    this.node.style.setProperty("top", `${spot.bottom - sheet.top + GAP}px`);
    const over = this.node.getBoundingClientRect().bottom + GAP - frame.bottom;
    if (over > 0) paper.scrollTop += Math.min(over, Math.max(0, spot.top - frame.top - GAP));
  }

  close() {
    this.finding = null;
    this.node.hidden = true;
  }
}
