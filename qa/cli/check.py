"""`qa check`."""

from __future__ import annotations

from typing import Any

import click

from qa.cli.declared import CHECK
from qa.cli.options import with_options


@click.command()
@click.argument("paths", nargs=-1)
@with_options(CHECK)
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check articles: files, folders, archives, addresses, or - for standard input.

    Without a path, the content of the nearest qa.yaml. Archives are web archives (.warc, .warc.gz), exports of a CMS (.jsonl,
    .parquet) and .zip; addresses are https://… and whatever fsspec knows (s3://…, gs://…, az://…).
    """
    from qa.cli.checking import check as checked

    return checked(paths, given)
