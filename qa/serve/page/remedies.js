// What can be done about a finding with one click.

/** [{text, edits, safe}]: the rule's own fix first, then other words for the same place. */
export function remedies(finding) {
  if (finding.touched) return [];
  const fix = finding.fix, edits = fix?.edits ?? [], found = [];
  if (edits.length) found.push({text: fix.title, edits, safe: fix.applicability === "safe"});
  const [only] = edits;
  // Where the fix writes one of the suggestions, the others go in the same place.
  const at = edits.length === 1 ? finding.suggestions.indexOf(only.text) : -1;
  if (at >= 0) {
    for (const text of finding.suggestions) {
      if (text !== only.text) found.push({text: `Write “${text}”`, edits: [{start: only.start, end: only.end, text}], safe: false});
    }
  }
  return found;
}

/** Advice that can't be applied by itself: suggestions without a place, or a fix in words. */
export function advice(finding) {
  if (finding.fix && !finding.fix.edits.length) return [finding.fix.title];
  return finding.fix ? [] : finding.suggestions;
}
