"""The list for those who pull papers or bundles: in the order in which they lie, each with its turn."""

from __future__ import annotations

from collections.abc import Sequence

from hustings.answer import Cell, Column, Figures
from hustings.mechanics.audit_plan import Bundles
from hustings.mechanics.figures import clean, number
from hustings.mechanics.pull_list import Draw, place, place_in

PLACE = Column(key="place", head="Place", unit="text")
BUNDLE = Column(key="bundle", head="Bundle", unit="text")
PAPER = Column(key="paper", head="Paper of bundle", unit="number")
NUMBER = Column(key="number", head="Number", unit="number")
TURN = Column(key="turn", head="Turn", unit="number")
COUNTER = Column(key="counter", head="Counter", unit="number")


def pull_table(drawn: Sequence[Draw], bundles: Bundles, of_bundles: bool) -> Figures:
    """What to pull, in the order of the manifest, or of the papers as numbered."""
    manifest = bundles.manifest
    columns = [BUNDLE, *(() if of_bundles else (PAPER,)), NUMBER, TURN, COUNTER]
    if manifest is not None and any(one.place for one in manifest.bundles):
        columns.insert(0, PLACE)

    def row(one: Draw) -> tuple[Cell, ...]:
        if of_bundles:
            bundle, at = one.number, 0
        elif manifest is None:
            bundle, at = place(one.number, bundles.sizes[0])
        else:
            bundle, at = place_in(one.number, bundles.sizes)
        named = manifest.bundles[bundle - 1] if manifest is not None else None
        cells: dict[str, Cell] = {
            "place": clean(named.place) if named else "",
            "bundle": clean(named.name) if named else number(bundle),
            "paper": at,
            "number": one.number,
            "turn": one.turn,
            "counter": one.counter,
        }
        return tuple(cells[column.key] for column in columns)

    what = "bundle" if of_bundles else "paper"
    many = f"{number(len(drawn))} {what}" + ("" if len(drawn) == 1 else "s")
    return Figures(
        key="pull",
        title=f"Pull list: {many}, in the order in which they lie",
        columns=tuple(columns),
        rows=tuple(row(one) for one in sorted(drawn, key=lambda one: one.number)),
        note="Number = SHA-256 of the text SEED,COUNTER as a whole number, remainder by how many there are, "
        "plus 1; a number drawn before is passed over, so nothing is drawn twice.",
    )
