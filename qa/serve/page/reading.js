// How hard the draft is to read: figures above the views, parts and hardest sentences in a view of their own.

import {button, make, plural, renewed} from "./dom.js";

const shown = value => value === null ? "–" : value.toLocaleString("en-AU");

export function figures(list, facts, counts) {
  const score = facts.readability;
  const rows = [
    ["Errors", shown(counts.error), "error"], ["Warnings", shown(counts.warning), "warning"], ["Suggestions", shown(counts.info), "info"],
    ["Grade", shown(score.smog), ""], ["Reading time", facts.words ? `${facts.reading_minutes} min` : "–", ""], ["Words", shown(facts.words), ""],
  ];
  renewed(list, rows, () => rows.map(([label, value, kind]) => make("div", {class: kind}, make("dt", {}, label), make("dd", {}, value))));
}

export function reading(view, answer, goTo) {
  const facts = answer.facts, score = facts.readability;
  const parts = [
    ["SMOG grade", shown(score.smog), "School years needed to understand it, by hard words."],
    ["Flesch–Kincaid grade", shown(score.flesch_kincaid_grade), "School years, by sentence length and syllables."],
    ["Reading ease", shown(score.flesch_reading_ease), "0 is hard, 100 is easy; plain English is 60 or more."],
    ["Words a sentence", shown(score.words_per_sentence), `${plural(score.sentences, "full sentence")} counted.`],
  ];
  renewed(view, [parts, answer.hardest], () => [
    make("h3", {}, "Reading level"),
    score.indicative && score.sentences ? make("p", {class: "note"}, "Under 30 sentences, grades are no more than an indication.") : "",
    make("dl", {class: "parts"}, parts.map(([label, value, help]) =>
      make("div", {}, make("dt", {}, label), make("dd", {}, make("strong", {}, value), " ", make("span", {class: "note"}, help))))),
    make("h3", {}, "Hardest sentences"),
    answer.hardest.length ? make("ol", {class: "hardest"}, answer.hardest.map(item => sentence(item, goTo))) : make("p", {class: "note"}, "No sentence of ten words or more yet."),
  ]);
}

function sentence(item, goTo) {
  const hard = item.hard.length ? ` · hard: ${item.hard.join(", ")}` : "";
  return make("li", {}, button(item.text, () => goTo(item), {class: "go"}),
    make("p", {class: "about"}, `Grade ${shown(item.grade)} · ${plural(item.words, "word")}${hard}`));
}
