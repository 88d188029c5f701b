"""Runs the examples of a Markdown page, so that what the documentation shows stays what happens.

The notation is described in CONTRIBUTING.md. The blocks of one page run in order, in one empty folder:

- a block with `:caption: NAME.EXT` is written to that file, whatever its language;
- a `console` block runs each `$ command` in one shell, and compares the output where some is shown;
- a `python` block with `>>>` runs as a doctest, one without is executed; all share their names.
"""

from __future__ import annotations

import difflib
import doctest
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|:{3,})\{?(?P<word>[\w-]*)\}? *(?P<argument>[\w-]*)")
OPTION = re.compile(r"^:(?P<name>[\w-]+): *(?P<value>.*)$")
HEREDOC = re.compile(r"<<-?\s*(['\"]?)(\w+)\1")
FILE_NAME = re.compile(r"[\w./-]+\.\w+")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MARK = "==example-ended=="
SECONDS = 300


@dataclass(frozen=True, kw_only=True)
class Block:
    """A fenced block: `line` is where its text begins, counted from 1; `file` the name it is written to."""

    line: int
    language: str
    text: str
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One `$ command` of a console block and the output shown below it; None where none is shown."""

    line: int
    text: str
    output: str | None


def blocks(markdown: str) -> Iterator[Block]:
    """Every fenced block of a page, in order; a longer fence hides the fences inside it."""
    lines = markdown.splitlines()
    at = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        at += 1
        if not opening:
            continue
        start, closing = at, re.compile(rf"^ *{opening['fence']}{opening['fence'][0]}* *$")
        while at < len(lines) and not closing.match(lines[at]):
            at += 1
        body = textwrap.dedent("\n".join(lines[start:at])).splitlines()
        at += 1
        directive = "{" in lines[start - 1]
        options: dict[str, str] = {}
        while directive and body and (option := OPTION.match(body[0])):
            options[option["name"]] = option["value"].strip()
            body, start = body[1:], start + 1
        if options and body and not body[0].strip():
            body, start = body[1:], start + 1
        caption = options.get("caption", "")
        yield Block(
            line=start + 1,
            language=opening["argument"] if directive else opening["word"],
            text="\n".join(body) + "\n",
            file=caption if FILE_NAME.fullmatch(caption) else "",
        )


def commands(block: Block) -> list[Command]:
    """The commands of a console block; a here-document and a line ending in a backslash go on."""
    lines = block.text.rstrip("\n").splitlines()
    found: list[Command] = []
    at = 0
    while at < len(lines):
        if not lines[at].startswith("$ "):
            raise AssertionError(f"line {block.line + at}: a console block begins with '$ command'")
        start = at
        text = [lines[at][2:]]
        at += 1
        while text[-1].endswith("\\") and at < len(lines):
            text.append(lines[at].removeprefix("> "))
            at += 1
        if here := HEREDOC.search(text[-1]):
            while at < len(lines) and text[-1] != here[2]:
                text.append(lines[at].removeprefix("> "))
                at += 1
        shown = at
        while at < len(lines) and not lines[at].startswith("$ "):
            at += 1
        output = "\n".join(lines[shown:at]).rstrip()
        found.append(Command(line=block.line + start, text="\n".join(text), output=output or None))
    return found


def matches(expected: str, actual: str) -> bool:
    """Whether output is as shown; `...` stands for any text, and alone on its line for any lines."""
    lines = [line.rstrip() for line in actual.strip("\n").splitlines()]
    pattern = ""
    for line in expected.strip("\n").splitlines():
        if line.strip() == "...":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*?".join(map(re.escape, line.rstrip().split("..."))) + "\n"
    return re.fullmatch(pattern, "".join(line + "\n" for line in lines)) is not None


def environment(home: Path) -> dict[str, str]:
    """What a reader has: hustings on the path, a plain 80-column terminal, an empty home."""
    own = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return os.environ | {
        "PATH": own,
        "HOME": str(home),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "PYTHONUNBUFFERED": "1",  # as on a terminal: what is printed first stands first
    }


def run_console(block: Block, folder: Path) -> None:
    """Run the commands of a block in one shell; AssertionError names the line that is not as shown."""
    wanted = commands(block)
    script = "".join(f"{one.text}\ncode=$?; printf '\\n{MARK}%d\\n' $code; (exit $code)\n" for one in wanted)
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    outcomes = re.findall(rf"(.*?)\n{MARK}(\d+)\n", done.stdout, re.DOTALL)
    for at, one in enumerate(wanted):
        if at >= len(outcomes):
            raise AssertionError(f"line {one.line}: the shell ended before $ {one.text}\n{done.stdout}")
        output, code = outcomes[at]
        status_shown = at + 1 < len(wanted) and wanted[at + 1].text == "echo $?"
        if code != "0" and not status_shown:
            raise AssertionError(
                f"line {one.line}: exit status {code} from $ {one.text}\n{output}\n"
                "(an example that is meant to fail shows its status with: $ echo $?)"
            )
        if one.output is not None and not matches(one.output, output):
            shown, actual = one.output.splitlines(), output.strip("\n").splitlines()
            diff = "\n".join(difflib.unified_diff(shown, actual, "shown", "printed", lineterm=""))
            raise AssertionError(f"line {one.line}: $ {one.text} prints something else\n{diff}")


def run_python(block: Block, names: dict[str, Any]) -> None:
    """Run a doctest or a script; AssertionError says which example is not as shown."""
    if ">>>" not in block.text:
        exec(compile(block.text, f"<line {block.line}>", "exec"), names)  # noqa: S102 (our own pages)
        return
    example = doctest.DocTestParser().get_doctest(block.text, names, "example", None, block.line - 1)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(example, out=report.append, clear_globs=False)
    names.update(example.globs)
    if runner.failures:
        raise AssertionError("".join(report))


def run_page(markdown: str, folder: Path) -> int:
    """Run every example of a page in a folder; how many ran. AssertionError names the first that is false."""
    names: dict[str, Any] = {"__name__": "__example__"}
    ran = 0
    with chdir(folder):
        for block in blocks(markdown):
            if block.file:
                file = folder / block.file
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text, encoding="utf-8", newline="\n")
            elif block.language == "console":
                run_console(block, folder)
                ran += 1
            elif block.language == "python":
                run_python(block, names)
                ran += 1
    return ran
