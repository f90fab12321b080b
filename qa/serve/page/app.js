// Puts the page together.

import {get, post} from "./api.js";
import {audit} from "./audit.js";
import {Card} from "./card.js";
import {Checker} from "./checker.js";
import {$, plural, say} from "./dom.js";
import {joined} from "./edits.js";
import {Editor} from "./editor.js";
import {asMarkdown, download, drops, fileName, opened, pasted, richPaste} from "./files.js";
import {Findings} from "./findings.js";
import {Form} from "./form.js";
import {Keep} from "./keep.js";
import {Marks, canMark} from "./marks.js";
import {notice} from "./notice.js";
import {figures, reading} from "./reading.js";
import {tabs} from "./tabs.js";
import {Walk} from "./walk.js";

const editor = new Editor($("draft"));
const marks = new Marks($("backdrop"), editor.text);
const state = {kind: "markdown", name: "", title: "", exported: editor.text};
const draft = () => ({text: editor.text, kind: state.kind, name: state.name, version: editor.version});
const keep = new Keep($("keep"), draft, notice.warn);
const checker = new Checker(draft, show, problem => problem ? notice.unwell(problem.message) : notice.wellAgain());
let views, list, form, card, walk, rules = {}, round = 0;

async function start() {
  const begin = await get("start");
  rules = begin.rules;
  views = tabs(document.querySelector("[role=tablist]"), id => id === "tab-audit" && get("audit").then(found => audit($("view-audit"), found)).catch(failed));
  const inList = part => finding => {
    card.close();
    views.show("tab-findings");
    list[part](finding);
  };
  card = new Card($("card"), marks, {apply, back: () => editor.area.focus(), show: inList("focus"), reason: inList("reason")});
  walk = new Walk(editor, marks, card, finding => list.point(finding));
  list = new Findings($("view-findings"), begin.rules, {go: finding => walk.to(finding), goTo: place => walk.select(place), apply, applySafe, accept, fill: name => {
    views.show("tab-details");
    form.focus(name);
  }});
  form = new Form($("view-details"), begin.types, setField, convert);
  if (!canMark) notice.warn("This browser is too old to mark findings in the draft; the list shows them all.");
  const kept = keep.restore();
  if (kept) load(kept);
  else checker.soon(0);
}

function failed(error) {
  notice.warn(error.message);
}

function show(answer) {
  round++;
  setKind(answer.kind);
  state.title = answer.facts.title;
  const found = answer.findings.map(item => ({...item, round, touched: false, range: null, field: rules[item.rule]?.field,
    acceptable: answer.kind !== "captured" && item.status === "new" && rules[item.rule]?.acceptable}));
  const fresh = found.filter(item => item.status === "new");
  const counts = Object.fromEntries(["error", "warning", "info"].map(name => [name, fresh.filter(item => item.severity === name).length]));
  const again = card.finding && found.find(item => item.fingerprint === card.finding.fingerprint);
  marks.show(fresh);
  list.show(found, answer.failed, !editor.text.trim());
  figures($("figures"), answer.facts, counts);
  answer.hardest.forEach(item => (item.text = editor.text.slice(item.start, item.end)));
  reading($("view-reading"), answer, place => walk.select(place));
  form.show(answer, found);
  $("tab-findings").textContent = `Findings (${fresh.length})`;
  walk.refreshed(again);
  const told = `${plural(counts.error, "error")}, ${plural(counts.warning, "warning")}, ${plural(counts.info, "suggestion")}`;
  if (state.told !== told) say(state.told = told);
  document.body.dataset.checked = editor.version;
}

editor.addEventListener("edit", ({detail: edit}) => {
  marks.follow(edit, editor.text);
  if (edit.restore) become(edit.restore);
  if (!editor.text.trim() && state.kind !== "markdown") become({kind: "markdown", name: ""});
  walk.edited();
  $("undo").disabled = !editor.history.done.length;
  $("redo").disabled = !editor.history.undone.length;
  keep.soon();
  checker.soon();
  document.body.dataset.version = editor.version;
});

function setKind(kind) {
  if (kind) $("kind").value = kind;
  state.kind = kind;
  $("convert").hidden = kind === "markdown" || kind === null;
}

function become({kind, name}) {
  state.name = name;
  $("name").textContent = name;
  setKind(kind);
}

/** Shows another draft; the one before comes back with Undo. */
function load({text, kind = null, name = "", note = ""}) {
  const before = {kind: state.kind, name: state.name};
  become({kind, name});
  // Before the text changes: afterwards it would have to be laid out at once.
  $("paper").scrollTop = 0;
  editor.replaceAll(text, before, {kind, name});
  checker.soon(0);
  if (note) notice.warn(note);
}

function apply(finding, remedy) {
  if (!remedy || finding.touched) return notice.warn("This place has just changed. Look at it again.");
  mend(remedy.edits, remedy.text, finding);
}

function applySafe(findings) {
  let reached = -1;
  const edits = findings.flatMap(item => item.fix.edits).sort((a, b) => a.start - b.start)
    .filter(edit => edit.start > reached && (reached = Math.max(edit.end, edit.start)) >= 0);
  mend(edits, plural(edits.length, "safe fix", "safe fixes"), findings[0]);
}

function mend(edits, title, finding) {
  const inCard = !$("card").hidden && $("card").contains(document.activeElement);
  const next = finding.item?.nextElementSibling?.finding;
  editor.apply(joined(editor.text, edits));
  finding.item?.remove();
  if (inCard) editor.area.focus();
  else list.focus(next);
  notice.tell(`Done: ${title}.`, "Undo", () => (editor.undo(), editor.area.focus()));
}

/** Writes a comment that accepts a finding; gives what the editor should read where it can't be. */
async function accept(finding, reach, reason) {
  const {version, ...sent} = draft();
  try {
    const {edits} = await post("accept", {...sent, fingerprint: finding.fingerprint, reach, reason});
    if (version !== editor.version) return "The draft has changed meanwhile. Try again.";
    mend(edits, `${finding.rule} accepted`, finding);
    return null;
  } catch (error) {
    return error.message;
  }
}

async function setField(name, value) {
  const before = editor.version;
  const type = name === "type" ? value : document.getElementById("field-type").value;
  try {
    const edit = await post("field", {text: editor.text, type, name, value});
    if (before !== editor.version) return setField(name, value);
    if (edit.text || edit.end > edit.start) editor.apply(joined(editor.text, [edit]));
  } catch (error) {
    failed(error);
    checker.soon(0);
  }
}

async function convert() {
  try {
    load({text: await asMarkdown(draft()), kind: "markdown", name: state.name && fileName(state.name)});
    notice.tell("The draft is Markdown now. Site header, menus and footer were left out.", "Undo", () => editor.undo());
  } catch (error) {
    failed(error);
  }
}

async function take(file) {
  try {
    load(await opened(file));
    state.exported = editor.text;
  } catch (error) {
    failed(error);
  }
}

$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  if ($("file").files[0]) take($("file").files[0]);
  $("file").value = "";
});
drops($("drop"), take);
$("new").addEventListener("click", () => {
  load({text: "", kind: "markdown"});
  editor.area.focus();
});
$("undo").addEventListener("click", () => editor.undo());
$("redo").addEventListener("click", () => editor.redo());
$("convert").addEventListener("click", convert);
$("kind").addEventListener("change", () => {
  setKind($("kind").value);
  checker.soon(0);
});
$("export").addEventListener("click", async () => {
  try {
    const text = await asMarkdown(draft());
    download(text, fileName(state.name, state.title));
    state.exported = editor.text;
    notice.tell(`Exported as ${fileName(state.name, state.title)}.`);
  } catch (error) {
    failed(error);
  }
});
editor.area.addEventListener("paste", async event => {
  const [start, end] = editor.selection, whole = !editor.text.trim() || end - start === editor.text.length;
  const file = event.clipboardData.files[0], html = file ? "" : richPaste(event.clipboardData);
  if (file && !file.type.startsWith("image/")) {
    event.preventDefault();
    return take(file);
  }
  if (whole) setKind(html ? "markdown" : null);
  if (!html) return;
  event.preventDefault();
  try {
    editor.insert(await pasted(html, whole));
  } catch {
    editor.insert(event.clipboardData.getData("text/plain"));
  }
});
addEventListener("beforeunload", event => {
  if (editor.text.trim() && editor.text !== state.exported && !$("keep").checked) event.preventDefault();
});

start().catch(failed);
