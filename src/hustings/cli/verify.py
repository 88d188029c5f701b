"""`hustings verify`: count a record again and compare."""

from __future__ import annotations

import click

from hustings.errors import Mismatch


@click.command("verify")
@click.argument("record", type=click.Path())
@click.argument("inputs", nargs=-1, type=click.Path())
@click.option("--from", "format", default="", metavar="FORMAT", help="What kind of file the papers are.")
def command(record: str, inputs: tuple[str, ...], format: str) -> None:
    """Count a record again from its papers and compare.

    With INPUTS (the file of papers or returns, and the contest's facts and decisions where there are any)
    the papers are read again too, and the digests compared. Leaves with 5 where anything differs.
    """
    from hustings import desk

    found = desk.verify(desk.load(record), *inputs, format=format)
    for one in found:
        print(f"differs: {one}")
    if found:
        raise Mismatch(
            "the record does not agree with a new count", where=record, found=f"{len(found)} differences"
        )
    against = "its own papers" if not inputs else "its own papers and the files named"
    print(f"verified: counted again from {against}, everything agrees")
