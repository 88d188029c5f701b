"""What each rule does with papers: whom it elects on the marks made, and whom it may elect."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hustings import counting
from hustings.answer import Certainty
from hustings.mechanics.known import Known
from hustings.mechanics.table import greatest
from hustings.mechanics.unasked import (
    Cast,
    Duel,
    contingent_may_elect,
    duel_in,
    duels_of,
    exclusions_may_elect,
    points_may_elect,
)
from hustings.question import Case

Duels = Mapping[tuple[int, int], Duel]


@dataclass(frozen=True, kw_only=True)
class Other:
    """What one rule does: who is elected by the marks made (None: a lot, or not told), and who may be,
    whatever would have been marked further; `words` say what is not told, or how it is read."""

    key: str
    elected: int | None
    may: frozenset[int] | None
    words: str = ""

    @property
    def holds(self) -> Certainty | None:
        """Whether the one elected is elected whatever would have been marked further."""
        if self.elected is None or self.may is None:
            return None
        return "certain" if self.may == {self.elected} else "possible"


def duels_between(known: Known, cast: Cast | None) -> Duels:
    """Every duel, from papers or as far as totals tell."""
    people = range(len(known.candidates))
    if cast is not None:
        return duels_of(cast, len(known.candidates))
    return {(a, b): duel_in(known, a, b) for a in people for b in people if a != b}


def others(case: Case, known: Known, cast: Cast | None, duels: Duels) -> list[Other]:
    """What each rule does, the one in force among them."""
    return [
        _one_choice(case, known),
        _supplementary(case, known, duels),
        _contingent(case, known, cast, duels),
        _exclusions(case, known, cast),
        _duelling(known, duels, cast),
        _points(case, known, cast),
    ]


def _counted(case: Case, key: str) -> int | None:
    """Whom a rule elects on the marks made; nobody where a lot decides."""
    count = counting.count(case.rule_of(key), case.papers, (), case.contest)
    return None if count.awaiting else case.papers.candidates.index(count.winner)


def _one_choice(case: Case, known: Known) -> Other:
    best = frozenset(greatest(dict(enumerate(known.first))))
    return Other(
        key="simple-majority",
        elected=_only(best),
        may=best,
        words="only first preferences count",
    )


def _supplementary(case: Case, known: Known, duels: Duels) -> Other:
    people = known.remaining()
    over = [at for at in people if 2 * known.first[at] > known.valid]
    totals = known.totals()
    if over:
        return Other(key="sv", elected=over[0], may=frozenset(over), words="more than half at once")
    if totals is None:  # the second count is not told: whoever remains and cannot be beaten there
        if len(people) == 2:
            a, b = people
            people = tuple(
                at for at, other in ((a, b), (b, a)) if duels[at, other].most >= duels[other, at].least
            )
        words = "the second preferences counted are not told"
        return Other(key="sv", elected=_only(people), may=frozenset(people), words=words)
    best = frozenset(greatest(totals))
    return Other(key="sv", elected=_only(best), may=best, words="no third preference is ever looked at")


def _only(some: Collection[int]) -> int | None:
    return next(iter(some)) if len(some) == 1 else None


def _contingent(case: Case, known: Known, cast: Cast | None, duels: Duels) -> Other:
    may = contingent_may_elect(known.first, duels)
    if cast is not None:
        elected = _counted(case, "contingent")
    else:
        elected = _only(may)
        if elected is None and len(known.remaining()) == 2:
            a, b = known.remaining()
            ahead = [one for one, other in ((a, b), (b, a)) if duels[one, other].leads]
            elected = _only(ahead)
    return Other(key="contingent", elected=elected, may=may, words="further preferences count")


def _exclusions(case: Case, known: Known, cast: Cast | None) -> Other:
    over = [at for at, votes in enumerate(known.first) if 2 * votes > known.valid]
    if cast is None:
        if over:
            return Other(key="av", elected=over[0], may=frozenset(over))
        low = [at for at, votes in enumerate(known.first) if votes == min(known.first)]
        out = low if len(low) == 1 and len(known.first) > 2 else []
        may = frozenset(range(len(known.first))) - frozenset(out)
        return Other(key="av", elected=None, may=may, words="totals do not tell")
    may, whole = exclusions_may_elect(cast, len(known.first))
    words = "papers without a further mark may fall otherwise in every round"
    if not whole:
        words += "; not every order of exclusions was looked at"
    return Other(key="av", elected=_counted(case, "av"), may=may, words=words)


def _duelling(known: Known, duels: Duels, cast: Cast | None) -> Other:
    people = range(len(known.first))
    ahead = [a for a in people if all(duels[a, b].leads for b in people if b != a)]
    may = frozenset(a for a in people if all(duels[a, b].beats is not False for b in people if b != a))
    words = "nobody beats everybody on the marks made" if not ahead and cast is not None else ""
    if not may:
        words = "nobody can beat everybody, whatever would have been marked further"
    return Other(key="condorcet", elected=_only(ahead), may=may, words=words)


def _points(case: Case, known: Known, cast: Cast | None) -> Other:
    if cast is None:
        return Other(key="borda", elected=None, may=None, words="totals do not tell")
    return Other(
        key="borda",
        elected=_counted(case, "borda"),
        may=points_may_elect(cast, len(known.first)),
        words=case.rule_of("borda").clauses["points"],
    )
