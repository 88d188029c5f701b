"""Tactics under rules of exclusions: coalitions by orders of exclusions, and paradoxes by recounting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hustings.answer import Answer, Finding, Witness
from hustings.mechanics.figures import papers
from hustings.mechanics.irv_clauses import CLAUSES
from hustings.mechanics.irv_margin import Fewest, Search, fewest
from hustings.mechanics.irv_order import Ranking
from hustings.mechanics.ranked_papers import Cast, cast_of, changes_of
from hustings.mechanics.tactics_ranked import RankedFind, paradoxes_ranked
from hustings.mechanics.unasked import duels_of
from hustings.mechanics.witness import changed, outcome_of, proved
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions import _tactics_duels
from hustings.questions._tactics_words import (
    Gain,
    Shown,
    answer_of,
    change_words,
    paradox_words,
)

NODES = 300
"""So many orders of exclusions are looked at for each candidate's coalition."""


def by_rankings(case: Case, whom: Sequence[str], likely: Sequence[str]) -> Answer:
    """The answer from rankings; `likely` is of second preferences only, and not asked here."""
    assert isinstance(case.papers, Profile)
    cast = cast_of(case.papers, CLAUSES[case.rule.key].handling)
    ids = case.papers.candidates
    winner = case.counted.winner
    gains = [_gain(case, cast, one) for one in (whom or [one for one in ids if one != winner])]
    duels = duels_of(cast.together(), len(ids))
    shown = [
        _tactics_duels.squeeze(case, duels, stands=True),
        _tactics_duels.loser(case, duels, stands=True),
        _spoiler(case),
        *_paradoxes(case, cast.papers),
    ]
    return answer_of(
        case,
        gains,
        shown,
        level="rankings",
        assumptions=(
            "A voter is known to prefer one candidate to another who ranks that one higher, or alone.",
            "Everybody else votes as before; rankings are counted as they stand.",
        ),
    )


def _gain(case: Case, cast: Cast, whom: str) -> Gain:
    """The smallest coalition that elects somebody without a lot."""
    clauses, ids = CLAUSES[case.rule.key], case.papers.candidates
    one, elected = ids.index(whom), ids.index(case.counted.winner)
    together = cast.together()
    may = {ranking: n for ranking, n in together.items() if _prefers(ranking, one, elected)}
    members = sum(may.values())
    search = Search(majority=clauses.majority, compares=clauses.compares, nodes=NODES, wanted=one, may=may)
    found = fewest(together, range(len(ids)), elected, search)
    # Where several go at once, a tie may be resolved without a lot: then fewer might do.
    least = found.least if clauses.singly else 1
    if found.most is None:
        return Gain(whom=whom, members=members, papers=None, least=members + 1 if found.none else least)
    witness = _proof(case, cast, found, whom, may)
    return Gain(
        whom=whom,
        members=members,
        papers=found.most if witness is not None else None,
        least=least if witness is not None else 1,
        witness=witness,
    )


def _prefers(ranking: Ranking, one: int, other: int) -> bool:
    return one in ranking and (other not in ranking or ranking.index(one) < ranking.index(other))


def _proof(case: Case, cast: Cast, found: Fewest, whom: str, may: Mapping[Ranking, int]) -> Witness | None:
    """The members' papers marked otherwise, counted again; None where a lot is needed after all."""
    changes = changes_of(cast, found.order, found.taken, found.put, "altered", may)
    outcome = outcome_of(case.rule, changed(cast.papers, changes), case.contest)
    if outcome.level or outcome.elected != (whom,):
        return None
    many = papers(sum(one.papers for one in changes))
    who = case.name(whom)
    words = f"{many} of voters who prefer {who} marked otherwise"
    witness = Witness(words=words, changes=changes, elected=(whom,), base=cast.papers if cast.made else None)
    return proved(witness, case.rule, cast.papers, case.contest)


def _spoiler(case: Case) -> Shown:
    """Somebody without whom another is elected, by the rankings as they stand."""
    ids = case.papers.candidates
    for at, id in enumerate(ids):
        if id == case.counted.winner or len(ids) < 3:
            continue
        then, witness = _tactics_duels.without_one(case, at)
        if then is not None and witness is not None:
            claim = f"without {case.name(id)}, {case.name(then)} is elected"
            return Shown(
                key="spoiler",
                found="found",
                elected=then,
                finding=Finding(claim=claim, holds="certain", who=(id, then)),
                witnesses=(witness,),
            )
    return Shown(key="spoiler", found="none")


def _paradoxes(case: Case, ready: Profile) -> list[Shown]:
    found = {
        one.paradox: one for one in paradoxes_ranked(case.rule, ready, case.contest, case.counted.winner)
    }
    return [
        _shown(case, ready, found[key]) if key in found else Shown(key=key, found="not found")
        for key in ("raised", "lowered", "stayed-home", "more-voters")
    ]


def _shown(case: Case, ready: Profile, find: RankedFind) -> Shown:
    after = find.changes[0].after
    second = case.name(after[0]) if find.paradox == "lowered" else ""
    if find.paradox == "more-voters":
        second = case.name(after[1])
    claim = paradox_words(case, find.paradox, find.papers, find.about, (find.elected,), second)
    witness = Witness(
        words=change_words(case, find.paradox, find.papers, find.about, second),
        changes=find.changes,
        elected=(find.elected,),
        base=None if ready is case.papers else ready,
    )
    return Shown(
        key=find.paradox,
        found="found",
        papers=find.papers,
        elected=find.elected,
        finding=Finding(claim=claim, holds="certain", who=(find.about,)),
        witnesses=(proved(witness, case.rule, ready, case.contest),),
    )
