"""Patterns of rule authors, in linear time, and quick looks that spare most texts from them."""
