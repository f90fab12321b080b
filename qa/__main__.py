"""`python -m qa`."""

from qa.cli.main import run

run()
