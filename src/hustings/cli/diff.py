"""`hustings diff`: what differs between two records, and whether it could matter."""

from __future__ import annotations

import click


@click.command("diff")
@click.argument("first", type=click.Path())
@click.argument("second", type=click.Path(), required=False)
@click.option("--area", default="", help="With one record: this area's statement only.")
@click.option(
    "--stage",
    type=click.Choice(["first", "second"]),
    default="first",
    show_default=True,
    help="With --area: the statements of which count.",
)
def command(first: str, second: str | None, area: str, stage: str) -> None:
    """Say what differs between two records, or two versions of a statement.

    With one record, the versions of its statements are compared, each with the one before. Every
    difference says whether it could change who remains or who is elected. Leaves with 0 either way.
    """
    from hustings import desk
    from hustings.mechanics.differences import differences, statement_differences

    record = desk.load(first)
    if second is not None:
        found = differences(record, desk.load(second))
    else:
        found = statement_differences(record, area=area, stage=stage)
    for one in found:
        print(one)
    print(f"differences: {len(found)}")
