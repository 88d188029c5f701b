"""The explorer counts in the browser as Python does: the files that ship, over thousands of random tables."""

from __future__ import annotations

import random
from dataclasses import asdict

import pytest

from explorer_tables import edits_data, sheet_data, some_areas, some_edits
from hustings.mechanics.sheet import Sheet
from hustings.mechanics.what_if import Edits, Rate, Swing, changed
from hustings.mechanics.who_can_win import outlook
from hustings.reports._explorer import script

RUN = """(cases) => cases.map(([areas, edits]) => {
  const now = changed(areas, edits);
  return [now, outlook(now)];
})"""


def plain(sheet: Sheet) -> dict:
    return sheet_data(sheet) | {"anyone": sheet.anyone, "out": list(sheet.out)}


def shown(value):
    """Tuples as the lists that come back from the browser."""
    if isinstance(value, (tuple, list)):
        return [shown(one) for one in value]
    return {key: shown(one) for key, one in value.items()} if isinstance(value, dict) else value


@pytest.fixture
def engine(page):
    """A blank page with the engine's own files in it."""
    page.goto("about:blank")
    page.add_script_tag(content=script("what_if.js") + script("who_can_win.js"))
    return page


@pytest.mark.parametrize("seed", range(4))
def test_equal_to_python_over_thousands_of_tables(engine, seed):
    rng = random.Random(seed)
    cases = []
    for _ in range(600):
        areas = some_areas(rng)
        cases.append((areas, some_edits(rng, areas)))
    given = [([sheet_data(area) for area in areas], edits_data(edits)) for areas, edits in cases]
    found = engine.evaluate(RUN, given)
    for (areas, edits), (sheet, out) in zip(cases, found, strict=True):
        now = changed(areas, edits)
        assert sheet == plain(now), (areas, edits)
        assert out == shown(asdict(outlook(now))), (areas, edits)


def crowded(rng: random.Random) -> Sheet:
    """Many candidates behind one, and 150 papers that may be anything."""
    number = rng.randint(14, 20)
    cells = [[0] * (number + 1) for _ in range(number)]
    for i, row in enumerate(cells):
        for j in range(number):
            if i != j:
                row[j] = rng.randint(0, 3) * (4 if j == 0 else 1)
        row[number] = rng.randint(0, 20) + (rng.randint(100, 250) if i == 0 else 0)
    return Sheet(cells=tuple(map(tuple, cells)), anyone=150)


def test_equal_where_the_search_is_cut_short(engine):
    """The same sets are looked at, in the same order, and the search ends at the same one."""
    rng = random.Random(4)
    sheets = [crowded(rng) for _ in range(60)]
    given = [sheet_data(one) | {"anyone": one.anyone, "out": []} for one in sheets]
    found = engine.evaluate("(sheets) => sheets.map(outlook)", given)
    wanted = [outlook(one) for one in sheets]
    assert found == [shown(asdict(one)) for one in wanted]
    assert {one.searched for one in wanted} == {True, False}


def test_exact_past_the_whole_numbers_of_a_browser(engine):
    """Hundreds of millions of papers: products pass 2^53 and are still exact."""
    rng = random.Random(13)
    areas, edits = [], []
    for _ in range(40):
        cells = [[rng.randint(10**8, 10**9) if i != j else 0 for j in range(4)] for i in range(3)]
        areas.append(Sheet(cells=tuple(map(tuple, cells))))
        shares = [rng.randint(1, 999) for _ in range(3)]
        edits.append(
            Edits(
                turnout={0: 2 * shares[0]},
                swings=(Swing(of=0, to=1, share=shares[1]),),
                rates=(Rate(of=0, to=1, share=shares[2]),),
            )
        )
    given = [([sheet_data(area)], edits_data(edit)) for area, edit in zip(areas, edits, strict=True)]
    for (sheet, _), area, edit in zip(engine.evaluate(RUN, given), areas, edits, strict=True):
        assert sheet == plain(changed([area], edit))
