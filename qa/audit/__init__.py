"""Periodic audits: the history of runs, and the reports that people open."""
