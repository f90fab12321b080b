// Marks findings in the draft. Behind the text area lies a copy of its text, a line an element, invisible but for its
// highlights (CSS Custom Highlight API): marking changes no element, so nothing moves and nothing is laid out again.

const SEVERITIES = ["info", "warning", "error"];
const SHORT = 60;
const WORD_AT_START = /^[\p{L}\p{N}]/u, WORD_AT_END = /[\p{L}\p{N}]$/u;
const supported = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);

export class Marks {
  findings = [];
  #lines = [];
  #starts = null;
  #highlights = {};
  #wanted = new Set();
  #numbers = new WeakMap();
  #last = 0;

  constructor(backdrop, text) {
    this.backdrop = backdrop;
    if (supported) {
      [...SEVERITIES.map(name => `long-${name}`), ...SEVERITIES, "current"].forEach((name, order) => {
        this.#highlights[name] = new Highlight();
        this.#highlights[name].priority = order;
        CSS.highlights.set(`qa-${name}`, this.#highlights[name]);
      });
    }
    this.#fill(text);
  }

  #fill(text) {
    this.#lines = text.split("\n").map(line => this.#line(line));
    this.backdrop.replaceChildren(...this.#lines.map(line => line.parentNode));
  }

  #line(text) {
    const node = document.createTextNode(text), line = document.createElement("div");
    line.append(node);
    return node;
  }

  /** Where each line begins; found again after an edit. */
  #lineStarts() {
    if (!this.#starts) {
      let at = 0;
      this.#starts = this.#lines.map(line => (at += line.length + 1) - line.length - 1);
    }
    return this.#starts;
  }

  /** The line that holds an offset, and the offset within it. */
  #place(offset) {
    const starts = this.#lineStarts();
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return [low, Math.min(offset - starts[low], this.#lines[low].length)];
  }

  /** Follows an edit of the draft; `text` is the draft after it. Findings move along; those that it changed lose their mark. */
  follow(edit, text) {
    const inside = !edit.removed.includes("\n") && !edit.inserted.includes("\n");
    const [first, from] = this.#place(edit.at);
    if (inside) this.#lines[first].replaceData(from, edit.removed.length, edit.inserted);
    else this.#replaceLines(first, this.#place(edit.at + edit.removed.length)[0], edit.at - from, edit, text);
    this.#starts = null;
    this.#shift(edit);
    if (!inside) this.#mark();
  }

  #replaceLines(first, last, start, edit, text) {
    let old = -1;
    for (let index = first; index <= last; index++) old += this.#lines[index].length + 1;
    const size = old - edit.removed.length + edit.inserted.length;
    const fresh = text.slice(start, start + size).split("\n").map(line => this.#line(line));
    this.#lines[first].parentNode.before(...fresh.map(line => line.parentNode));
    for (const line of this.#lines.slice(first, last + 1)) line.parentNode.remove();
    this.#lines = [...this.#lines.slice(0, first), ...fresh, ...this.#lines.slice(last + 1)];
  }

  #shift(edit) {
    const end = edit.at + edit.removed.length, by = edit.inserted.length - edit.removed.length;
    const move = item => {
      if (item.start >= end && !(item.start === edit.at && item.end > item.start && WORD_AT_END.test(edit.inserted))) {
        item.start += by;
        item.end += by;
        return false;
      }
      const apart = item.end < edit.at || (item.end === edit.at && !WORD_AT_START.test(edit.inserted));
      if (!apart) item.end = Math.max(item.start, item.end + by);
      return !apart;
    };
    for (const finding of this.findings) {
      const touched = move(finding);
      const edits = (finding.fix?.edits ?? []).map(move);
      if (touched || edits.some(Boolean)) finding.touched = true;
      if (touched && finding.range && finding.end - finding.start <= SHORT) this.#unmark(finding);
    }
  }

  /** The highlight of a finding: a word is coloured, a sentence or more only underlined. */
  #highlight(finding) {
    return this.#highlights[finding.end - finding.start > SHORT ? `long-${finding.severity}` : finding.severity];
  }

  #unmark(finding) {
    finding.highlight?.delete(finding.range);
    this.#highlights.current?.delete(finding.range);
    finding.range = null;
  }

  /** Shows these findings in place of those before. */
  show(findings) {
    this.findings = findings;
    this.#mark();
  }

  /** Marks every finding; a place that was marked so before keeps its mark, for each new one is painted anew. */
  #mark() {
    const kept = new Map();
    for (const highlight of Object.values(this.#highlights)) {
      for (const range of highlight) {
        if (highlight !== this.#highlights.current && !range.collapsed) kept.set(this.#key(highlight, range), range);
        else highlight.delete(range);
      }
    }
    for (const finding of this.findings) {
      const gone = finding.touched && finding.end - finding.start <= SHORT;
      finding.highlight = this.#highlight(finding);
      finding.range = gone ? null : this.range(finding.start, finding.end);
      if (!finding.range || finding.range.collapsed || !finding.highlight) continue;
      const key = this.#key(finding.highlight, finding.range), old = kept.get(key);
      if (old) finding.range = old;
      else finding.highlight.add(finding.range);
      this.#wanted.add(finding.range);
    }
    for (const highlight of Object.values(this.#highlights)) {
      for (const range of [...highlight]) if (!this.#wanted.has(range)) highlight.delete(range);
    }
    this.#wanted.clear();
  }

  #key(highlight, range) {
    return `${highlight.priority} ${this.#number(range.startContainer)}:${range.startOffset} ${this.#number(range.endContainer)}:${range.endOffset}`;
  }

  /** A number that stands for a line's node as long as it lives. */
  #number(node) {
    if (!this.#numbers.has(node)) this.#numbers.set(node, ++this.#last);
    return this.#numbers.get(node);
  }

  /** Points out one finding, or none. */
  point(finding) {
    this.#highlights.current?.clear();
    if (finding?.range) this.#highlights.current?.add(finding.range);
  }

  /** A range of the copy, whose rectangles are those of the draft. */
  range(start, end) {
    const range = new Range();
    const [first, from] = this.#place(start), [last, to] = this.#place(end);
    range.setStart(this.#lines[first], from);
    range.setEnd(this.#lines[last], to);
    return range;
  }

  /** The narrowest finding that holds an offset. */
  at(offset) {
    const around = this.findings.filter(item => item.range && item.start <= offset && offset <= item.end && item.start < item.end);
    return around.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
  }
}

export const canMark = supported;
