"""Reads articles of every kind into one document model."""
