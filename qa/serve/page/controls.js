// The controls of the front-matter form. Each has {node, fill(value), tell(findings)} and gives its new value to `changed`.

import {button, make} from "./dom.js";

let made = 0;

export function control(field, changed) {
  if (field.control === "groups") return groups(field, changed);
  if (field.control === "group") return group(field, changed);
  return single(field, changed);
}

const unfit = value => value !== null && typeof value === "object" && value.unfit === true;

/** An input with its label, help and findings. */
function single(field, changed) {
  const id = `field-${field.name}-${++made}`, long = field.control === "long" || field.control === "lines";
  const input = make(long ? "textarea" : "input", {id, rows: long ? 3 : null, type: long ? null : "text", "aria-describedby": `${id}-help`, autocomplete: "off"});
  const help = make("p", {class: "note", id: `${id}-help`});
  const read = () => field.control === "lines" ? input.value.split("\n").map(line => line.trim()).filter(Boolean) : input.value.trim();
  const hint = [field.help, field.control === "lines" ? "One a line." : ""].filter(Boolean).join(" ");
  let shown = "";
  input.addEventListener("change", () => {
    shown = input.value;
    changed(read());
  });
  return {
    input, read,
    node: make("div", {class: "field", "data-field": field.name}, make("label", {for: id}, field.label), input, help),
    fill(value) {
      input.disabled = unfit(value);
      const text = value === undefined || value === null || unfit(value) ? "" : Array.isArray(value) ? value.join("\n") : String(value);
      // A date that is written otherwise than 2026-11-22 stays as it is written.
      if (field.control === "date" && document.activeElement !== input) input.type = text && !/^\d{4}-\d\d-\d\d$/.test(text) ? "text" : "date";
      // What is being typed here and not in the draft yet stays.
      if (document.activeElement === input && input.value !== shown) return;
      if (input.value !== text) input.value = text;
      shown = input.value;
    },
    tell(findings) {
      const told = input.disabled ? ["Written in more detail than this form shows: change it in the draft."] : findings.map(item => item.message);
      const text = told.join(" ") || hint;
      if (help.textContent !== text) help.textContent = text;
      help.classList.toggle("error", !input.disabled && findings.length > 0);
      input.setAttribute("aria-invalid", findings.some(item => item.severity === "error"));
    },
  };
}

/** The controls of a group's parts around one value; what no control shows of it stays. */
function parts(fields, name, changed) {
  let value = {};
  const inner = fields.map(field => {
    const found = single({...field, name: `${name}-${field.name}`}, given => {
      value = {...value, [field.name]: given};
      changed(value);
    });
    return [field.name, found];
  });
  return {
    nodes: inner.map(([, found]) => found.node),
    fill(next) {
      value = next ?? {};
      for (const [key, found] of inner) found.fill(value[key]);
    },
    first: inner[0][1].input,
    tell: () => inner.forEach(([, found]) => found.tell([])),
  };
}

function frame(field, ...children) {
  const note = make("p", {class: "note"}, field.help || "");
  const node = make("fieldset", {class: "field", "data-field": field.name}, make("legend", {}, field.label), ...children, note);
  const tell = (findings, disabled) => {
    note.textContent = disabled ? "Written in more detail than this form shows: change it in the draft." : findings.map(item => item.message).join(" ") || field.help || "";
    note.classList.toggle("error", !disabled && findings.length > 0);
  };
  return {node, tell};
}

function group(field, changed) {
  const inner = parts(field.fields, field.name, changed), {node, tell} = frame(field, ...inner.nodes);
  let disabled = false;
  return {
    node,
    fill(value) {
      disabled = node.disabled = unfit(value);
      inner.fill(disabled ? {} : value);
      inner.tell();
    },
    tell: findings => tell(findings, disabled),
  };
}

/** Rows of groups with buttons to add and remove one. */
function groups(field, changed) {
  const rows = make("div", {class: "rows"});
  const add = button(`Add ${field.item}`, () => {
    values.push({});
    draw();
    drawn.at(-1).first.focus();
  });
  const {node, tell} = frame(field, rows, add);
  let values = [], drawn = [], disabled = false;

  function row(index) {
    const inner = parts(field.fields, field.name, value => {
      values[index] = value;
      changed(values.filter(item => Object.keys(item).length));
    });
    const remove = button("Remove", () => {
      values.splice(index, 1);
      draw();
      add.focus();
      changed(values.filter(item => Object.keys(item).length));
    }, {"aria-label": `Remove ${field.item} ${index + 1}`});
    return {...inner, node: make("div", {class: "row", role: "group", "aria-label": `${field.item} ${index + 1}`}, inner.nodes, remove)};
  }

  function draw() {
    while (drawn.length > values.length) drawn.pop().node.remove();
    while (drawn.length < values.length) {
      drawn.push(row(drawn.length));
      rows.append(drawn.at(-1).node);
    }
    drawn.forEach((item, index) => (item.fill(values[index]), item.tell()));
  }

  return {
    node,
    fill(value) {
      disabled = node.disabled = unfit(value);
      const next = disabled || !Array.isArray(value) ? [] : value;
      // Rows that were added and not filled yet stay.
      const empty = values.filter(item => !Object.values(item).some(Boolean)).length;
      values = [...next.map(item => ({...item})), ...Array.from({length: node.contains(document.activeElement) ? empty : 0}, () => ({}))];
      draw();
    },
    tell: findings => tell(findings, disabled),
  };
}
