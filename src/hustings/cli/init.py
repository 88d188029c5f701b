"""`hustings init`: templates to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from hustings.errors import InputError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--contest", type=click.Path(path_type=Path), help="Facts that name candidates and areas.")
@click.option(
    "--candidate", "candidates", multiple=True, metavar="NAME", help="A candidate, in ballot order."
)
@click.option("--area", "areas", multiple=True, metavar="NAME", help="An area that makes statements.")
@click.option("--xlsx", is_flag=True, help="Write the statements as a spreadsheet too.")
@click.option("--force", is_flag=True, help="Overwrite files that exist.")
def command(folder: Path, contest: Path | None, **options: Any) -> None:
    """Write commented templates of contest, statements and decisions into FOLDER.

    Name the candidates and areas, or a contest.toml that does, and the templates carry them.
    """
    from hustings.formats import _templates
    from hustings.formats._facts import read_facts
    from hustings.saving import save

    names, areas = list(options["candidates"]), list(options["areas"])
    if contest:
        facts, _ = read_facts(contest)
        names, areas = [facts.label(id) for id in facts.ids], [one.name for one in facts.areas]
    files = {
        "statements.csv": _templates.statements_csv(names, areas),
        "decisions.toml": _templates.decisions(names),
    }
    if not contest:
        files = {"contest.toml": _templates.contest(names, areas)} | files
    if options["xlsx"]:
        files["statements.xlsx"] = _templates.statements_xlsx(names, areas)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("the folder cannot be made", where=str(folder), found=str(error.strerror)) from error
    for name in files:
        if (folder / name).exists() and not options["force"]:
            save(folder / name, b"")  # refuses, before anything is written
    for name, content in files.items():
        save(folder / name, content, force=options["force"])
        print(f"wrote {folder / name}")
