"""A count: a pure function of what is known. It ends with a result, or with the one thing it waits for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from hustings.awaiting import Awaited, Awaiting
from hustings.errors import InputError, TieUndecided
from hustings.profile import Seconds, Transfer


class Papers(Protocol):
    """What a rule asks of the papers; a profile and declared returns both answer."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Candidates' ids in ballot-paper order."""

    def first_preferences(self) -> dict[str, int]:
        """Valid first preferences of every candidate."""

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Second preferences of those eliminated, for those remaining."""


Draw = Callable[[Collection[str], str], str]
"""draw(between, step) → who was drawn, from a recorded lot; raises Awaiting while there is none."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One step of a count, as a ledger that balances: votes and accounts add to `papers`.

    `votes` are each candidate's votes after the step, `added` what the step added to them, `accounts`
    the papers that left the count by name (a negative `gap` is a published figure that does not close).
    `transfers` and `sources` say from whom, where that is known.
    """

    step: str
    votes: Mapping[str, int]
    papers: int
    added: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)
    looked_at: int = 0
    remaining: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    elected: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    sources: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def balances(self) -> bool:
        """Whether every paper is somewhere."""
        return sum(self.votes.values()) + sum(self.accounts.values()) == self.papers


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A lot that a person drew: between whom, who was drawn, how, by whom and before whom."""

    step: str
    between: tuple[str, ...]
    chosen: str
    by: str
    method: str = ""
    witnesses: tuple[str, ...] = ()
    at: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A method of counting: `stages` yields the steps, everything else says what it is.

    `version` changes only when the counting does; `cites` maps each step to the text it follows when no
    regime says more; `arithmetic` and `ties` are one sentence each.
    """

    key: str
    name: str
    version: int
    source: str
    elects: str
    ties: str
    arithmetic: str
    cites: Mapping[str, str]
    stages: Callable[[Papers, Draw], Iterator[Stage]]
    columns: int = 1


@dataclass(frozen=True, kw_only=True)
class Count:
    """The stages so far and the result, or what is awaited."""

    stages: tuple[Stage, ...]
    awaiting: Awaited | None = None

    @property
    def elected(self) -> tuple[str, ...]:
        """The ids of those elected; empty while something is awaited."""
        return tuple(one for stage in self.stages for one in stage.elected)

    @property
    def winner(self) -> str:
        """The id of the one elected; raises TieUndecided while the count waits for anything."""
        if self.awaiting or len(self.elected) != 1:
            words = self.awaiting.words if self.awaiting else f"{len(self.elected)} are elected"
            raise TieUndecided("there is no winner yet", found=words, hint="see count.awaiting")
        return self.elected[0]


def count(rule: Rule, papers: Papers, lots: Sequence[Lot] = ()) -> Count:
    """Count papers by a rule, with the lots drawn so far.

    Raises InputError for a lot between the wrong people and for one that decides no equality.

    >>> from hustings.profile import Profile
    >>> from hustings.rules.supplementary_vote import RULE
    >>> count(RULE, Profile.of("abc", {("a", "-"): 51, ("b", "-"): 30, ("c", "-"): 19})).winner
    'a'
    """
    used: list[Lot] = []

    def draw(between: Collection[str], step: str) -> str:
        for lot in lots:
            if lot.step != step:
                continue
            if set(lot.between) != set(between):
                raise InputError(
                    "a lot was drawn between the wrong people",
                    where=lot.where,
                    found=", ".join(lot.between),
                    expected=", ".join(between),
                    hint="record the lot between exactly those who are equal",
                )
            used.append(lot)
            return lot.chosen
        raise Awaiting(
            Awaited(
                what="lot",
                step=step,
                words="a lot between those who are equal",
                candidates=tuple(one for one in papers.candidates if one in between),
            )
        )

    stages: list[Stage] = []
    awaited = None
    try:
        for stage in rule.stages(papers, draw):
            stages.append(stage)
    except Awaiting as pause:
        awaited = pause.awaited
    _refuse_idle_lots(lots, used, settled=awaited is None or awaited.what == "lot")
    return Count(stages=tuple(stages), awaiting=awaited)


def _refuse_idle_lots(lots: Sequence[Lot], used: Sequence[Lot], *, settled: bool) -> None:
    """A lot for a tie that does not exist is a mistake, once the count has come far enough to know."""
    idle = [lot for lot in lots if lot not in used]
    if settled and idle:
        raise InputError(
            "a lot decides an equality that does not exist",
            where=idle[0].where,
            found=f"a lot for step {idle[0].step!r} between {', '.join(idle[0].between)}",
            expected="lots only where candidates are equal",
            hint="remove the lot, or check the figures it was drawn on",
        )
