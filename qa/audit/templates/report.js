"use strict";
(() => {
  const read = name => JSON.parse(document.getElementById("data-" + name).textContent);
  const audit = read("audit"), rules = read("rules"), texts = read("texts");
  const severities = ["error", "warning", "info"], words = {error: "Error", warning: "Warning", info: "Suggestion"};
  const pages = read("pages").map(([id, path, title, type, owner, count, grade, reviewed, due, emergency, errors, warnings, infos]) =>
    ({id, path, title: title || path, type, owner, count, grade, reviewed, due, emergency, errors, warnings, infos}));
  const pageOf = new Map(pages.map(page => [page.id, page]));
  const findings = read("findings").map(([page, rule, rank, status, line, start, end, excerpt, message, since, fresh, advice, text], place) =>
    ({place, page, rule, rank, status, line, start, end, excerpt, message, since, fresh, advice, text}));
  const sources = new Map(read("sources"));
  const noOwner = "No owner recorded", size = 50;
  const $ = id => document.getElementById(id);
  const number = value => value.toLocaleString("en-AU");
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const day = iso => iso ? `${+iso.slice(8)} ${months[iso.slice(5, 7) - 1]} ${iso.slice(0, 4)}` : "—";
  const later = days => new Date(Date.parse(audit.today) + days * 864e5).toISOString().slice(0, 10);

  // Every text from an article goes in as a text node, never as markup.
  function make(tag, options = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(options)) {
      if (value !== undefined && value !== null && value !== "") node.setAttribute(name, value);
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }
  const badge = rank => make("span", {class: "badge " + severities[rank]}, words[severities[rank]]);
  const pageLink = page => [make("a", {href: "#/page/" + page.id}, page.title), make("span", {class: "path"}, page.path)];
  const numeric = (value, level) => make("td", {class: "num" + (value && level ? " " + level : "")}, value ? number(value) : "–");

  // Code points, as Python counts them, to JavaScript's units.
  function unit(text, offset) {
    let units = 0;
    for (let point = 0; point < offset && units < text.length; point++) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  }

  function rationale(finding) {
    const rule = rules[finding.rule];
    if (!rule) return null;
    const source = rule[5] ? make("a", {href: rule[5], rel: "noreferrer"}, rule[4]) : rule[4];
    return make("details", {}, make("summary", {}, "Why it matters"), make("p", {}, rule[3]), source ? make("p", {class: "note"}, "Source: ", source) : null);
  }

  class List {
    constructor(kind, items, matcher, sorter, row) {
      Object.assign(this, {kind, items, matcher, sorter, row, start: 0, found: items});
      this.form = $(kind + "-filters"); this.table = $(kind + "-table"); this.pager = $(kind + "-pager"); this.counter = $(kind + "-count");
      this.form.hidden = this.table.hidden = false;
      let timer;
      this.form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => this.changed(), 120); });
      this.form.addEventListener("submit", event => { event.preventDefault(); this.changed(); });
      this.form.addEventListener("reset", () => setTimeout(() => this.changed()));
    }
    values() { return Object.fromEntries([...new FormData(this.form)].filter(([, value]) => value)); }
    fill(values) {
      for (const field of this.form.elements) if (field.name) field.value = values[field.name] || "";
      this.show();
    }
    changed() {
      const query = new URLSearchParams(this.values()).toString();
      history.replaceState(null, "", `#/${this.kind}s${query ? "?" + query : ""}`);
      this.show();
    }
    show() {
      const values = this.values();
      this.found = this.items.filter(this.matcher(values));
      this.sorter(this.found, values, this);
      this.start = 0;
      this.draw();
    }
    draw() {
      const part = this.found.slice(this.start, this.start + size);
      this.table.querySelector("tbody").replaceChildren(...part.map(this.row));
      const total = this.found.length, noun = total === 1 ? this.kind : this.kind + "s";
      const shown = total > size ? `${number(this.start + 1)} to ${number(this.start + part.length)} of ` : "";
      this.counter.textContent = total ? `${shown}${number(total)} ${noun}` : `No ${this.kind} matches these filters.`;
      this.table.hidden = !total;
      const step = (label, to) => {
        const button = make("button", {type: "button"}, label);
        button.disabled = to < 0 || to >= total;
        button.addEventListener("click", () => { this.start = to; this.draw(); this.table.scrollTop = 0; this.counter.scrollIntoView({block: "center"}); this.pager.querySelector(label === "Next" ? "button:last-child" : "button")?.focus({preventScroll: true}); });
        return button;
      };
      this.pager.hidden = total <= size;
      this.pager.replaceChildren(step("Previous", this.start - size), make("span", {}, `${Math.floor(this.start / size) + 1} of ${Math.max(1, Math.ceil(total / size))}`), step("Next", this.start + size));
    }
  }

  const owners = [...new Set(pages.map(page => page.owner || noOwner))].sort((a, b) => (a === noOwner) - (b === noOwner) || a.localeCompare(b));
  for (const form of ["page-filters", "finding-filters"]) $(form).elements.owner.append(...owners.map(owner => make("option", {}, owner)));
  const counts = new Map();
  for (const finding of findings) counts.set(finding.rule, (counts.get(finding.rule) || 0) + 1);
  $("finding-filters").elements.rule.append(...[...counts.keys()].filter(rule => rule >= 0).sort((a, b) => rules[a][0].localeCompare(rules[b][0], "en", {numeric: true}))
    .map(rule => make("option", {value: rules[rule][0]}, `${rules[rule][0]} ${rules[rule][1].replaceAll("-", " ")} (${number(counts.get(rule))})`)));

  const fold = text => text.toLowerCase().normalize("NFC");
  let hay = null;
  function haystack() {
    hay ??= findings.map(item => {
      const page = pageOf.get(item.page), rule = rules[item.rule] || ["", ""];
      return fold([texts[item.excerpt], texts[item.message], page.title, page.path, rule[0], rule[1]].join("\n"));
    });
    return hay;
  }
  const terms = query => fold(query || "").split(/\s+/).filter(Boolean);

  function findingMatcher({q, severity, rule, owner, change, status}) {
    const wanted = terms(q), heap = wanted.length ? haystack() : null;
    const rank = severities.indexOf(severity), place = rule ? rules.findIndex(item => item[0] === rule) : null;
    const state = {suppressed: 1, baselined: 2}[status] ?? 0;
    return item => (status === "all" || item.status === state) && (rank < 0 || item.rank === rank) && (place === null || item.rule === place) &&
      (!change || (change === "new") === !!item.fresh) && (!owner || (pageOf.get(item.page).owner || noOwner) === owner) &&
      (!heap || wanted.every(term => heap[item.place].includes(term)));
  }
  const orders = {
    page: (a, b) => pageOf.get(a.page).path < pageOf.get(b.page).path ? -1 : pageOf.get(a.page).path > pageOf.get(b.page).path ? 1 : a.line - b.line || a.place - b.place,
    rule: (a, b) => a.rule - b.rule || a.place - b.place,
    age: (a, b) => texts[a.since] < texts[b.since] ? -1 : texts[a.since] > texts[b.since] ? 1 : a.place - b.place,
  };
  function findingRow(item) {
    const page = pageOf.get(item.page), rule = rules[item.rule] || ["", ""];
    const excerpt = texts[item.excerpt].trim(), advice = texts[item.advice];
    return make("tr", {}, make("td", {}, badge(item.rank)), make("td", {}, make("span", {class: "id"}, rule[0]), make("span", {class: "path"}, rule[1].replaceAll("-", " "))),
      make("td", {}, make("a", {href: `#/page/${page.id}/${item.place}`}, page.title), make("span", {class: "path"}, `${page.path}:${item.line}`)),
      make("td", {class: "finding-text"}, excerpt ? make("q", {}, excerpt) : null, make("div", {}, texts[item.message]), advice ? make("div", {class: "note"}, "Suggestion: " + advice) : null,
        item.status ? make("div", {class: "note"}, item.status === 1 ? "Suppressed with a reason" : "In the baseline") : null, rationale(item)),
      make("td", {class: "date"}, day(texts[item.since]), item.fresh ? make("div", {class: "fresh"}, "new") : null));
  }

  function pageMatcher({q, owner, due}) {
    const wanted = terms(q), limit = due > 0 ? later(+due) : null;
    return page => wanted.every(term => fold(page.title + "\n" + page.path).includes(term)) && (!owner || (page.owner || noOwner) === owner) &&
      (!due || (due === "none" ? !page.due : page.due && (due === "overdue" ? page.due < audit.today : page.due <= limit)));
  }
  const order = {by: "errors", down: true};
  function sortPages(found, _values, list) {
    const sign = order.down ? -1 : 1;
    found.sort((a, b) => {
      const one = a[order.by], other = b[order.by];
      if ((one ?? "") === (other ?? "")) return b.errors - a.errors || b.warnings - a.warnings || a.id - b.id;
      if (one === null || one === "") return 1;
      if (other === null || other === "") return -1;
      return sign * (typeof one === "number" ? one - other : one.localeCompare(other));
    });
    for (const head of list.table.querySelectorAll("[data-sort]")) {
      if (head.dataset.sort === order.by) head.setAttribute("aria-sort", order.down ? "descending" : "ascending"); else head.removeAttribute("aria-sort");
    }
  }
  function pageRow(page) {
    const overdue = page.due && page.due < audit.today;
    return make("tr", {}, make("th", {scope: "row"}, ...pageLink(page)), make("td", {}, page.owner || "—"), numeric(page.errors, "error"), numeric(page.warnings, "warning"), numeric(page.infos),
      make("td", {class: "num"}, page.grade === null ? "—" : String(page.grade)), make("td", {class: "date"}, day(page.reviewed)),
      make("td", {class: "date"}, overdue ? make("span", {class: "badge error"}, day(page.due) + ", overdue") : day(page.due)));
  }

  const lists = {
    findings: new List("finding", findings, findingMatcher, (found, {order}) => orders[order] && found.sort(orders[order]), findingRow),
    pages: new List("page", pages, pageMatcher, sortPages, pageRow),
  };
  for (const head of lists.pages.table.querySelectorAll("[data-sort]")) {
    const button = make("button", {type: "button"}, head.textContent), key = head.dataset.sort;
    button.addEventListener("click", () => {
      order.down = order.by === key ? !order.down : !["title", "owner", "due", "reviewed"].includes(key);
      order.by = key;
      lists.pages.show();
    });
    head.replaceChildren(button);
  }

  // The page view: its lines with the findings marked, each explained below its line.
  function marked(text, items) {
    const cuts = new Set([0, text.length]), ranges = items.map(item => ({item, start: unit(text, item.from), end: unit(text, item.to)})).filter(range => range.end > range.start);
    for (const range of ranges) cuts.add(range.start).add(range.end);
    const points = [...cuts].sort((a, b) => a - b), parts = [];
    for (let place = 0; place + 1 < points.length; place++) {
      const piece = text.slice(points[place], points[place + 1]);
      const over = ranges.filter(range => range.start <= points[place] && range.end >= points[place + 1]);
      const rank = Math.min(...over.map(range => range.item.rank));
      parts.push(over.length ? make("mark", {class: severities[rank]}, piece) : piece);
    }
    return parts;
  }
  function note(item) {
    const rule = rules[item.rule] || ["", ""], advice = texts[item.advice];
    return make("li", {class: severities[item.rank], id: "finding-" + item.place, tabindex: "-1"}, badge(item.rank), " ", make("span", {class: "id"}, rule[0]), " ", texts[item.message],
      advice ? make("span", {class: "note"}, " Suggestion: " + advice + ".") : null, item.status ? make("span", {class: "note"}, item.status === 1 ? " Suppressed." : " In the baseline.") : null, rationale(item));
  }
  function sourceLines(own, whole) {
    const lines = whole === undefined ? null : whole.split("\n"), byLine = new Map();
    for (const item of own) (byLine.get(item.line) || byLine.set(item.line, []).get(item.line)).push(item);
    const wanted = lines ? lines.map((_, place) => place + 1) : [...byLine.keys()].sort((a, b) => a - b);
    const nodes = [];
    let last = 0;
    for (const line of wanted) {
      if (line > last + 1 && last) nodes.push(make("li", {class: "gap"}, make("span", {}), make("span", {}, "⋯")));
      last = line;
      const items = byLine.get(line) || [], body = make("div", {});
      const groups = new Map();
      if (lines) groups.set(lines[line - 1], items.map(item => ({...item, ...range(item, lines[line - 1])})));
      else for (const item of items) (groups.get(texts[item.text]) || groups.set(texts[item.text], []).get(texts[item.text])).push({...item, from: item.start, to: item.end});
      for (const [text, group] of groups) body.append(make("div", {class: "words"}, ...marked(text, group)));
      if (items.length) body.append(make("ul", {class: "here"}, ...items.map(note)));
      nodes.push(make("li", {}, make("span", {class: "no"}, String(line)), body));
    }
    return make("ol", {class: "source"}, ...nodes);
  }
  // A window of a long line says where its text begins in the line: the text itself is looked for there.
  function range(item, line) {
    const text = texts[item.text];
    if (text === line) return {from: item.start, to: item.end};
    const core = text.replace(/^…/, "").replace(/…$/, ""), at = line.indexOf(core);
    if (at < 0) return {from: 0, to: 0};
    const shift = [...line.slice(0, at)].length - (text.startsWith("…") ? 1 : 0);
    return {from: item.start + shift, to: item.end + shift};
  }
  function showPage(id, place) {
    const page = pageOf.get(id), view = $("page-view");
    if (!page) return false;
    const own = findings.filter(item => item.page === id), open = page.errors + page.warnings + page.infos, carried = own.filter(item => !item.status).length;
    const whole = sources.get(id), title = make("h2", {tabindex: "-1"}, page.title);
    const back = make("a", {class: "back", href: "#/pages"}, "← All pages");
    const facts = [["Errors", number(page.errors)], ["Warnings", number(page.warnings)], ["Suggestions", number(page.infos)], ["Owner", page.owner || "—"], ["Words", number(page.count)], ["Reading grade", page.grade ?? "—"], ["Last reviewed", day(page.reviewed)], ["Review due", day(page.due)], ["Emergency action", page.emergency ? "yes" : "none found"]];
    view.replaceChildren(back, title, make("p", {class: "path"}, /^https?:\/\//.test(page.path) ? make("a", {href: page.path, rel: "noreferrer"}, page.path) : page.path),
      make("dl", {class: "about"}, ...facts.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, String(value))))),
      carried < open ? make("p", {class: "note"}, `${number(carried)} of this page's ${number(open)} findings are in this file; all are in findings.csv.`) : "",
      own.length ? make("p", {class: "note"}, whole === undefined ? "Only the lines with findings are shown." : "The page as its file holds it, with each finding in its place.") : make("p", {}, "Nothing was found on this page."),
      own.length ? sourceLines(own, whole) : "");
    $("report").hidden = true;
    view.hidden = false;
    const target = place === undefined ? null : $("finding-" + place);
    if (target) { target.scrollIntoView({block: "center", behavior: "instant"}); target.focus({preventScroll: true}); } else { scrollTo({top: 0, behavior: "instant"}); title.focus({preventScroll: true}); }
    document.title = `${page.title}: content audit`;
    return true;
  }

  const title = document.title;
  function route() {
    const [, kind, first, second] = /^#\/(findings|pages|page)(?:\/(\d+))?(?:\/(\d+))?/.exec(location.hash) || [];
    if (kind === "page" && showPage(+first, second)) return current();
    const returned = $("report").hidden;
    $("page-view").hidden = true;
    $("report").hidden = false;
    document.title = title;
    const list = lists[kind];
    if (list) {
      list.fill(Object.fromEntries(new URLSearchParams(location.hash.split("?")[1] || "")));
      const head = $(kind + "-h");
      head.scrollIntoView({behavior: "instant"});
      head.focus({preventScroll: true});
    } else if (returned && location.hash.length > 1) {
      document.querySelector(location.hash)?.scrollIntoView({behavior: "instant"});
    }
    current();
  }
  const tabs = [...document.querySelectorAll("nav.bar a")], heads = tabs.map(tab => document.querySelector(tab.getAttribute("href")));
  function current() {
    const visible = heads.reduce((found, head, place) => head.getBoundingClientRect().top < 150 ? place : found, 0);
    tabs.forEach((tab, place) => place === visible && !$("report").hidden ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"));
  }
  let waiting = false;
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; current(); }); } }, {passive: true});
  addEventListener("hashchange", route);
  lists.findings.show();
  lists.pages.show();
  route();
})();
