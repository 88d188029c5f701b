"""`hustings rules`: the methods on the shelf, and what each says."""

from __future__ import annotations

import click


@click.group("rules")
def command() -> None:
    """The methods of counting."""


@command.command("list")
def list_() -> None:
    """List the rules."""
    from hustings import shelf

    for key, rule in shelf.rules().items():
        print(f"{key:17} {rule.name}: elects {rule.elects}")


@command.command("show")
@click.argument("key")
def show(key: str) -> None:
    """Print what a rule does and the texts it follows."""
    from hustings import shelf

    rule = shelf.rule(key)
    print(f"{rule.name} ({rule.key}, version {rule.version})")
    for word, text in (
        ("elects", rule.elects),
        ("ties", rule.ties),
        ("arithmetic", rule.arithmetic),
        ("source", rule.source),
    ):
        print(f"  {word + ':':12} {text}")
    for step, cite in rule.cites.items():
        print(f"  {step + ':':17} {cite}")
