"""The page of an exploration: one HTML file with its data, its look and its arithmetic inside."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from hustings.errors import UsageError
from hustings.mechanics.exploration import Exploration
from hustings.mechanics.sheet import Sheet
from hustings.reports._environment import environment
from hustings.reports._explorer import words

SCRIPTS = (
    *("what_if.js", "who_can_win.js", "words.js", "state.js", "moves.js", "boundary.js"),
    *("map.js", "table.js", "controls.js", "main.js"),
)
"""The files of the page's one script, in the order in which they build on each other."""


def render(of: Exploration, report: str = "html") -> bytes:
    """The page as UTF-8 HTML: the same bytes for the same papers. UsageError for another report."""
    if report != "html":
        raise UsageError("an exploration is a page", found=report, expected=".html")
    return _environment().get_template("explorer.html").render(_view(of)).encode()


def script(name: str) -> str:
    """One file of the page's script, as it ships."""
    return (files(__name__) / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loaders = [PackageLoader("hustings.reports", folder) for folder in ("_explorer", "_page")]
    return environment().overlay(loader=ChoiceLoader(loaders))


def _view(of: Exploration) -> Mapping[str, Any]:
    whole = "\n" + "\n".join(map(script, SCRIPTS))
    digest = base64.b64encode(sha256(whole.encode()).digest()).decode()
    return {
        "of": of,
        "words": words,
        "title": words.title(of),
        "happened": words.happened(of),
        "rows": words.rows(of),
        "table": words.whole_table(of),
        "assumptions": words.assumptions(of),
        "kept": words.kept(of),
        "script": Markup(whole),  # our own files; the data stands apart from them, escaped
        "digest": digest,
        "data": Markup(_embedded(_data(of))),
    }


def _data(of: Exploration) -> Mapping[str, Any]:
    """What the script works on: names as they may be shown, sheets, and what was counted."""
    contest = of.contest
    return {
        "candidates": [words.name(of, at) for at in range(len(contest.candidates))],
        "areas": [words.area(of, id) for id in of.areas],
        "sheets": [_sheet(one) for one in of.sheets],
        "base": {
            "first": of.first,
            "remaining": of.remaining,
            "counted": of.counted,
            "elected": [contest.ids.index(id) for id in of.elected],
            "level": [contest.ids.index(id) for id in of.level],
        },
        "known": of.known,
    }


def _sheet(sheet: Sheet) -> Mapping[str, Any]:
    """A sheet as the script reads it; one that tells first preferences alone is only those."""
    nobody = len(sheet.cells)
    told = any(any(row) for row in sheet.cells) or sheet.groups
    if not told and all(len(pool.seconds) == nobody for pool in sheet.pools):
        return {"first": sheet.first}
    return {
        "cells": sheet.cells,
        "pools": [{"first": p.first, "seconds": p.seconds, "papers": p.papers} for p in sheet.pools],
        "groups": [
            {
                "papers": list(g.papers.items()),
                "counted": list(g.counted.items()),
                "gone": g.gone,
                "loose": g.loose,
            }
            for g in sheet.groups
        ],
    }


def _embedded(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")
