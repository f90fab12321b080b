// Tabs as the ARIA Authoring Practices describe them: arrows move between tabs, Tab goes into the view.

export function tabs(list, chosen = () => {}) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const view = tab => document.getElementById(tab.getAttribute("aria-controls"));

  function choose(tab, focus = false) {
    for (const other of all) {
      const on = other === tab;
      other.setAttribute("aria-selected", on);
      other.tabIndex = on ? 0 : -1;
      view(other).hidden = !on;
    }
    if (focus) tab.focus();
    chosen(tab.id);
  }

  for (const tab of all) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", event => {
    const now = all.indexOf(document.activeElement);
    const step = {ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1}[event.key];
    if (now < 0 || step === undefined) return;
    event.preventDefault();
    choose(all[(step + all.length) % all.length], true);
  });
  return {show: id => choose(all.find(tab => tab.id === id))};
}
