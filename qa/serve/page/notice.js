// The line above the draft: what was done, with Undo, and what went wrong.

import {$} from "./dom.js";

const STAYS = 10_000;
let timer = 0;

function open(text, kind, label = "", act = null) {
  const node = $("notice"), button = node.querySelector(".act");
  clearTimeout(timer);
  node.className = `notice ${kind}`;
  node.querySelector("span").textContent = text;
  button.hidden = !act;
  button.textContent = label;
  button.onclick = () => (close(), act());
  node.hidden = false;
}

function close() {
  clearTimeout(timer);
  $("notice").hidden = true;
}

export const notice = {
  /** Something that went wrong or should be known; stays until dismissed. */
  warn(text) {
    open(text, "warn");
  },
  /** Something that was done, with what takes it back; goes by itself. */
  tell(text, label, act) {
    open(text, "done", label, act);
    timer = setTimeout(close, STAYS);
  },
  /** A check went through: what was said of checks that failed is over. */
  wellAgain() {
    if ($("notice").classList.contains("check")) close();
  },
  /** A check failed. */
  unwell(text) {
    open(text, "warn check");
  },
};

$("notice").querySelector(".close").addEventListener("click", close);
