// Asks the server that gave this page; the token is part of the page's own address.

const base = new URL("api/", document.baseURI);

/** Something the editor should read; `busy` where asking again later will do, `quiet` where nobody need know. */
export class Problem extends Error {
  constructor(message, {busy = false, quiet = false} = {}) {
    super(message);
    Object.assign(this, {busy, quiet});
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("The checker doesn't answer. Is `qa serve` still running?", {busy: true});
  }
  if (response.ok) return response.json();
  if (response.status === 429 || response.status === 503) throw new Problem("The checker is busy. Try again.", {busy: true, quiet: true});
  if (response.status === 413) throw new Problem("This is too large: drafts may have up to 4 MB, files up to 24 MB.");
  if (response.status === 403) throw new Problem("This page has expired. Open the address that `qa serve` printed.");
  const told = await response.json().catch(() => ({}));
  throw new Problem(told.problem || `The checker failed (${response.status}).`);
}

export const get = name => answer(fetch(new URL(name, base)));

export const post = (name, data, signal) => answer(fetch(new URL(name, base), {
  method: "POST", signal, body: JSON.stringify(data), headers: {"Content-Type": "application/json"},
}));

export const send = (name, bytes) => answer(fetch(new URL(name, base), {
  method: "POST", body: bytes, headers: {"Content-Type": "application/octet-stream"},
}));
