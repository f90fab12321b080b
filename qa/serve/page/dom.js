// Everything that comes from a draft, a rule or a file goes into the page as text, never as markup.

export const $ = id => document.getElementById(id);

/** An element with attributes (null, undefined and false leave one out; functions are listeners) and children. */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

export const button = (text, click, attributes = {}) => make("button", {type: "button", click, ...attributes}, text);

/** A link to the outside; it opens elsewhere and tells nobody where it came from. Other schemes are shown as text. */
export function outside(title, url) {
  return /^https?:\/\//i.test(url || "") ? make("a", {href: url, target: "_blank", rel: "noopener noreferrer"}, title) : title;
}

/** Puts children in place of a node's own, unless they were made of the same data as those. */
export function renewed(node, data, made) {
  const key = JSON.stringify(data);
  if (seen.get(node) === key) return;
  seen.set(node, key);
  node.replaceChildren(...made());
}

const seen = new WeakMap();

/** Says something to screen readers without showing it. */
export function say(text) {
  $("spoken").textContent = text;
}

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en-AU")} ${count === 1 ? one : many}`;
