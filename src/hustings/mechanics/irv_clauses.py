"""What a margin must know of each rule of exclusions: how it reads papers, ends, and resolves equality.

Source: the clauses of each rule's own file under `rules/`; a test holds these two together by counting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hustings.mechanics.ballots import Handling, counts_for_the_only_one, ends_there
from hustings.mechanics.elimination import EXHAUSTING
from hustings.mechanics.irv_exact import Compares


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """`majority`: more than half of the votes in the count elects. `compares`: stages compared before a lot.

    `singly`: one is excluded at a time, so that each stage is known from the order of exclusions alone.
    Where all who cannot catch up go at once the same person is elected, but which stages there are, and
    whether a lot is needed between those who go together, is not told by the order: then bounds are given.
    """

    handling: Handling
    majority: bool
    compares: Compares
    singly: bool


PLAIN = Handling(over_marked=ends_there)

CLAUSES: Mapping[str, Clauses] = {
    "av": Clauses(handling=PLAIN, majority=True, compares="latest", singly=True),
    "av-2011": Clauses(handling=PLAIN, majority=True, compares="earliest", singly=True),
    "av-until-two": Clauses(handling=PLAIN, majority=False, compares="latest", singly=True),
    "av-bulk": Clauses(handling=EXHAUSTING, majority=True, compares="nothing", singly=False),
    "av-bulk-until-two": Clauses(handling=EXHAUSTING, majority=False, compares="nothing", singly=False),
    "burlington-irv": Clauses(
        handling=Handling(over_marked=counts_for_the_only_one),
        majority=True,
        compares="nothing",
        singly=False,
    ),
}
"""The rules for which margins are computed by orders of exclusions, by key."""
