"""An election without a poll: one person nominated is returned, and where there is nobody, nobody is.

Source: Local Authorities (Mayoral Elections) (England and Wales) Regulations 2007 Sch 1 r54(3); Greater
London Authority Elections Rules 2007 Sch 3 r57(3).
"""

from __future__ import annotations

from collections.abc import Iterator

from hustings.awaiting import fresh_election
from hustings.contest import Contest
from hustings.counting import Draw, Example, Papers, Rule, Stage
from hustings.errors import UsageError


def stages(papers: Papers, draw: Draw, contest: Contest) -> Iterator[Stage]:
    """Yield the one stage there is; no papers are looked at and no lot is drawn."""
    if len(papers.candidates) > 1:
        raise UsageError(
            "an election with more than one candidate is contested",
            found=f"{len(papers.candidates)} candidates",
            hint="choose --rule sv, or --rule simple-majority for two",
        )
    if not papers.candidates:
        yield Stage(step="nobody", votes={}, papers=0)
        raise fresh_election("nobody stands")
    yield Stage(step="uncontested", votes={}, papers=0, elected=papers.candidates)


RULE = Rule(
    key="uncontested",
    name="uncontested election",
    version=1,
    source="SI 2007/1024 Sch 1 r54(3)",
    elects="the only candidate, without a poll",
    ties="none can arise",
    arithmetic="none",
    cites={
        "uncontested": "SI 2007/1024 Sch 1 r54(3): the only person nominated is declared elected",
        "nobody": "no person is validly nominated: no result",
    },
    stages=stages,
    columns=1,
    example=Example(candidates=("a",), votes={}, ballots="preferences", elected=("a",)),
    family="plurality",
    reads=("preferences", "rankings", "totals"),
    known="excerpt",
)
