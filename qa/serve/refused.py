"""What the page asked for and can't have."""


class RefusedError(Exception):
    """The page asked for something that can't be done; the message is for the editor."""
