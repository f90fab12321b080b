// Edits as {at, removed, inserted}: at `at`, the text `removed` was replaced by `inserted`. Offsets are UTF-16 units.

const TYPING_PAUSE = 1500;
const DEEPEST = 1000;

/** The edit that led from one text to another; what stands after the caret is what was there before. */
export function difference(before, after, caret) {
  return keystroke(before, after, caret) ?? searched(before, after, caret);
}

/** The edit where something was put in before the caret, or taken out behind it, and nothing else: whole texts compare at once. */
function keystroke(before, after, caret) {
  const more = after.length - before.length, at = caret - Math.max(more, 0);
  if (!more || at < 0 || before.slice(0, at) !== after.slice(0, at)) return null;
  if (before.slice(at + Math.max(-more, 0)) !== after.slice(caret)) return null;
  return {at, removed: before.slice(at, at + Math.max(-more, 0)), inserted: after.slice(at, caret)};
}

function searched(before, after, caret) {
  const most = Math.min(before.length, after.length);
  let tail = 0;
  const behind = Math.min(most, after.length - caret);
  while (tail < behind && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  let head = 0;
  const ahead = most - tail;
  while (head < ahead && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  return {at: head, removed: before.slice(head, before.length - tail), inserted: after.slice(head, after.length - tail)};
}

/** Several replacements {start, end, text} that don't overlap, as one edit of a text. */
export function joined(text, replacements) {
  const sorted = [...replacements].sort((a, b) => a.start - b.start || a.end - b.end);
  const at = sorted[0].start, end = Math.max(...sorted.map(item => item.end));
  let inserted = "", from = at;
  for (const item of sorted) {
    inserted += text.slice(from, item.start) + item.text;
    from = item.end;
  }
  return {at, removed: text.slice(at, end), inserted: inserted + text.slice(from, end)};
}

/** What can be undone and redone; what is typed in one go is one step. */
export class History {
  done = [];
  undone = [];

  /** `before` and `after` are what else changed with the step; they come back as `restore`. */
  record(edit, {typed = false, before, after} = {}) {
    const last = this.done.at(-1), now = Date.now();
    this.undone = [];
    if (typed && last?.typed && now - last.time < TYPING_PAUSE && this.#continues(last, edit)) {
      last.time = now;
      return;
    }
    this.done.push({...edit, typed, time: now, before, after});
    if (this.done.length > DEEPEST) this.done.shift();
  }

  /** Adds a keystroke to the step before it where it goes on from there within a word, or deletes on. */
  #continues(last, edit) {
    if (!edit.removed && edit.inserted.length <= 2 && edit.at === last.at + last.inserted.length && !/\s$/.test(last.inserted)) {
      last.inserted += edit.inserted;
      return true;
    }
    if (!edit.inserted && !last.inserted && edit.at + edit.removed.length === last.at) {
      last.at = edit.at;
      last.removed = edit.removed + last.removed;
      return true;
    }
    return false;
  }

  /** The edit that takes the last step back, or undefined. */
  back() {
    const step = this.done.pop();
    if (step) this.undone.push(step);
    return step && {at: step.at, removed: step.inserted, inserted: step.removed, restore: step.before};
  }

  /** The edit that makes the last undone step again, or undefined. */
  again() {
    const step = this.undone.pop();
    if (step) this.done.push({...step, typed: false});
    return step && {at: step.at, removed: step.removed, inserted: step.inserted, restore: step.after};
  }
}
