"""Makes what the pages show of elections that come along: pictures of answers, a page to try changes on."""

from __future__ import annotations

from pathlib import Path

from hustings import desk, elections
from hustings.answer import Answer
from hustings.contest import Candidate, Contest
from hustings.mechanics.table import Table, profile_of
from hustings.pictures._picture import Width
from hustings.returns import Reading, Returns, Statement

ELECTION = "tower-hamlets-2010"
WIDTHS: tuple[Width, ...] = ("wide", "narrow")


def write(docs: Path) -> None:
    """Put everything where the pages look for it; what has not changed is not touched."""
    for name, text in made().items():
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")


def made() -> dict[str, str]:
    """Every file by its name in the documentation's folder."""
    page = desk.render(desk.explore(elections.path(ELECTION)), "html").decode()
    return {
        f"live/{ELECTION}-what-if.html": page,
        **{
            f"live/{picture}-{width}.svg": desk.draw(answer, picture, width)
            for picture, answer in (("pact-grid", _three()), ("pact-splits", _four()))
            for width in WIDTHS
        },
    }


def _people(*names: str) -> Contest:
    """A contest of these people, their initials as ids."""
    return Contest(
        title="Sample", candidates=tuple(Candidate(id=name[0].lower(), name=name) for name in names)
    )


def _three() -> Answer:
    """The three of the page's example, 34, 26 and 40 first preferences, and an exchange of a fifth."""
    first = Statement(area="", stage="first", first={"a": 34, "b": 26, "c": 40})
    reading = Reading(
        contest=_people("Ann Archer", "Bert Fry", "Clarrie Grundy"),
        papers=Returns(candidates=("a", "b", "c"), areas=("",), statements=(first,)),
    )
    return desk.ask("pact", reading, rule="sv", between=["a", "b"], rate="20%")


def _four() -> Answer:
    """The four of the page's example in which neither partner remains."""
    papers = profile_of(Table.of("abcd", {"ab": 23, "ba": 22, "c": 30, "d": 25}))
    reading = Reading(contest=_people("A", "B", "C", "D"), papers=papers)
    return desk.ask("pact", reading, rule="sv", between=["a", "b"], against="c")
