"""`hustings show`: a record as result, page, table or document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from hustings.cli._options import show


@click.command("show")
@click.argument("record", type=click.Path())
@click.option("--document", "key", default="", metavar="KEY", help="One document: notice, declaration …")
@click.option("--area", default="", help="The area of the document, by name or id.")
@click.option("--rejected", is_flag=True, help="The statement of rejected papers.")
@click.option("--all", "every", is_flag=True, help="List every candidate.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write a file: .html .json .csv .pdf .txt"
)
@click.option("--force", is_flag=True, help="Overwrite a file that exists.")
def command(record: str, key: str, rejected: bool, output: Path | None, **options: Any) -> None:
    """Show a record: result, page, table or one of its documents."""
    from hustings import desk
    from hustings.saving import save

    loaded = desk.load(record)
    key = key or ("rejected-papers" if rejected else "")
    if key:
        from hustings.reports import documents

        sheet = documents.document(loaded, key, area=options["area"])
        as_pdf = output is not None and output.suffix.lower() == ".pdf"
        content = documents.pdf((sheet,)) if as_pdf else documents.text(sheet)
    elif output is None:
        show(loaded, every=options["every"])
        return
    else:
        content = desk.render(loaded, desk.report_for(output))
    if output is None:
        sys.stdout.write(content.decode())
    else:
        save(output, content, force=options["force"])
        print(f"wrote {output}", file=sys.stderr)
