"""The entry of decisions.toml that a waiting count asks for, ready to be filled in.

Source: the keys that `hustings.formats` reads in a decisions file.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from hustings.paper import FIRST_CODES
from hustings.profile import Profile, Referred
from hustings.record import Record
from hustings.reports._words import clean, papers

LISTED = 20
"""So many papers that wait are listed; all of them are in the record."""


def decision_entry(record: Record) -> str:
    """The exact entry to add to decisions.toml; empty where nothing, or no decision, is awaited."""
    if record.awaiting is None:
        return ""
    if record.awaiting.what == "lot":
        return _lot(record)
    if record.awaiting.what == "direction":
        people = _people(record, record.awaiting.candidates)
        lines = [
            "[[direction]]",
            f"remaining = [{people}]",
            'by = ""         # who directs the second count',
            'at = ""         # when',
        ]
        return "\n".join(lines) + "\n"
    return _ruling(record) if record.awaiting.what == "ruling" else ""


SUPPLIED = {
    "second-round": "Count the papers of the second round together with those of the first.",
    "order": "Where the file holds the papers in the order in which they were counted, say --in-order.",
    "constituency-results": "Add the constituency seats of each list to the contest's facts.",
}
"""What is to be supplied where no entry of decisions.toml is awaited."""


def supplied(record: Record) -> str:
    """What a waiting count needs that is no decision; empty where it needs none."""
    return SUPPLIED.get(record.awaiting.what, "") if record.awaiting else ""


def _lot(record: Record) -> str:
    assert record.awaiting is not None
    drawn = [f"# the one drawn {clean(record.awaiting.drawn)}"] if record.awaiting.drawn else []
    lines = [
        "[[lot]]",
        f"step = {_quoted(record.awaiting.step or 'lot')}",
        f"between = [{_people(record, record.awaiting.candidates)}]",
        *drawn,
        'chosen = ""     # who was drawn, one of these',
        'by = ""         # who drew the lot',
        'method = ""     # how it was drawn',
        "witnesses = []  # who saw it",
        'at = ""         # when',
    ]
    return "\n".join(lines) + "\n"


def _ruling(record: Record) -> str:
    if not isinstance(record.papers, Profile) or not record.papers.referred:
        return ""
    first = record.papers.referred[0]
    which = (
        [f"paper = {_quoted(first.ids[0])}"]
        if first.ids
        else [f"pattern = {_quoted(first.pattern)}", f"papers = {first.papers}"]
    )
    area = record.contest.area_name(first.area) if first.area else ""
    second = ['# second = ""   # for whom the second is, or blank, over-marked, uncertain']
    if len(record.contest.candidates) < 3:
        second = []
    lines = [
        "[[ruling]]",
        *which,
        *([f"area = {_quoted(area)}"] if area else []),
        *([f"# marks: {clean(first.pattern)}"] if first.ids else []),
        f"# referred: {clean(first.why)}",
        'decision = ""   # accept, with the lines first and second; or reject, with head',
        '# first = ""    # for whom the first preference is held to be',
        *second,
        '# head = ""     # one of:',
        *(f"#   {key}: {code.words}" for key, code in FIRST_CODES.items() if len(code.parts) == 1),
        'reason = ""',
        'by = ""',
        "objected = false",
        *_others(record, record.papers.referred),
    ]
    return "\n".join(lines) + "\n"


def _others(record: Record, referred: Sequence[Referred]) -> list[str]:
    """The papers that wait besides the first, as comments: each needs an entry of its own."""
    waiting = []
    for one in referred:
        area = f" in {clean(record.contest.area_name(one.area))}" if one.area else ""
        marks = f"{clean(one.pattern)} ({clean(one.why)})"
        each = [f"paper {clean(id)}" for id in one.ids] or [papers(one.papers)]
        waiting += [f"{which}{area}: {marks}" for which in each]
    more = [f"... and {len(waiting) - 1 - LISTED} more"] if len(waiting) - 1 > LISTED else []
    listed = [*waiting[1 : LISTED + 1], *more]
    return ["# an entry of its own is needed for:", *(f"#   {one}" for one in listed)] if listed else []


def _people(record: Record, ids: Sequence[str]) -> str:
    """Names as a decisions file takes them: the id where two candidates share a name."""
    every = [one.name for one in record.contest.candidates]
    known = [record.contest.candidate(id) for id in ids]
    return ", ".join(_quoted(one.id if every.count(one.name) > 1 else one.name) for one in known)


def _quoted(text: str) -> str:
    """A TOML string in which nothing is invisible."""
    return "".join(
        one if not unicodedata.category(one).startswith("C") else _escaped(one)
        for one in json.dumps(text, ensure_ascii=False)
    )


def _escaped(one: str) -> str:
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"
