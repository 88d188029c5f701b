"""What the forecast assumes before it sees a poll: every number with where it is from and how surely.

Source: as each number says. "read": the paper or the record was read; "derived": worked out from what was
read; "judgement": nobody has measured it, a reasonable reader may choose otherwise.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hustings.mechanics.figures import clean


@dataclass(frozen=True, kw_only=True)
class Prior:
    """One number that the model assumes: what it is, its value, and what it rests on."""

    key: str
    words: str
    value: float
    rests: Literal["read", "derived", "judgement"]
    source: str


PRIORS: Mapping[str, Prior] = {
    one.key: one
    for one in (
        Prior(
            key="design",
            words="design effect: people asked for each one that a simple random sample would need",
            value=1.5,
            rests="judgement",
            source="weighted British polls are thought to lie between 1.3 and 1.8; not used where a poll "
            "tells its effective sample",
        ),
        Prior(
            key="rounding",
            words="how much of the last digit printed may be hidden by rounding",
            value=1,
            rests="derived",
            source="a share printed as 2% is anything from 1.5% to 2.5%, which matters for the small",
        ),
        Prior(
            key="house",
            words="a pollster's own leaning, as a standard deviation of log shares",
            value=0.05,
            rests="judgement",
            source="about 1.5 points at 43%; the leanings of several pollsters average out, one's own stays",
        ),
        Prior(
            key="error",
            words="error that all polls of an election share, as a standard deviation of log shares",
            value=0.10,
            rests="derived",
            source="Shirani-Mehr, Rothschild, Goel and Gelman (JASA 113, 2018, abstract read): root mean "
            "square error of 4,221 American polls about 3.5 points, twice what sampling explains, and about "
            "2 points on average shared by an election's polls; 0.10 is 2.1 points on average at 43%",
        ),
        Prior(
            key="tail",
            words="degrees of freedom of the shared error: fewer make great misses likelier",
            value=4,
            rests="judgement",
            source="a Student distribution, so that misses twice the usual are not taken for impossible",
        ),
        Prior(
            key="drift",
            words="change of opinion in a day, as a standard deviation of log shares",
            value=0.01,
            rests="judgement",
            source="a random walk as in Jackman (Australian Journal of Political Science 40, 2005; not "
            "read): about 0.3 points a day at 43%, 1.6 in a month",
        ),
        Prior(
            key="exhausted",
            words="share of the eliminated candidates' papers that name neither finalist",
            value=0.55,
            rests="derived",
            source="declared results: 55.7% in London 2021 (347,722 of 624,585 papers); ten elections of "
            "mayors from 2000 to 2026 lay between 39% and 71%, on average 58%",
        ),
        Prior(
            key="exhausted_weight",
            words="how firmly that share is held: as by so many papers",
            value=12,
            rests="judgement",
            source="nine draws in ten lie between about 32% and 77%",
        ),
        Prior(
            key="split",
            words="a prior split of transfers, beside a cross-break: as firm as so many people",
            value=4,
            rests="judgement",
            source="small cross-breaks are drawn towards it: of 9 people asked, 6 count (design effect), "
            "beside 4 of ours",
        ),
        Prior(
            key="likeness",
            words="split of transfers that no poll measures, by party: as firm as so many people",
            value=6,
            rests="judgement",
            source="the nearer of two parties on a line from left to right, see PLACES; no data were fitted",
        ),
    )
}
"""The numbers by key."""

PLACES: Mapping[str, float] = {
    "trade unionist": -2.0,
    "tusc": -2.0,
    "green": -1.5,
    "labour": -1.0,
    "co-operative": -1.0,
    "women's equality": -0.75,
    "liberal democrat": -0.25,
    "lib dem": -0.25,
    "conservative": 1.0,
    "reclaim": 2.0,
    "ukip": 2.0,
    "uk independence": 2.0,
    "reform uk": 2.0,
    "brexit": 2.0,
    "british national": 3.0,
}
"""Where parties stand on a line from left to right: judgement, used only where no poll measured a pair."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The numbers a forecast is made with; as they stand, those of `PRIORS`."""

    design: float = PRIORS["design"].value
    rounding: float = PRIORS["rounding"].value
    house: float = PRIORS["house"].value
    error: float = PRIORS["error"].value
    tail: float = PRIORS["tail"].value
    drift: float = PRIORS["drift"].value
    exhausted: float = PRIORS["exhausted"].value
    exhausted_weight: float = PRIORS["exhausted_weight"].value
    split: float = PRIORS["split"].value
    likeness: float = PRIORS["likeness"].value


SAMPLING_ALONE = Settings(
    rounding=0, house=0, error=0, drift=0, exhausted=0, exhausted_weight=1e9, split=0.01, likeness=1e4
)
"""What a margin of error assumes: only the sample is at fault, and every paper names a finalist."""


@functools.cache
def place_of(party: str) -> float | None:
    """Where a party stands on the line, None for one that is not known or whose name says two things.

    >>> place_of("Labour and Co-operative Party"), place_of("Independent")
    (-1.0, None)
    """
    said = clean(party).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = {place for word, place in PLACES.items() if re.search(rf"\b{re.escape(word)}s?\b", said)}
    return found.pop() if len(found) == 1 else None
