// Has the draft checked whenever typing pauses. A newer state of the draft makes older answers worthless: they are dropped.

import {post} from "./api.js";

const PAUSE = 250;
const AGAIN = 1500;

export class Checker {
  #timer = 0;
  #asked = 0;
  #abort = null;

  /** `draft()` gives {text, kind, name, version}; `show` takes an answer; `fail` takes a Problem, or null when all is well again. */
  constructor(draft, show, fail) {
    Object.assign(this, {draft, show, fail});
  }

  soon(pause = PAUSE) {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
    this.#timer = setTimeout(() => this.#check(), pause);
  }

  async #check() {
    const {version, ...draft} = this.draft(), number = ++this.#asked;
    this.#abort = new AbortController();
    const current = () => number === this.#asked && version === this.draft().version;
    try {
      const answer = await post("check", draft, this.#abort.signal);
      if (!current()) return;
      this.fail(null);
      this.show(answer);
    } catch (error) {
      if (error.name === "AbortError" || !current()) return;
      if (error.busy) this.soon(AGAIN);
      if (!error.quiet) this.fail(error);
    }
  }
}
