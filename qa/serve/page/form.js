// The front matter as a form, made from the schema of the draft's content type.

import {button, make} from "./dom.js";
import {control} from "./controls.js";

/** Whether a finding is about a field's value. At the title as a whole stands what is said of the whole article. */
function stands(finding, place, name) {
  if (!place || finding.start < place.start || finding.end > place.end) return false;
  return name !== "title" || finding.start > place.value || finding.end < place.end;
}

export class Form {
  #controls = new Map();
  #type = null;

  /** `change(name, value)` puts a field's value into the draft; `convert()` turns the draft into Markdown. */
  constructor(view, types, change, convert) {
    Object.assign(this, {view, types, change, convert});
  }

  /** Shows the draft's fields; `findings` that stand in a field are told beside it. */
  show(answer, findings) {
    if (answer.fields === null) {
      this.#type = null;
      this.view.replaceChildren(
        make("h3", {}, "Details of the article"),
        make("p", {}, "Title, review dates and sources are kept at the top of a Markdown article. This draft is not Markdown yet."),
        button("Turn into Markdown", this.convert, {class: "primary"}));
      return;
    }
    if (answer.type !== this.#type) this.#build(answer.type);
    for (const [name, field] of this.#controls) {
      field.fill(answer.fields[name]);
      const place = answer.places[name];
      field.tell(findings.filter(item => item.status === "new" && (item.field ? item.field === name : stands(item, place, name))));
    }
  }

  /** Puts the focus on a field. */
  focus(name) {
    const field = this.view.querySelector(`[data-field="${CSS.escape(name)}"]`);
    field?.closest("details")?.setAttribute("open", "");
    field?.querySelector("input:enabled, textarea:enabled, select, button")?.focus();
  }

  #build(type) {
    const held = document.activeElement?.closest("[data-field]")?.dataset.field;
    const open = this.view.querySelector("details.further")?.open ?? false;
    this.#type = type;
    this.#controls.clear();
    const made = this.types[type].fields.map(field => {
      const found = control(field, value => this.change(field.name, value));
      this.#controls.set(field.name, found);
      return [field.main, found.node];
    });
    const choice = make("select", {id: "field-type", change: () => this.change("type", choice.value)},
      Object.entries(this.types).map(([name, item]) => make("option", {value: name, selected: name === type}, item.label)));
    this.view.replaceChildren(
      make("h3", {}, "Details of the article"),
      make("p", {class: "note"}, "Each change is written to the top of the draft at once."),
      make("div", {class: "field", "data-field": "type"}, make("label", {for: "field-type"}, "Content type"), choice,
        make("p", {class: "note"}, this.types[type].help)),
      ...made.filter(([main]) => main).map(([, node]) => node),
      make("details", {class: "further", open}, make("summary", {}, "More details"), made.filter(([main]) => !main).map(([, node]) => node)));
    if (held) this.view.querySelector(`[data-field="${CSS.escape(held)}"] :is(input, textarea, select)`)?.focus();
  }
}
