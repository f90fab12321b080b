// The last audit of the whole site.

import {make, outside, plural} from "./dom.js";

const day = iso => new Date(`${iso}T00:00`).toLocaleDateString("en-AU", {day: "numeric", month: "long", year: "numeric"});

export function audit(view, found) {
  if (!found.folder) {
    view.replaceChildren(make("h3", {}, "No audit here"),
      make("p", {}, "An audit checks the whole site and writes a report. Ask whoever looks after the site to run ", make("code", {}, "qa audit --out audit"), "."));
    return;
  }
  const sum = found.summary;
  const here = name => new URL(`audit/${name}`, document.baseURI).href;
  view.replaceChildren(
    make("h3", {}, found.today ? `Audit of ${day(found.today)}` : "Last audit"),
    sum ? make("p", {}, `${plural(sum.files, "page")}: ${plural(sum.error, "error")}, ${plural(sum.warning, "warning")}, ${plural(sum.info, "suggestion")}.`) : "",
    make("p", {}, outside("Open the report", here("report.html"))),
    make("ul", {class: "tables"}, found.tables.map(item => make("li", {}, make("a", {href: here(item.name), download: item.name}, item.label)))),
  );
}
