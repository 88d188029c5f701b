"""`hustings rules`: the methods on the shelf, and what each says."""

from __future__ import annotations

from functools import partial
from textwrap import fill

import click

wrapped = partial(fill, width=80, break_on_hyphens=False)


@click.group("rules")
def command() -> None:
    """The methods of counting."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def list_(as_json: bool) -> None:
    """List the rules by family, with what each reads."""
    from hustings import rule_words, shelf
    from hustings.plain_data import layout

    rules = shelf.rules()
    if as_json:
        print(layout([rule_words.plain(rules[key]) for key in sorted(rules)]))
        return
    for family, some in rule_words.by_family(rules.values()):
        print(rule_words.FAMILIES[family])
        for rule in some:
            unread = f"; {rule_words.KNOWN['not read']}" if rule.known == "not read" else ""
            for line in (f"{rule.name}", f"reads {rule_words.reads(rule)}{unread}"):
                start = f"  {rule.key:29}" if line == rule.name else " " * 31
                print(wrapped(line, initial_indent=start, subsequent_indent=" " * 33))
        print()
    print("hustings rules show KEY prints all that a rule says, and counts its example.")


@command.command("show")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(key: str, as_json: bool) -> None:
    """Print what a rule does, the texts it follows, and its example, counted."""
    from hustings import desk, rule_words, shelf
    from hustings.plain_data import layout

    rule = shelf.rule(key)
    if as_json:
        print(layout(rule_words.plain(rule)))
        return
    print(wrapped(f"{rule.name} ({rule.key}, version {rule.version})"))
    for heading, lines in rule_words.describe(rule):
        print(heading)
        for line in lines:
            print(wrapped(line, initial_indent="  ", subsequent_indent="      "))
    counted = desk.example(key)
    if rule.example is None or counted is None:
        return
    from hustings.reports.terminal import text

    seats = f", {rule.example.seats} seats" if rule.example.seats > 1 else ""
    print(f"Example: papers{seats}")
    for line in rule_words.example_lines(rule.example):
        print(f"  {line}")
    print("\n" + text(counted.record, every=True), end="")
