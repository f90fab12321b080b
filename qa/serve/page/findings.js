// The list of findings by severity.

import {accepting} from "./accept.js";
import {button, make, outside} from "./dom.js";
import {advice, remedies} from "./remedies.js";

const GROUPS = [["error", "Errors"], ["warning", "Warnings"], ["info", "Suggestions"]];

const SPACE = 8;

export class Findings {
  #items = new Map();

  /** `go(finding)` shows one in the draft, `apply(finding, remedy)` mends one, `applySafe(findings)` many, `fill(field)` opens the form there. */
  constructor(view, rules, {go, goTo, apply, applySafe, fill, accept}) {
    Object.assign(this, {view, rules, go, goTo, apply, applySafe, fill, accept});
    this.head = make("div", {class: "list-head"});
    this.groups = GROUPS.map(([severity, label]) => this.#group(severity, label));
    this.accepted = this.#group("accepted", "Accepted");
    this.accepted.details.open = false;
    this.view.replaceChildren(this.head, ...[...this.groups, this.accepted].map(group => group.details));
  }

  #group(severity, label) {
    const title = make("h3"), list = make("ul", {class: "findings"});
    return {severity, label, title, list, details: make("details", {open: true, hidden: true}, make("summary", {}, title), list)};
  }

  show(findings, failed, empty) {
    const fresh = findings.filter(item => item.status === "new");
    this.#headline(fresh, failed, empty);
    for (const group of this.groups) this.#fill(group, fresh.filter(item => item.severity === group.severity));
    this.#fill(this.accepted, findings.filter(item => item.status !== "new"));
    const kept = new Set(findings.map(item => item.item));
    for (const [key, item] of this.#items) if (!kept.has(item)) this.#items.delete(key);
  }

  #headline(fresh, failed, empty) {
    const safe = fresh.filter(item => item.fix?.applicability === "safe" && remedies(item).length);
    this.head.replaceChildren(
      fresh.length ? "" : empty ? make("p", {class: "note"}, "What is found in the draft will stand here.") : make("p", {class: "clean"}, "Nothing found."),
      safe.length > 1 ? button(`Apply ${safe.length} safe fixes`, () => this.applySafe(safe)) : "",
      failed.length ? make("p", {class: "note"}, `Could not be checked, by a fault of the tool: ${failed.join(", ")}.`) : "",
    );
  }

  #fill(group, findings) {
    group.details.hidden = !findings.length;
    group.title.textContent = `${group.label} (${findings.length})`;
    // An item that says the same as before stays the element that it was: focus, and what was opened, survive a check.
    const items = new Set(findings.map(finding => this.#item(finding)));
    for (const old of [...group.list.children]) if (!items.has(old)) old.remove();
    let next = group.list.firstChild;
    for (const item of items) {
      if (item === next) next = next.nextSibling;
      else group.list.insertBefore(item, next);
    }
  }

  #item(finding) {
    const key = JSON.stringify([finding.fingerprint, finding.rule, finding.message, finding.severity, finding.status, finding.suggestions,
      finding.fix?.title, finding.fix?.edits.length, finding.related.length, remedies(finding).length, finding.acceptable]);
    let item = this.#items.get(key);
    if (item && item.round === finding.round) item = null; // two findings that say the same
    if (!item) item = make("li", {class: `finding ${finding.severity}`});
    if (!item.finding) this.#build(item, finding);
    item.finding = finding;
    item.round = finding.round;
    item.querySelector(".line").textContent = `line ${finding.line}`;
    finding.item = item;
    this.#items.set(key, item);
    return item;
  }

  #build(item, finding) {
    const related = finding.related.map((other, index) =>
      make("li", {}, button(other.message, () => this.goTo(item.finding.related[index]), {class: "go"})));
    item.append(
      button(finding.message, () => this.go(item.finding), {class: "go"}),
      make("p", {class: "about"}, make("span", {class: "rule"}, `${finding.rule} ${finding.name}`), " · ", make("span", {class: "line"})),
      ...choices(finding, () => item.finding, this.apply),
      finding.field ? make("div", {class: "choices"}, button("Fill in the details", () => this.fill(finding.field))) : "",
      finding.reason ? make("p", {class: "note"}, `Accepted: ${finding.reason}`) : "",
      this.#why(finding),
      finding.acceptable ? accepting(finding.rule, (reach, reason) => this.accept(item.finding, reach, reason)) : "",
      related.length ? make("ul", {class: "related"}, related) : "",
    );
  }

  #why(finding) {
    const rule = this.rules[finding.rule];
    if (!rule) return "";
    const sources = rule.sources.map(source => make("li", {}, outside(source.title, source.url)));
    return make("details", {class: "why"}, make("summary", {}, "Why"),
      make("p", {}, rule.rationale), sources.length ? make("ul", {class: "sources"}, sources) : "");
  }

  /** Puts the focus on a finding, or on the view where there is none. */
  focus(finding) {
    const target = finding?.item?.querySelector(".go");
    (target && target.isConnected ? target : this.view).focus();
  }

  /** Opens the field for the reason of a finding, with the focus in it. */
  reason(finding) {
    const fold = finding?.item?.querySelector(".accept");
    if (!fold) return this.focus(finding);
    finding.item.closest("details").open = fold.open = true;
    fold.querySelector("input").focus();
  }

  /** Points out one finding in the list, without moving the focus. */
  point(finding) {
    this.view.querySelector("[aria-current]")?.removeAttribute("aria-current");
    if (!finding?.item) return;
    finding.item.setAttribute("aria-current", "true");
    finding.item.closest("details").open = true;
    // The view scrolls, never the page: on a narrow screen the draft is what should be seen.
    const item = finding.item.getBoundingClientRect(), view = this.view.getBoundingClientRect();
    if (item.top < view.top) this.view.scrollTop += item.top - view.top - SPACE;
    else if (item.bottom > view.bottom) this.view.scrollTop += Math.min(item.bottom - view.bottom, item.top - view.top) + SPACE;
  }
}

/** At most so many buttons that mend a finding, and advice in words; `current()` is the finding as it stands when clicked. */
export function choices(finding, current, apply, most = Infinity) {
  const found = remedies(finding).slice(0, most), words = advice(finding);
  return [
    found.length ? make("div", {class: "choices"}, found.map((remedy, index) =>
      button(remedy.text, () => apply(current(), remedies(current())[index]), {class: index ? "" : "primary"}))) : "",
    words.length ? make("p", {class: "advice"}, make("span", {class: "unseen"}, "Suggested: "), `→ ${words.join(" · ")}`) : "",
  ];
}
