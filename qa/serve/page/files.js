// How drafts come in and go out: files, drops, pastes, downloads.

import {Problem, post, send} from "./api.js";

const WORD = /\.docx$/i;
const MOST_BYTES = 24 * 1024 * 1024;
const KINDS = {md: "markdown", markdown: "markdown", mdown: "markdown", html: "html", htm: "html", xhtml: "html"};
// What a copied page or document has, and copied program text hasn't.
const RICH = /<(h[1-6]|ul|ol|li|table|p|strong|b|em|i)[\s>]|<a\s/i;
const MARKDOWN = /^---\s*\n|^#{1,6} \S|\]\([^)\s]+\)|\*\*\S/m;
const FRONT_MATTER = /^---\n[\s\S]*?\n---\n+/;

/** A file as a draft: {text, name, kind (null: by its looks), note}. Throws a Problem. */
export async function opened(file) {
  if (file.size > MOST_BYTES) throw new Problem(`“${file.name}” is too large: files may have up to 24 MB.`);
  if (WORD.test(file.name)) {
    const {text, notes} = await send("word", await file.arrayBuffer());
    return {text, name: file.name.replace(WORD, ".md"), kind: "markdown", note: notes.length ? `From Word: ${notes.join(", ")}.` : ""};
  }
  const {text, note} = decoded(new Uint8Array(await file.arrayBuffer()));
  if (text.includes("\0")) throw new Problem(`“${file.name}” is not a text file. Open Markdown, HTML, text or .docx.`);
  const ending = file.name.toLowerCase().split(".").at(-1);
  return {text: text.replace(/\r\n?/g, "\n"), name: file.name, kind: KINDS[ending] ?? null, note};
}

function decoded(bytes) {
  for (const [encoding, first, second] of [["utf-16le", 0xff, 0xfe], ["utf-16be", 0xfe, 0xff]]) {
    if (bytes[0] === first && bytes[1] === second) return {text: new TextDecoder(encoding).decode(bytes), note: ""};
  }
  try {
    return {text: new TextDecoder("utf-8", {fatal: true}).decode(bytes), note: ""};
  } catch {
    const note = "This file is not UTF-8; it was read as Windows-1252. Look at its accents and quotation marks.";
    return {text: new TextDecoder("windows-1252").decode(bytes), note};
  }
}

/** The HTML of a paste that is worth turning into Markdown, or "". */
export function richPaste(data) {
  const html = data.getData("text/html");
  if (!RICH.test(html) || MARKDOWN.test(data.getData("text/plain"))) return "";
  const fragment = /<!--StartFragment-->([\s\S]*)<!--EndFragment-->/i.exec(html);
  return fragment ? fragment[1] : html;
}

/** A pasted page as Markdown; without its front matter where it goes into a draft. */
export async function pasted(html, whole) {
  const {text} = await post("paste", {text: html});
  return whole ? text : text.replace(FRONT_MATTER, "").replace(/\n$/, "");
}

export async function asMarkdown(draft) {
  return draft.kind === "markdown" ? draft.text : (await post("markdown", draft)).text;
}

export function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], {type: "text/markdown;charset=utf-8"}));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A file name for a draft: its own with .md, else one made of its title. */
export function fileName(name, title) {
  if (name) return name.replace(/\.[^.]+$/, "") + ".md";
  const plain = title.normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(0, 80);
  return `${plain || "draft"}.md`;
}

/** Takes files dropped anywhere on the page. */
export function drops(veil, take) {
  let depth = 0;
  const holds = event => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = on => (veil.hidden = !on);
  addEventListener("dragenter", event => holds(event) && over(++depth > 0));
  addEventListener("dragleave", event => holds(event) && over((depth = Math.max(0, depth - 1)) > 0));
  addEventListener("dragover", event => holds(event) && event.preventDefault());
  addEventListener("drop", event => {
    if (!holds(event)) return;
    event.preventDefault();
    over((depth = 0) > 0);
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
}
