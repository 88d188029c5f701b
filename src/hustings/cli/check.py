"""`hustings check`: validate files, and say whether their figures agree."""

from __future__ import annotations

from typing import Any

import click

from hustings.cli._options import counted, input_options
from hustings.duels import Duels
from hustings.errors import Mismatch
from hustings.profile import Profile
from hustings.rounds import Rounds


@click.command("check")
@click.argument("file", type=click.Path())
@input_options
def command(file: str, **options: Any) -> None:
    """Check files without a result: what was read, and whether the figures agree.

    Leaves with 3 where the input is rejected and with 5 where figures do not agree.
    """
    record, _ = counted(file, options)
    papers = record.papers
    if isinstance(papers, Profile):
        print(f"papers read: {papers.papers:,}, kinds of vote: {len(papers.piles):,}")
    elif isinstance(papers, Rounds):
        print(f"candidates in the first round: {len(papers.first):,}, in the second: {len(papers.second):,}")
    elif isinstance(papers, Duels):
        print(f"candidates compared two by two: {len(papers.candidates):,}")
    else:
        print(f"statements read: {len(papers.statements):,}, areas: {len(papers.areas):,}")
    for note in record.notes:
        print(f"{note.level}: {note.where + ': ' if note.where else ''}{note.words}")
    failed = [check for check in record.checks if not check.holds]
    for check in failed:
        where = f"{record.contest.area_name(check.area)}: " if check.area else ""
        print(f"does not agree: {where}{check.words}: {check.gap:+,}")
    print(f"{len(record.checks) - len(failed)} of {len(record.checks)} checks hold")
    if record.awaiting:
        print(f"awaiting: {record.awaiting.words}")
    if failed:
        raise Mismatch(
            f"checks that do not hold: {len(failed)}", hint="they are reported and carried, not mended"
        )
