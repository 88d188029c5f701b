"""What `hustings init` writes: files to fill in, which read back as they are and when filled in.

Source: the keys and columns of the readers themselves, so that a template cannot differ from what is read.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping, Sequence

from hustings.errors import UsageError
from hustings.formats import _decisions, _facts
from hustings.formats._names import infer_ids
from hustings.formats.statements import FORMAT

PEOPLE = ("Candidate One", "Candidate Two", "Candidate Three")
PLACES = ("Area One", "Area Two")
HEADS = ("no_official_mark", "more_than_one_first", "identifies_voter", "unmarked_or_uncertain")
SECOND_HEADS = ("not_for_remaining", "over_marked", "blank_or_uncertain")

_SAMPLES: Mapping[str, str] = {
    "office": '"combined-authority-mayor"',
    "date": "2027-05-06",
    "notice_date": "2027-03-26",
    "law": '"ca-2026"',
    "seats": "1",
    "threshold": '"5%"',
    "default": '"name of the option"',
    "electorate": "100000",
    "order": '"file"',
    "source": '"where the figures were published"',
    "party": '"description on the ballot paper"',
    "known_as": '"commonly used name"',
    "listed": "11",
    "constituencies": "0",
    "majority": '"3:1"',
    "by": '"name and office"',
    "on": "2027-05-07",
    "at": "2027-05-07T01:10:00",
    "verified": "1000",
    "used": "1000",
    "valid": "980",
    "same_as_first": "0",
    "reason": '"..."',
    "paper": '"N-000123"',
    "pattern": '"A=1|B=2 / "',
    "papers": "3",
    "area": '"name of the area"',
    "decision": '"accept"',
    "second": '"blank"',
    "head": '"uncertain"',
    "objected": "false",
    "step": '"lot"',
    "method": '"folded papers drawn from a box"',
    "witnesses": '["...", "..."]',
}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(names: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(name) for name in names) + "]"


def _table(
    keys: Mapping[str, str], filled: Mapping[str, str], heading: str = "", *, off: bool = False
) -> str:
    """One table of a template: every key with a value and its meaning; keys not filled in are comments."""
    lines = [("# " if off else "") + heading] if heading else []
    for key, meaning in keys.items():
        start = "" if key in filled and not off else "# "
        lines.append(f"{start}{key} = {filled.get(key) or _SAMPLES.get(key, '0')}  # {meaning}")
    return "\n".join(lines)


def _entry(keys: Mapping[str, str], filled: Mapping[str, str], heading: str) -> str:
    """A short entry without comments, after the first of its kind."""
    return "\n".join([heading, *(f"{key} = {filled[key]}" for key in keys if key in filled)])


def contest(names: Sequence[str] = (), areas: Sequence[str] = ()) -> bytes:
    """A commented contest.toml with these candidates and areas; placeholders where no candidate is named.

    >>> contest(["Ann", "Bert"]).decode().count("[[candidate]]")
    2
    """
    people = list(names) or list(PEOPLE)
    places = list(areas) if names or areas else list(PLACES)
    keys = {key: meaning for key, meaning in _facts.KEYS[""].items() if key != "candidates"}
    parts = [
        "# Facts of the contest. A line that begins with # is not read: remove the # to use it.",
        _table(keys, {"title": '"Name of the election"'}).replace(_SAMPLES["default"], _quoted(people[-1])),
    ]
    for kind, listed in (("candidate", people), ("area", places)):
        shown = {key: text for key, text in _facts.KEYS[kind].items() if key != "id"}
        for number, name in enumerate(listed):
            write = _entry if number else _table
            parts.append(write(shown, {"name": _quoted(name)}, f"[[{kind}]]"))
    parts.append("# Only where a returning officer has declared the result:")
    parts.append(_table(_facts.KEYS["declared"], {}, "[declared]", off=True))
    parts.append("# Totals of the whole contest, where only they are known:")
    for kind in ("totals", "totals.rejected", "totals.unused"):
        parts.append(_table(_facts.KEYS[kind], {}, f"[{kind}]", off=True))
    return ("\n\n".join(parts) + "\n").encode()


def decisions(names: Sequence[str] = ()) -> bytes:
    """A commented decisions.toml: nothing is decided in it until its lines are uncommented.

    >>> all(not line or line.startswith("#") for line in decisions().decode().splitlines())
    True
    """
    people = list(names) or list(PEOPLE)
    samples = {
        "first": _quoted(people[0]),
        "chosen": _quoted(people[0]),
        "remaining": _listed(people[:2]),
        "between": _listed(people[:2]),
    }
    parts = ["# What people decide. Remove the # at the beginning of the lines that apply."]
    for kind, keys in _decisions.KEYS.items():
        parts.append(_table(keys, samples, f"[[{kind}]]", off=True))
    return ("\n\n".join(parts) + "\n").encode()


def _rows(names: Sequence[str], areas: Sequence[str]) -> list[list[str]]:
    """The header, and a row for each statement to come: second ones only where three or more stand."""
    people = list(names) or list(PEOPLE)
    places = list(areas) if names or areas else list(PLACES)
    two_counts = len(people) > 2
    header = ["area", "stage", "version", "status", "verified", "used"]
    header += [*(f"rejected:{code}" for code in HEADS), *(f"first:{name}" for name in people), "valid"]
    if two_counts:
        header += [f"counted:{name}" for name in people] + [f"not_counted:{code}" for code in SECOND_HEADS]
    header.append("reason")
    stages = ("first", "second") if two_counts else ("first",)
    starts = [[area, stage, "1", "provisional"] for stage in stages for area in _safe(places) or [""]]
    padded = [start + [""] * (len(header) - len(start)) for start in starts]
    return [header, *padded]


def _safe(areas: Sequence[str]) -> list[str]:
    """Names of areas, or the id of one whose name a spreadsheet would take for a formula."""
    ids = infer_ids(areas, what="area", where="the areas named")
    return [id if name[:1] in "=+-@" else name for id, name in zip(ids, areas, strict=True)]


def statements_csv(names: Sequence[str] = (), areas: Sequence[str] = ()) -> bytes:
    """An empty statements.csv: its rows say nothing until figures are filled in.

    >>> statements_csv(["Ann", "Bert"], ["North"]).decode().splitlines()[1][:25]
    'North,first,1,provisional'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_rows(names, areas))
    return out.getvalue().encode()


def statements_xlsx(names: Sequence[str] = (), areas: Sequence[str] = ()) -> bytes:
    """The same as a workbook whose second sheet says what each column means; the same bytes every time.

    Raises UsageError where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped] # XlsxWriter ships no types
    except ImportError:
        raise UsageError(
            "writing spreadsheets needs the package XlsxWriter",
            found="XlsxWriter is not installed",
            expected="hustings with its xlsx extra",
            hint="pip install 'hustings[xlsx]', or fill in statements.csv",
        ) from None
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001 - a fixed date, no clock
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    rows = _rows(names, areas)
    sheet = book.add_worksheet("statements")
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(line, column, cell, bold if line == 0 else None)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(rows[0]) - 1, 14)
    last = len(rows) + 200
    sheet.data_validation(1, 1, last, 1, {"validate": "list", "source": ["first", "second"]})
    sheet.data_validation(1, 3, last, 3, {"validate": "list", "source": ["provisional", "final"]})
    whole = {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "a whole number, 0 or more",
    }
    sheet.data_validation(1, 4, last, len(rows[0]) - 2, whole)
    guide = book.add_worksheet("what the columns mean")
    guide.set_column(0, 0, 24)
    guide.set_column(1, 1, 90)
    for line, (name, meaning) in enumerate((("", FORMAT.about), *FORMAT.columns)):
        guide.write_string(line, 0, name, bold)
        guide.write_string(line, 1, meaning, wrapped)
    book.close()
    return out.getvalue()
