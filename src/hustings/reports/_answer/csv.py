"""The figures of an answer as a tidy CSV file: one row for each figure."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

from hustings.answer import Answer, Cell, Column
from hustings.reports._answer.words import cell
from hustings.reports.stages_csv import guarded

HEADS = ("table", "row", "column", "unit", "value")


def render(of: Answer) -> bytes:
    """Each figure with its table, its row from 1, its column and unit; one that is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    for one in of.figures:
        for at, row in enumerate(one.rows, start=1):
            for column, value in zip(one.columns, row, strict=True):
                writer.writerow((one.key, at, column.key, column.unit, _value(of, value, column)))
    return out.getvalue().encode()


def _value(of: Answer, value: Cell, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return str(value)
    return str(value) if isinstance(value, int) else guarded(cell(of, value, column))
