"""The online link check: the only code that touches the network."""
