"""Makes the reference from the program itself: commands, shelves, codes, errors, the Python interface.

`pages()` gives the pages as text, `write(folder)` puts them where Sphinx reads them. Nothing is typed twice:
a rule, law, format, report or command that exists is described here by its own words, and one without words
is refused.
"""

from __future__ import annotations

import pkgutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

import hustings
from _criteria_page import criteria_page
from _error_table import PACKAGE, error_table
from _questions_page import audits_page, cultures_page, polls_page, questions_page
from _schema_page import answer_page, comparison_page, record_page, simulation_page
from _text import escaped, fenced, listed, required
from hustings import desk, paper, rule_words, shelf
from hustings.cli import cli
from hustings.counting import Rule
from hustings.regime_words import describe
from hustings.reports import terminal


def write(folder: Path) -> None:
    """Put every page into a folder; a page that has not changed is not touched, one that is gone goes."""
    made = pages()
    for old in folder.rglob("*.md") if folder.is_dir() else ():
        if old.relative_to(folder).as_posix() not in made:
            old.unlink()
    for name, text in made.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")


def pages() -> dict[str, str]:
    """Every page by its file name; ValueError names what has no words of its own."""
    return {
        "commands.md": commands_page(),
        "formats.md": formats_page(),
        "laws.md": laws_page(),
        "rules.md": rules_page(),
        "criteria.md": criteria_page(),
        "reports.md": reports_page(),
        "files.md": files_page(),
        "polls.md": polls_page(),
        "audits.md": audits_page(),
        "record.md": record_page(),
        "comparison.md": comparison_page(),
        "answer.md": answer_page(),
        "questions.md": questions_page(),
        "cultures.md": cultures_page(),
        "simulation.md": simulation_page(),
        "codes.md": codes_page(),
        "errors.md": errors_page(),
    } | python_pages()


# -- Commands ------------------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it, the group itself first."""
    yield from _commands(cli, "hustings")


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        with click.Context(command, info_name=path) as context:
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                if found is not None and not found.hidden:
                    yield from _commands(found, f"{path} {name}")


def commands_page() -> str:
    """The help of every command, as it prints it."""
    parts = ["# Commands\n", "What each command says of itself with `--help`.\n"]
    for path, command in commands():
        required(command.help, path)
        with click.Context(command, info_name=path, terminal_width=80, max_content_width=80) as context:
            parts += [f"## {path}\n", fenced(command.get_help(context))]
    return "\n".join(parts)


# -- Shelves -------------------------------------------------------------------------------------------


def formats_page() -> str:
    """Every format: what it is, its columns or fields, a whole small file, what it refuses."""
    parts = [
        "# Formats\n",
        "What hustings reads. A file is known by what is in it; `--from KEY` overrides. Gzip is accepted,\n"
        "and `-` is standard input. What any file may be refused for stands under [errors](errors.md).\n",
    ]
    for key, one in sorted(shelf.formats().items()):
        parts += [f"## {key}\n", f"**{escaped(one.title)}.** {escaped(required(one.about, key))}\n"]
        parts += [f"### Columns of {key}\n", "| Name | Meaning |", "|---|---|"]
        parts += [
            f"| `{name}` | {escaped(required(meaning, f'{key}: {name}'))} |" for name, meaning in one.columns
        ]
        parts += ["", f"### A whole file of {key}\n", fenced(required(one.example, f"the example of {key}"))]
        source = PACKAGE.joinpath(*one.read.__module__.split(".")[1:]).with_suffix(".py")
        parts_of_it = sorted(source.parent.glob(f"_{source.stem.partition('_')[0]}_*.py"))
        if table := list(error_table(source, *parts_of_it)):
            parts += [f"### What {key} refuses\n", *table, ""]
    return "\n".join(parts)


def laws_page() -> str:
    """Every law with all it carries, each part with its paragraph and how we know what that says."""
    parts = [
        "# Laws\n",
        "An instrument governs a contest. `hustings count --law KEY` names one; without it the\n"
        "office and the dates choose. `hustings law show KEY` prints what stands here.\n",
    ]
    for key, law in sorted(shelf.laws().items()):
        parts.append(f"## {key}\n")
        parts += [f"**{escaped(heading)}**\n\n{listed(lines)}" for heading, lines in describe(law)]
    return "\n".join(parts)


def rules_page() -> str:
    """Every method of counting by family: what it says of itself, its example counted, what checks it."""
    parts = [
        "# Rules\n",
        "A rule is a method of counting. `hustings count --rule KEY` counts by it without a law,\n"
        "`hustings rules show KEY` prints what stands here, `hustings compare` counts by several.\n",
    ]
    families = rule_words.by_family(shelf.rules().values())
    for family, rules in families:
        parts.append(f"## {rule_words.FAMILIES[family]}\n")
        for rule in rules:
            parts += [f"### {rule.key}\n", f"**{escaped(rule.name)}** (version {rule.version})\n"]
            for heading, lines in rule_words.describe(rule):
                for line in lines:
                    required(line, f"{heading} of {rule.key}")
                parts.append(f"**{heading}**\n\n{listed(lines)}")
            parts += example_parts(rule)
    parts += ["## Which rule is checked by what\n", "| Rule | Source | Checked by |", "|---|---|---|"]
    parts += [
        f"| [`{rule.key}`](#{rule.key}) | {rule.known} | {escaped(rule.checked or 'none yet')} |"
        for _, rules in families
        for rule in rules
    ]
    return "\n".join([*parts, ""])


def example_parts(rule: Rule) -> Iterator[str]:
    """A rule's example: its papers, and the count of them as a terminal shows it."""
    counted = desk.example(rule.key)
    if rule.example is None or counted is None:
        return
    seats = f", {rule.example.seats} seats" if rule.example.seats > 1 else ""
    lines = rule_words.example_lines(rule.example)
    yield f"**Example**: papers{seats}\n"
    yield fenced("\n".join(lines))
    yield "and their count:\n"
    yield fenced(terminal.text(counted.record, every=True))


def reports_page() -> str:
    """Every rendering of a record."""
    parts = ["# Reports\n", "A report is a rendering of a record: the same record gives the same bytes.\n"]
    for key, report in sorted(shelf.reports().items()):
        parts += [
            f"## {key}\n",
            f"**{escaped(report.title)}** (`{report.suffix}`). {escaped(required(report.about, key))}\n",
        ]
    return "\n".join(parts)


def files_page() -> str:
    """The files beside the papers, as the templates of `hustings init` show them."""
    parts = [
        "# Files beside the papers\n",
        "The contest's facts, what people decide, and the statements of areas. `hustings init` writes\n"
        "these commented templates; a `contest.toml` and a `decisions.toml` beside a file of papers are\n"
        "used with it.\n",
    ]
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "init",
            folder,
            "--candidate",
            "Ann Archer",
            "--candidate",
            "Bert Fry",
            "--area",
            "Ambridge",
        ]
        CliRunner().invoke(cli, command, catch_exceptions=False)
        for file in sorted(Path(folder).iterdir()):
            text = file.read_text(encoding="utf-8")
            parts += [f"## {file.name}\n", fenced(text, {".toml": "toml"}.get(file.suffix, "text"))]
    return "\n".join(parts)


# -- Codes and errors ----------------------------------------------------------------------------------


def codes_page() -> str:
    """The codes under which papers and second preferences are not counted."""
    parts = [
        "# Codes of rejection\n",
        "The codes that files, records and statements use. A pooled code is one figure for several finer\n"
        "ones, where a publication does not tell them apart.\n",
    ]
    for title, codes in (
        ("Papers rejected at the first count", paper.FIRST_CODES),
        ("Second preferences not counted", paper.SECOND_CODES),
    ):
        parts += [f"## {title}\n", "| Code | Words | Pools |", "|---|---|---|"]
        for key, code in codes.items():
            finer = ", ".join(f"`{one}`" for one in codes if one in code.parts and one != key)
            parts.append(f"| `{key}` | {escaped(code.words)} | {finer} |")
        parts.append("")
    return "\n".join(parts)


def errors_page() -> str:
    """Every complaint about an input, by the file of the program that makes it."""
    parts = [
        "# Errors\n",
        "Every complaint about an input, read from the text of the program; `…` stands for a name or a\n"
        "figure. Each is printed with the file and line, what was found, what was expected, and what to\n"
        "do; the exit status is 3.\n",
    ]
    for file in sorted(PACKAGE.rglob("*.py")):
        if table := list(error_table(file)):
            parts += [f"## {file.relative_to(PACKAGE).with_suffix('').as_posix()}\n", *table, ""]
    return "\n".join(parts)


# -- Python --------------------------------------------------------------------------------------------


def python_pages() -> dict[str, str]:
    """One page for each public module, and a page that lists them."""
    names = [
        info.name
        for info in pkgutil.iter_modules(hustings.__path__)
        if not info.ispkg and not info.name.startswith("_")
    ]
    made = {
        f"python/{name}.md": f"# hustings.{name}\n\n"
        + fenced(f".. automodule:: hustings.{name}\n   :members:", "{eval-rst}")
        for name in names
    }
    entries = "\n".join(f"python/{name}" for name in names)
    top = fenced(".. automodule:: hustings", "{eval-rst}")
    return made | {"python.md": f"# Python\n\n{top}\n```{{toctree}}\n:maxdepth: 1\n\n{entries}\n```\n"}
