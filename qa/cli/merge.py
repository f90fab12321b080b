"""`qa merge`."""

from __future__ import annotations

from typing import Any

import click

from qa.cli.declared import FAIL_ON, PARQUET
from qa.reporters.choose import MODULES


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice([*MODULES, PARQUET]), default="text", help="How to write the report."
)
@click.option("--output", type=click.Path(), metavar="FILE", help="Write the report to a file (a folder for parquet).")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
              help="Exit 1 at new findings of this severity or above.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(0, 512), default=0, metavar="N", help="Processes (0: one a processor).")
@click.option("--executor", metavar="NAME", help="Where to check: dask:ADDRESS for a Dask cluster.")
@click.option("--quiet", is_flag=True, help="Leave the summary out.")
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
def merge(parts: tuple[str, ...], form: str, output: str | None, fail_on: str, **given: Any) -> int:
    """Put the results of all shards of a run together and report on them as one run would have.

    Pages are compared with each other, and with --online in the shards their links asked for, here and only once. Run it in the
    folder that the shards ran in, where the pages are.
    """
    from qa.cli.scaled import verdicts_of
    from qa.cli.telling import told
    from qa.scale.merge import merged, options_of, read_shards
    from qa.scale.sites import site_of
    from qa.session import Session
    from qa.system.temporary import leave_nothing

    leave_nothing()
    meta = read_shards(parts)
    verdicts = verdicts_of(Session(options_of(meta))) if meta["online"] else None
    with site_of(given["executor"], given["jobs"]) as site, merged(parts, meta, site, verdicts) as report:
        return told(report, form, output, fail_on, given)
