"""A simulation on a terminal: how often each is elected, lots, who led and lost, who beats all others."""

from __future__ import annotations

from collections.abc import Iterator

from hustings.reports._figures import clean
from hustings.reports._lines import BOLD, DIM, WIDTH, Line, Row, columns, plain_text, told, wrapped
from hustings.simulation import REAL, Simulation

SHOWN = 12
"""So many candidates are shown unless all are asked for, those elected most often first."""


def text(of: Simulation, *, every: bool = False) -> str:
    """The simulation as plain text, every line at most 80 columns."""
    return plain_text(lines(of, every))


def lines(of: Simulation, every: bool) -> Iterator[Line]:
    """What is shown, line by line; `every` leaves nobody out."""
    for line in wrapped(_title(of), WIDTH):
        yield Line(text=line, style=BOLD)
    for line in wrapped(_how(of), WIDTH):
        yield Line(text=line)
    yield Line(text="")
    yield from _table(of, every)
    yield Line(text="")
    yield from told("Lots", [_lots(of)])
    yield from told("First count", _first_count(of))
    yield from told("Papers", _papers(of))
    yield from told("Two by two", _duels(of))
    yield from told("Spoilers", _spoilers(of))
    yield from told("Chance", [_chance(of)], style=DIM)
    yield from told("Sources", _sources(of), style=DIM)


def percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal; a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def _title(of: Simulation) -> str:
    elections = f"{of.elections:,} elections" if of.elections > 1 else "1 election"
    seats = f", {of.seats} seats" if of.seats > 1 else ""
    return f"{elections} of {len(of.candidates)} candidates{seats}: {of.culture.name}, {of.rule.name}"


def _how(of: Simulation) -> str:
    settings = ", ".join(f"{name} {value}" for name, value in sorted(of.settings.items()) if value)
    around = f", around {clean(of.around)}" if of.around else ""
    habits = f"; papers are filled as in {clean(of.habits.source)}" if of.habits else ""
    voters = f"{of.voters:,} {'voter' if of.voters == 1 else 'voters'}"
    return (
        f"{voters} each{around}{f'; {settings}' if settings else ''}{habits}. "
        f"Drawn: {of.drawn}. Seed {of.seed}."
    )


def _table(of: Simulation, every: bool) -> Iterator[Line]:
    ranked = sorted(zip(of.candidates, of.won, strict=True), key=lambda one: -one[1])
    shown = ranked if every or len(ranked) <= SHOWN else ranked[:SHOWN]
    rows = [
        Row(rank="", name=clean(name), figures=(f"{won:,}", percent(won, of.elections)))
        for name, won in shown
    ]
    rest = ranked[len(shown) :]
    if rest:
        won = sum(many for _, many in rest)
        rows.append(Row(rank="", name=f"{len(rest)} more", figures=(f"{won:,}", percent(won, of.elections))))
    yield from columns((("", "elected"), ("", "share")), rows)


def _lots(of: Simulation) -> str:
    if not of.lots:
        return "No election waits for a lot."
    wait = "election waits" if of.lots == 1 else "elections wait"
    return f"{of.lots:,} {wait} for a lot ({percent(of.lots, of.elections)}): won by nobody here."


def _first_count(of: Simulation) -> Iterator[str]:
    """Where winners stood on first preferences, beside real elections under the supplementary vote."""
    if not of.places:
        return
    names = ("first", "second", "third")
    told_of = [
        f"{names[at] if at < 3 else f'{at + 1}th'} in {many:,} ({percent(many, of.decided)})"
        for at, many in enumerate(of.places)
        if many or at < 2
    ]
    yield f"The winner was on first preferences {', '.join(told_of)}."
    if of.level_leads:
        yield f"Several led level in {of.level_leads:,}."
    if of.majorities is not None:
        yield f"{of.majorities:,} ({percent(of.majorities, of.elections)}) were decided there."
        cuts = "election" if of.level_cuts == 1 else "elections"
        yield (
            f"In {of.level_cuts:,} {cuts} others were level with the second: more than two remain there, "
            "unless somebody has more than half."
        )
        yield f"To compare: the second won {REAL[0]} of {REAL[1]} real ones ({percent(*REAL)})."


def _papers(of: Simulation) -> Iterator[str]:
    if of.ineffective is not None:
        share = percent(of.ineffective, of.elections * of.voters)
        yield f"{share} of all papers are ineffective: in the total of nobody who remained."


def _duels(of: Simulation) -> Iterator[str]:
    if of.duels is None:
        return
    duels = of.duels
    share = percent(duels.winners, of.elections)
    yield f"Somebody beats each other candidate in {duels.winners:,} ({share})."
    yield (
        f"That one is elected in {duels.elected:,} of the {duels.decided:,} of these without a lot "
        f"({percent(duels.elected, duels.decided)}: the Condorcet efficiency)."
    )


def _spoilers(of: Simulation) -> Iterator[str]:
    if of.spoiled is not None:
        yield (
            f"In {of.spoiled:,} of {of.decided:,} without a lot ({percent(of.spoiled, of.decided)}) somebody "
            "who is not elected decides by standing who is."
        )


def _chance(of: Simulation) -> str:
    return (
        f"Shares of so many elections vary by chance by up to {98 / of.elections**0.5:.1f} points either "
        "way (95%)."
    )


def _sources(of: Simulation) -> Iterator[str]:
    yield f"Culture: {of.culture.source}. Rule: {of.rule.source}."
    if of.majorities is not None:
        yield "Real elections: Make Votes Matter, 24 November 2021 (217 in England and Wales)."
