"""Text that Markdown leaves as it is."""

from __future__ import annotations


def required(words: str | None, name: str) -> str:
    """Words that must be there; ValueError says what lacks them."""
    if not words or not words.strip():
        raise ValueError(f"{name} is undocumented: give it words")
    return words


def fenced(text: str, language: str = "text") -> str:
    """A block of text that Markdown leaves alone."""
    return f"````{language}\n{text.rstrip()}\n````\n"


def listed(lines: list[str]) -> str:
    """Lines as a list; one that begins with a dash belongs to the one above it."""
    return "".join(
        f"  - {escaped(one[2:])}\n" if one.startswith("- ") else f"- {escaped(one)}\n" for one in lines
    )


def escaped(text: str) -> str:
    """Text in which nothing is taken for markup, but for `code` in backticks."""
    marks = str.maketrans({one: f"\\{one}" for one in "*_<[|"})
    parts = " ".join(text.split("\n")).split("`")
    return "`".join(part if at % 2 else part.translate(marks) for at, part in enumerate(parts))
