"""Papers outstanding by area, and second preferences as said: small files beside a question."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from hustings.errors import InputError
from hustings.formats import _outstanding, _transfers


def test_papers_by_area_as_written(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text('Papers,Area\n"1,200",North\n0,South\n', "utf-8")
    assert _outstanding.read(file) == {"North": 1200, "South": 0}
    file.write_text("area,papers\nNorth,1\nSouth,2\nnorth,3\n", "utf-8")
    with pytest.raises(InputError, match="there twice") as refused:
        _outstanding.read(file)
    assert refused.value.where == "left.csv:4" and refused.value.found == "north"


def test_second_preferences_as_written(tmp_path: Path) -> None:
    file = tmp_path / "seconds.csv"
    file.write_text("from,to,percent\nAnn,Bert,12.5%\nothers,Ann,0\n", "utf-8")
    assert _transfers.read(file) == (("Ann", "Bert", Fraction(1, 8)), ("others", "Ann", Fraction(0)))
    file.write_text("from,to,percent\nAnn,Bert,1\nann,BERT,2\n", "utf-8")
    with pytest.raises(InputError, match="there twice") as refused:
        _transfers.read(file)
    assert refused.value.where == "seconds.csv:3"
