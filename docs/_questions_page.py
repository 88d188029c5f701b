"""What can be asked, simulated and audited: questions and cultures by shelf, tables of polls and audits."""

from __future__ import annotations

from math import isinf

from _error_table import PACKAGE, error_table
from _text import escaped, fenced, required
from hustings import shelf
from hustings.formats import _findings, _manifest, _polls, _polls_json
from hustings.question import Option


def questions_page() -> str:
    """Everything that can be asked: what it asks, from which source, with which options, how it is drawn."""
    parts = [
        "# Questions\n",
        "`hustings ask KEY FILE` asks a question of an election, `hustings plot PICTURE FILE` draws its\n"
        "answer, `hs.ask(KEY, FILE, ...)` gives the [answer](answer.md) in Python.\n",
    ]
    for key, one in sorted(shelf.questions().items()):
        parts += [f"## {key}\n", f"**{escaped(required(one.asks, key))}**\n"]
        parts += [
            escaped(required(one.about, key)) + "\n",
            f"Source: {escaped(required(one.source, key))}.\n",
        ]
        if one.options:
            parts += ["| Option | Takes | Meaning |", "|---|---|---|"]
            parts += [
                f"| `--{option.name.replace('_', '-')}` | {takes(option)} | "
                f"{escaped(required(option.words, f'{key}: {option.name}'))} |"
                for option in one.options
            ]
            parts.append("")
        drawn = [picture for picture in shelf.pictures().values() if picture.question == key]
        if drawn:
            parts.append("Pictures:\n")
            parts += [f"- `{one.key}`: {escaped(required(one.about, one.key))}" for one in drawn]
            parts.append("")
    return "\n".join(parts)


def takes(option: Option) -> str:
    """What an option takes, and whether it is needed or may be given again."""
    what = ", ".join(f"`{one}`" for one in option.choices) or option.takes
    return what + (", needed" if option.needed else "") + (", any number of times" if option.many else "")


def cultures_page() -> str:
    """Every culture: what it draws, from which source, with which settings."""
    parts = [
        "# Cultures\n",
        "A culture draws voters' preferences. `hustings simulate KEY` draws elections from one and counts\n"
        "them; `hs.simulate(KEY, ...)` gives the [simulation](simulation.md) in Python.\n",
    ]
    for key, one in sorted(shelf.cultures().items()):
        parts += [
            f"## {key}\n",
            f"**{escaped(one.title)}.** {escaped(required(one.about, key))}\n",
            f"Source: {escaped(required(one.source, key))}.\n",
        ]
        if one.settings:
            parts += ["| Setting | If not given | From | To | Meaning |", "|---|---|---|---|---|"]
            parts += [
                f"| `{held.name}` | {held.default if not held.many else ''} | {held.least:g} "
                f"| {'' if isinf(held.most) else f'{held.most:g}'} "
                f"| {escaped(required(held.words, f'{key}: {held.name}'))} |"
                for held in one.settings
            ]
            parts.append("")
    return "\n".join(parts)


def polls_page() -> str:
    """A table of polls: its columns, a whole small one, what it refuses."""
    parts = [
        "# Tables of polls\n",
        "What `hustings ask forecast` reads: a row for each share, the facts of a poll on its first row.\n",
        "| Name | Meaning |",
        "|---|---|",
        *(f"| `{name}` | {escaped(required(meaning, name))} |" for name, meaning in _polls.COLUMNS.items()),
        "\n## A whole table\n",
        fenced(_polls.EXAMPLE),
        "## The same as JSON\n",
        f"One poll, under the keys {', '.join(f'`{key}`' for key in _polls_json.KNOWN)}:\n"
        "shares in per cent by name, fieldwork as its first and last day.\n",
        "## What is refused\n",
    ]
    kinds = ("_polls", "_polls_json", "_poll_typed", "_poll_shares", "_poll_people", "_past_polls")
    parts += error_table(*(PACKAGE / "formats" / f"{kind}.py" for kind in kinds))
    return "\n".join([*parts, ""])


def audits_page() -> str:
    """The tables of an audit: the bundles, and what the hands found."""
    parts = ["# Tables of an audit\n"]
    for title, words, kind in (
        ("Bundles", "What `--manifest` of `hustings audit` reads: the bundles as they lie.", _manifest),
        ("Findings", "What `hustings audit check` reads: what the hands saw.", _findings),
    ):
        parts += [f"## {title}\n", f"{words}\n", "| Name | Meaning |", "|---|---|"]
        parts += [f"| `{name}` | {escaped(meaning)} |" for name, meaning in kind.COLUMNS.items()]
        parts += ["", fenced(kind.EXAMPLE)]
    parts.append("## What is refused\n")
    kinds = ("_manifest", "_findings", "_votes")
    parts += error_table(*(PACKAGE / "formats" / f"{kind}.py" for kind in kinds))
    return "\n".join([*parts, ""])
