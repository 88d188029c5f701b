"""A count: a pure function of what is known. It ends with a result, or with the one thing it waits for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from hustings.awaiting import Awaited, Awaiting
from hustings.contest import Candidate, Contest
from hustings.errors import InputError, TieUndecided, UsageError
from hustings.paper import Ballots, Vote
from hustings.profile import Profile, Seconds, Transfer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal[Ballots, "totals", "duels", "rounds"]
"""What a rule may count: four kinds of ballot paper, declared totals, a pairwise table, two rounds."""

P = TypeVar("P")

Number = int | Fraction
"""What a vote may be worth: a whole number, or an exact fraction where papers are transferred at a value."""


class Papers(Protocol):
    """What a rule asks of the papers; a profile, declared returns and a pairwise table all answer.

    What the papers do not tell raises UsageError; what is not known yet raises Awaiting.
    """

    @property
    def candidates(self) -> tuple[str, ...]:
        """Candidates' ids in ballot-paper order."""

    @property
    def kind(self) -> Kind:
        """What these papers are."""

    def first_preferences(self) -> dict[str, int]:
        """Valid first preferences of every candidate."""

    def second_preferences(self, remaining: Collection[str]) -> Seconds:
        """Second preferences of those eliminated, for those remaining."""

    def pairwise(self) -> NDArray[np.int64]:
        """How many papers rank each candidate (row) above each other one (column)."""


class Draw(Protocol):
    """A recorded lot between those who are equal; raises Awaiting while nobody has drawn it.

    `step` is the lot's key, once in a count ("lot", "exclusion-4"); `drawn` says what becomes of the one who
    is drawn, to complete the sentence "the one drawn ...", and is empty where equal totals elect that one.
    """

    def __call__(self, between: Collection[str], step: str, drawn: str = "") -> str:
        """Who was drawn."""


@dataclass(frozen=True, kw_only=True)
class Equality:
    """How one equality was resolved: between whom, in whose favour or against whom, by what comparison.

    `by` is "lot" or the comparison the rule made ("earlier stage", "first preferences" ...), `at` the stage
    that was looked at, counted from 1, or 0.
    """

    between: tuple[str, ...]
    chosen: str
    by: str
    at: int = 0


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One step of a count. Where papers are counted out, it is a ledger: votes and accounts add to `papers`.

    `holds` says what the figures are: a `ledger` of votes; `points` that do not add up to papers (Borda,
    approvals, scores); `duels` between two candidates each; `seats` won by lists, where `votes` are the
    quotients or remainders that compete for the seat, `whose` the lists that take it, `seats` all after it.

    `votes` are each candidate's figures after the step, `added` their change, `accounts` the papers (at their
    value) that left the count by name (`no_further_preference`, `rounding` ...; a negative `gap` is a
    published figure that does not close). `held` is how many papers each candidate holds where a paper may be
    worth less than a vote; of averages, how many score each. `quota` are the votes that elect, or suffice.
    `looked_at` is how many papers were looked at for a second preference; in majority judgment, how many
    middle grades the step takes from each candidate. `whose` are the candidates whose papers the step moves,
    `eliminated` who is excluded at it, `elected` who is elected at it (`filled` are those of them elected
    only because as many remained as places), `remaining` who is still in the contest after it.
    `transfers` and `sources` say from whom, where that is known. `equalities` are those resolved to take the
    step. `readings` counts the papers that each reading of doubtful ranks touched, on the first stage only.
    `duels` are pairwise figures (row, column), `order` is a ranking the step arrives at, best first, `seats`
    are seats held after it.
    """

    step: str
    votes: Mapping[str, Number]
    papers: int
    holds: Literal["ledger", "points", "duels", "seats"] = "ledger"
    added: Mapping[str, Number] = field(default_factory=dict)
    accounts: Mapping[str, Number] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    quota: Fraction | None = None
    looked_at: int = 0
    whose: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    elected: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    sources: Mapping[tuple[str, str], Number] = field(default_factory=dict)
    equalities: tuple[Equality, ...] = ()
    readings: Mapping[str, int] = field(default_factory=dict)
    duels: Mapping[tuple[str, str], Number] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    seats: Mapping[str, int] = field(default_factory=dict)

    @property
    def balances(self) -> bool:
        """Whether every paper is somewhere; figures that are no ledger cannot fail to."""
        if self.holds != "ledger":
            return True
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
class Example:
    """A small election that shows a rule: how many papers carry each vote, and who is elected.

    `constituencies` are the seats that each list won elsewhere, where a rule counts them; `second` are the
    votes of a second round, where a rule counts two.
    """

    candidates: tuple[str, ...]
    votes: Mapping[Vote, int]
    elected: tuple[str, ...]
    ballots: Ballots = "rankings"
    seats: int = 1
    constituencies: Mapping[str, int] = field(default_factory=dict)
    second: Mapping[str, int] = field(default_factory=dict)


Stages = Callable[[Papers, Draw, Contest], Iterator[Stage]]
"""How a rule counts: from papers, the recorded lots and the contest to its stages, one after another."""

Known = Literal["read", "excerpt", "not read"]
"""How the text of a rule is known: whole, in part, or not."""

Family = Literal["plurality", "preferences", "condorcet", "stv", "rated", "lists"]
"""The families under which rules are listed: one choice (or two columns), rankings with one winner, duels,
the single transferable vote, ratings and approvals, lists of parties."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A method of counting: `stages` yields the steps, everything else says what it is.

    `version` changes only when the counting does; `cites` maps each step to the text it follows when no
    regime says more; `elects`, `arithmetic` and `ties` are one sentence each. `reads` are the kinds of papers
    it counts; `columns` is how many columns its ballot paper has, 0 where candidates are ranked or rated.
    `fills` says whether it elects one person or as many as there are seats. `known` says how its text is
    known: "read" whole, an "excerpt" of it, or "not read". `clauses` names what the rule is composed of
    (quota, surplus, equality, over-marked ranks ...), a sentence each. `checked` says by which published
    counts or worked examples it is checked, `also` by what other words people ask for it.
    """

    key: str
    name: str
    version: int
    source: str
    elects: str
    ties: str
    arithmetic: str
    cites: Mapping[str, str]
    stages: Stages
    family: Family = "preferences"
    reads: tuple[Kind, ...] = ("rankings", "preferences")
    fills: Literal["one", "seats"] = "one"
    columns: int = 0
    known: Known = "not read"
    clauses: Mapping[str, str] = field(default_factory=dict)
    example: Example | None = None
    checked: str = ""
    also: tuple[str, ...] = ()


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


def count(rule: Rule, papers: Papers, lots: Sequence[Lot] = (), contest: Contest | None = None) -> Count:
    """Count papers by a rule, with the lots drawn so far; without a contest, for one seat.

    Raises UsageError for papers that the rule does not read and seats that it does not fill, InputError for a
    lot between the wrong people and for one that decides no equality.

    >>> from hustings.rules.supplementary_vote import RULE
    >>> count(RULE, Profile.of("abc", {("a", "-"): 51, ("b", "-"): 30, ("c", "-"): 19})).winner
    'a'
    """
    contest = contest or _nameless(papers.candidates)
    refuse(rule, papers, contest)
    used: list[Lot] = []
    stages: list[Stage] = []
    awaited = None
    try:
        for stage in rule.stages(in_its_columns(rule, papers), _recorded(lots, used, papers), contest):
            stages.append(stage)
    except Awaiting as pause:
        awaited = pause.awaited
    _refuse_idle_lots(lots, used, settled=awaited is None or awaited.what == "lot")
    return Count(stages=tuple(stages), awaiting=awaited)


def _recorded(lots: Sequence[Lot], used: list[Lot], papers: Papers) -> Draw:
    """The draw of a count, from the lots recorded so far; those that decide go into `used`."""

    def draw(between: Collection[str], step: str, drawn: str = "") -> str:
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
                drawn=drawn,
            )
        )

    return draw


def _nameless(candidates: Sequence[str]) -> Contest:
    return Contest(title="", candidates=tuple(Candidate(id=id, name=id) for id in candidates))


def in_its_columns(rule: Rule, papers: P) -> P | Profile:
    """Rankings as the columns of a rule whose ballot paper has columns; all other papers as they are."""
    if rule.columns and isinstance(papers, Profile) and papers.ballots == "rankings":
        return papers.in_columns(rule.columns)
    return papers


def refuse(rule: Rule, papers: Papers, contest: Contest) -> None:
    """Refuse papers that a rule does not read, and more seats than it fills or candidates stand."""
    if papers.kind not in rule.reads:
        raise UsageError(
            f"this rule does not read {WORDS[papers.kind]}",
            found=f"{WORDS[papers.kind]}, and the rule {rule.key}",
            expected=" or ".join(WORDS[one] for one in rule.reads),
            hint="hustings rules list says which rules read what",
        )
    if contest.seats > 1 and rule.fills == "one":
        raise InputError(
            "this rule elects one person",
            where="seats",
            found=f"{contest.seats} seats, and the rule {rule.key}",
            expected="1 seat",
            hint="say --seats 1, or choose a rule that fills several (hustings rules list)",
        )
    if contest.seats > len(papers.candidates) > 0 and rule.family != "lists":
        raise InputError(
            "there are more seats than candidates",
            where="seats",
            found=f"{contest.seats} seats, {len(papers.candidates)} candidates",
            expected="at most as many seats as candidates",
            hint="correct seats; where no more stand than seats, there is nothing to count",
        )


WORDS: Mapping[Kind, str] = {
    "preferences": "papers of one or two columns",
    "rankings": "rankings",
    "scores": "scores",
    "approvals": "approvals",
    "totals": "declared totals",
    "duels": "a pairwise table",
    "rounds": "two rounds of voting",
}


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
