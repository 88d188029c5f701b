"""The complaints that the program makes, read from its own text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import hustings
from _text import escaped

PACKAGE = Path(hustings.__path__[0])


def error_table(*files: Path) -> Iterator[str]:
    """The complaints that files of the program make, as the rows of a table."""
    rows = []
    for node in (one for file in files for one in ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "InputError":
            named = {one.arg: template(one.value) for one in node.keywords}
            message = template(node.args[0]) if node.args else "…"
            rows.append(f"| {message} | {named.get('expected', '')} | {named.get('hint', '')} |")
    if rows:
        yield from ("| Complaint | Expected | To do |", "|---|---|---|")
        yield from dict.fromkeys(rows)


def template(node: ast.expr) -> str:
    """The words of a message, with … for what is filled in."""
    if isinstance(node, ast.Constant):
        return escaped(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(template(one) if isinstance(one, ast.Constant) else "…" for one in node.values)
    if isinstance(node, ast.BinOp):
        return template(node.left) + template(node.right)
    if isinstance(node, ast.IfExp):
        return " / ".join(one for one in (template(node.body), template(node.orelse)) if one)
    return "…"
