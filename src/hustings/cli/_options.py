"""Options that several commands share, and what they do with the result."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hustings import saving
from hustings.errors import UsageError
from hustings.record import Record
from hustings.returns import Reading

if TYPE_CHECKING:
    from hustings.answer import Answer
    from hustings.comparison import Comparison
    from hustings.reports._lines import Line

Decorated = Callable[..., Any]


def stacked(*options: Callable[[Decorated], Decorated]) -> Callable[[Decorated], Decorated]:
    """Several options as one decorator, shown in the order they are given."""

    def decorate(function: Decorated) -> Decorated:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _day(_context: click.Context, parameter: click.Parameter, value: str) -> str:
    """A day as it is kept, or a complaint about the option."""
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise UsageError(
            "this is not a day",
            where=parameter.opts[0],
            found=value,
            expected="year-month-day",
            hint=f"write {parameter.opts[0]} 2027-05-06",
        ) from None


law_options = stacked(
    click.option("--law", default="", metavar="KEY", help="The instrument that governs (hustings law list)."),
    click.option("--rule", default="", metavar="KEY", help="Count by a rule alone, without a law."),
    click.option("--form", default="", metavar="KEY", help="The form rejected papers are printed in."),
)

facts_options = stacked(
    click.option("--from", "format", default="", metavar="FORMAT", help="What kind of file this is."),
    click.option(
        "--contest", type=click.Path(), help="The contest's facts; contest.toml beside the file if not given."
    ),
    click.option(
        "--decisions", type=click.Path(), help="Recorded decisions; decisions.toml beside it if not given."
    ),
    click.option("--title", default="", help="What the election is called."),
    click.option("--office", default="", help="The office to be filled, from which the law is chosen."),
    click.option(
        "--date", "day", default="", callback=_day, metavar="YYYY-MM-DD", help="The day of the poll."
    ),
    click.option(
        "--notice-date",
        default="",
        callback=_day,
        metavar="YYYY-MM-DD",
        help="The day of the notice of election.",
    ),
    click.option("--seats", type=click.IntRange(min=1), help="How many are to be elected, else 1."),
    click.option("--in-order", is_flag=True, help="The law counts papers in an order: keep the file's."),
    click.option("--electorate", type=click.IntRange(min=0), help="How many could vote."),
)

file_options = stacked(
    facts_options,
    click.option(
        "--candidate", "candidates", multiple=True, metavar="NAME", help="A candidate, in ballot-paper order."
    ),
)

input_options = stacked(law_options, file_options)


def _outputs(endings: str, page: str, json: str, every: str) -> Callable[[Decorated], Decorated]:
    """The options that say where what is found goes, in the words of the one who asks for it."""
    return stacked(
        click.option(
            "-o",
            "--output",
            "outputs",
            multiple=True,
            type=click.Path(path_type=Path),
            help=f"Write a file; its ending says which: {endings}",
        ),
        click.option("--html", type=click.Path(path_type=Path), help=f"Write {page}."),
        click.option("--force", is_flag=True, help="Overwrite files that exist."),
        click.option("--json", "as_json", is_flag=True, help=f"Print {json}."),
        click.option("--all", "every", is_flag=True, help=f"{every}."),
    )


output_options = _outputs(
    ".html .json .csv .pdf .txt",
    "the result page",
    "the record instead of the result",
    "List every candidate",
)
comparison_options = _outputs(
    ".html .json .txt", "the comparison as a page", "the comparison as JSON", "Leave nothing out"
)
answer_options = _outputs(
    ".html .json .csv .txt", "the answer as a page", "the answer as JSON", "Leave nothing out"
)


ask_option = click.option(
    "--ask",
    "asks",
    multiple=True,
    metavar="QUESTION",
    help="Ask a question too, without options (hustings ask lists them); the page shows its answer.",
)


def counted(path: str, options: dict[str, Any]) -> tuple[Record, tuple[Answer, ...]]:
    """Read and count with the shared options, and answer the questions asked with them."""
    from hustings import desk, shelf

    asks = options.get("asks", ())
    for key in asks:
        shelf.question(key)  # an unknown one is refused before a large file is read
    reading = reading_of(path, options)
    by = {"law": options["law"], "rule": options["rule"]}
    record = desk.count(reading, form=options["form"], **by).record
    return record, tuple(desk.ask(key, reading, **by) for key in asks)


def reading_of(path: str, options: dict[str, Any]) -> Reading:
    """Read with the shared options; those that name a law need not be among them."""
    from hustings import desk

    facts = {key: options[key] for key in ("title", "office") if options[key]}
    facts |= {"date": options["day"]} if options["day"] else {}
    facts |= {"notice_date": options["notice_date"]} if options["notice_date"] else {}
    facts |= {"seats": options["seats"]} if options["seats"] is not None else {}
    facts |= {"electorate": options["electorate"]} if options["electorate"] is not None else {}
    facts |= {"order": "file"} if options["in_order"] else {}
    contest: Any = options["contest"]
    if options.get("candidates"):
        if contest:
            raise UsageError("name the candidates once", hint="leave out --candidate, or --contest")
        contest = named(options["candidates"], facts.get("title", ""))
    with Progress() as progress:
        return desk.read(
            path,
            law=options.get("law", ""),
            rule=options.get("rule", ""),
            format=options["format"],
            contest=contest,
            decisions=options["decisions"],
            known=facts,
            progress=progress.read,
        )


def named(names: tuple[str, ...], title: str) -> Any:
    """A contest of candidates known by name alone."""
    from hustings.contest import Contest
    from hustings.formats._names import UNTITLED, infer_candidates

    return Contest(title=title or UNTITLED, candidates=infer_candidates(names, where="--candidate"))


class Progress:
    """Says on a terminal how much has been read, once reading has taken half a second."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)

    def read(self, size: int) -> None:
        """Show the bytes read so far."""
        if sys.stderr.isatty() and time.monotonic() - self.start > 0.5:
            self.shown = True
            print(f"\rreading: {size / 1e6:,.0f} MB", end="", file=sys.stderr, flush=True)


def refuse_existing(options: dict[str, Any]) -> list[Path]:
    """The files asked for; UsageError where one exists that is not to be overwritten."""
    outputs = [*options["outputs"], *([options["html"]] if options.get("html") else [])]
    for path in outputs:
        saving.refuse_existing(path, force=options["force"])
    return outputs


def deliver(record: Record, answers: Sequence[Answer], options: dict[str, Any]) -> None:
    """Write the files asked for, print the result, and leave with 4 where a decision is awaited."""
    hand_over(record, options, answers)
    if record.awaiting:
        raise click.exceptions.Exit(4)


def file_or_election(name: str) -> str:
    """The path of a file, or of an election that comes with hustings where no file has this name."""
    from hustings import elections

    bundled = not Path(name).exists() and name in elections.names()
    return str(elections.path(name)) if bundled else name


def hand_over(
    what: Record | Comparison | Answer, options: dict[str, Any], answers: Sequence[Answer] = ()
) -> None:
    """Print a record, a comparison or an answer as the options ask, and write the files asked for.

    `answers` are printed before the record they go with, so that the result stands last.
    """
    from hustings import desk
    from hustings.saving import save

    outputs = refuse_existing(options)
    contents = [(path, desk.render(what, desk.report_for(path), answers)) for path in outputs]
    if options["as_json"]:
        sys.stdout.write(desk.render(what, "json").decode())
    else:
        for one in answers:
            show(one, every=options["every"])
            print()
        show(what, every=options["every"])
    for path, content in contents:
        save(path, content, force=options["force"])
        print(f"wrote {path}", file=sys.stderr)


def show(what: Record | Comparison | Answer, *, every: bool = False) -> None:
    """Print it for a person: in colour on a terminal, plain elsewhere."""
    from hustings.reports._lines import plain_text, print_lines

    lines = _lines(what, every)
    if sys.stdout.isatty():
        from rich.console import Console

        print_lines(lines, Console(highlight=False))
    else:
        sys.stdout.write(plain_text(lines))


def _lines(what: Record | Comparison | Answer, every: bool) -> Iterator[Line]:
    """The lines of a record, a comparison or an answer; only what shows it is loaded."""
    if isinstance(what, Record):
        from hustings.reports import terminal

        return terminal.lines(what, every)
    from hustings.comparison import Comparison

    if isinstance(what, Comparison):
        from hustings.reports._comparison import terminal as comparison

        return comparison.lines(what, every)
    from hustings.reports._answer import terminal as answer

    return answer.lines(what, every)
