"""Pydantic models of every file that people write: rules, configuration, front matter, reference data."""
