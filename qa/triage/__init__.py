"""What happens to findings after a run: suppressions, the baseline, fixes. Every filter marks and none deletes."""
