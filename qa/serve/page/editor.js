// The draft: a plain text area, so that every keyboard, screen reader and input method works as it does everywhere.

import {History, difference} from "./edits.js";

export class Editor extends EventTarget {
  history = new History();
  version = 0;

  constructor(area) {
    super();
    this.area = area;
    this.text = area.value;
    area.addEventListener("input", event => this.#typed(event));
    // The browser's own undo knows nothing of fixes and form fields; this one knows everything.
    area.addEventListener("beforeinput", event => {
      if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
        event.preventDefault();
        this[event.inputType === "historyUndo" ? "undo" : "redo"]();
      }
    });
    area.addEventListener("keydown", event => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "z" || key === "y") {
        event.preventDefault();
        this[key === "y" || event.shiftKey ? "redo" : "undo"]();
      }
    });
  }

  get selection() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  #typed(event) {
    const after = this.area.value, edit = difference(this.text, after, this.area.selectionEnd);
    if (!edit.removed && !edit.inserted) return;
    this.text = after;
    const typed = event.inputType === "insertText" || event.inputType?.startsWith("deleteContent") || event.isComposing;
    this.history.record(edit, {typed});
    this.#changed(edit);
  }

  /** Makes an edit that can be undone; the caret keeps its place in the text. */
  apply(edit) {
    this.history.record(edit);
    this.#make(edit, "preserve");
  }

  /** Puts another text in place of everything, as one step that can be undone; `before` and `after` go with it. */
  replaceAll(text, before, after) {
    const edit = {at: 0, removed: this.text, inserted: text};
    this.history.record(edit, {before, after});
    this.#make(edit, "preserve");
    this.area.setSelectionRange(0, 0);
  }

  /** Puts a text in place of the selection. */
  insert(text) {
    const [start, end] = this.selection;
    const edit = {at: start, removed: this.text.slice(start, end), inserted: text};
    this.history.record(edit);
    this.#make(edit, "end");
  }

  undo() {
    const edit = this.history.back();
    if (edit) this.#make(edit, "end");
    return Boolean(edit);
  }

  redo() {
    const edit = this.history.again();
    if (edit) this.#make(edit, "end");
    return Boolean(edit);
  }

  #make(edit, caret) {
    this.area.setRangeText(edit.inserted, edit.at, edit.at + edit.removed.length, caret);
    // What the text area holds is what counts: it may have changed line ends.
    this.text = this.area.value;
    this.#changed(edit);
  }

  #changed(edit) {
    this.version++;
    this.dispatchEvent(new CustomEvent("edit", {detail: edit}));
  }
}
