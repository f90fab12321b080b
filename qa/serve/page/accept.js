// Accepting a finding with a reason: a comment in the draft, which readers don't see.

import {button, make} from "./dom.js";

let made = 0;

/** A fold with the reason and how far it holds; `accept(reach, reason)` answers whether it was done. */
export function accepting(rule, accept) {
  const id = `accept-${++made}`, problem = make("p", {class: "note error", role: "alert"});
  const reason = make("input", {id, type: "text", maxlength: 300, autocomplete: "off", required: true});
  const reach = make("select", {id: `${id}-reach`}, make("option", {value: "line"}, "here"), make("option", {value: "file"}, "in the whole draft"));
  const send = async event => {
    event.preventDefault();
    problem.textContent = reason.value.trim() ? "" : "Say why, for whoever reads this next.";
    if (problem.textContent) return reason.focus();
    problem.textContent = await accept(reach.value, reason.value) ?? "";
  };
  return make("details", {class: "accept"}, make("summary", {}, "Accept with a reason"),
    make("form", {class: "field", novalidate: true, submit: send},
      make("label", {for: id}, `Why ${rule} does not apply`), reason,
      make("label", {for: `${id}-reach`}, "Accept it"), reach, problem,
      make("div", {class: "choices"}, make("button", {type: "submit"}, "Accept"))));
}
