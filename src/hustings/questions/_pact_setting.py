"""What a pact is asked about: who, at which rates, and what is known or assumed of everybody's papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.errors import InputError, UsageError
from hustings.mechanics.feasible import span
from hustings.mechanics.figures import share_of as rate_of
from hustings.mechanics.known import Known
from hustings.mechanics.pact import Camps, Number, Pact, camps_of
from hustings.mechanics.pact_maps import Build
from hustings.mechanics.table import who_remain
from hustings.question import Case

Share = Fraction | None


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A pact and the election it is asked of; candidates are positions of `known.candidates`.

    `pact` has the rates asked about, `marked` those of the papers themselves (None where they are not told).
    `words` say where the rates are from. `build` makes camps of first preferences; in `either` others' papers
    name each partner as where that one alone remains.
    """

    known: Known
    pact: Pact
    marked: Pact | None
    build: Build
    either: Camps
    names: tuple[str, ...]
    words: str
    assumptions: tuple[str, ...]

    @property
    def given(self) -> bool:
        """Whether other rates than those of the papers are asked about."""
        return self.words != "as marked"

    @property
    def camps(self) -> Camps:
        """First preferences as they are."""
        return self.build(self.known.first)


def setting_of(
    case: Case,
    between: Sequence[str],
    against: str | None,
    rate: Share,
    leak: Share,
    others: Share,
    others_against: Share,
) -> Setting:
    """The setting that the options ask for; raises UsageError and InputError for what makes none."""
    known = case.need("firsts", "counted", "marked", "table", file="give declared totals, or papers")
    a, b, c = _who(case, known, between, against)
    names = tuple(case.name(at) for at in range(len(known.candidates)))
    who = (names[a], names[b], names[c])
    if known.table is not None:
        if others is not None or others_against is not None:
            raise UsageError(
                "what other voters marked is known and need not be assumed",
                where="--others",
                found="the first-by-second table",
                hint="leave --others and --others-against out",
            )
        camps = camps_of(known.table)
        return _of_table(known, camps, (a, b, c), who, names, rate, leak)
    return _of_totals(known, (a, b, c), names, rate, leak, others, others_against)


def _who(case: Case, known: Known, between: Sequence[str], against: str | None) -> tuple[int, int, int]:
    """Positions of the partners and the rival, where nobody else is said the strongest other candidate."""
    place = {id: at for at, id in enumerate(known.candidates)}
    if len(between) != 2:
        raise UsageError(
            "a pact is between two candidates",
            where="--between",
            found=f"{len(between)} given",
            expected="two",
            hint="say --between twice, with one name each",
        )
    a, b = (place[one] for one in between)
    if a == b:
        raise InputError(
            "a pact with oneself is none",
            where="--between",
            found=case.name(a),
            expected="two different candidates",
        )
    others = [at for at in range(len(known.candidates)) if at not in (a, b)]
    if not others:
        raise UsageError(
            "a pact needs a third candidate to be against",
            found=f"{len(known.candidates)} candidates",
            expected="three or more",
        )
    c = max(others, key=lambda at: (known.first[at], -at)) if against is None else place[against]
    if c in (a, b):
        raise InputError(
            "a pact is against somebody else",
            where="--against",
            found=case.name(c),
            expected="a candidate who is not part of the pact",
        )
    return a, b, c


def _of_table(
    known: Known,
    camps: Camps,
    people: tuple[int, int, int],
    who: tuple[str, str, str],
    names: tuple[str, ...],
    rate: Share,
    leak: Share,
) -> Setting:
    """Rates as the papers have them, where no others are asked about."""
    a, b, c = people
    marked = Pact(
        partners=(a, b),
        rival=c,
        rates=(camps.rows[a][b], camps.rows[b][a]),
        leaks=(camps.rows[a][c], camps.rows[b][c]),
    )
    rates: tuple[Number, Number] = marked.rates if rate is None else (rate, rate)
    leaks: tuple[Number, Number] = marked.leaks if leak is None else (leak, leak)
    assumptions = []
    if rate is not None and leak is None:
        # Who now names the partner may be someone who named the rival, where nobody else is left.
        leaks = min(leaks[0], 1 - rate), min(leaks[1], 1 - rate)
        assumptions.append(
            f"as many papers name {who[2]} second as were marked so, as far as {rate_of(rate)} for the "
            "partner leave room"
        )
    for one, other, giver in zip(rates, leaks, who, strict=False):
        _refuse_more_than_all(one, other, giver)
    if rate is not None or leak is not None:
        assumptions.append("what else the partners' papers say keeps its proportions")
    return Setting(
        known=known,
        pact=Pact(partners=(a, b), rival=c, rates=rates, leaks=leaks),
        marked=marked,
        build=lambda first: Camps(first=tuple(first), rows=camps.rows),
        either=camps,
        names=names,
        words="as asked" if rate is not None or leak is not None else "as marked",
        assumptions=tuple(assumptions),
    )


def _refuse_more_than_all(rate: Number, leak: Number, giver: str) -> None:
    if rate + leak > 1:
        raise InputError(
            "rate and leak together are more than all papers",
            where="--rate, --leak",
            found=f"{rate_of(rate)} and {rate_of(leak)} of the papers of {giver}",
            expected="at most 100% together",
        )


def _of_totals(
    known: Known,
    people: tuple[int, int, int],
    names: tuple[str, ...],
    rate: Share,
    leak: Share,
    others: Share,
    others_against: Share,
) -> Setting:
    """Rates as they are said, else the whole exchange that the claim is about; others as said or assumed."""
    a, b, c = people
    rival = names[c]
    words = "as assumed" if rate is None and leak is None else "as asked"
    leak = Fraction(0) if leak is None else leak
    assumptions = []
    if rate is None:
        rate = 1 - leak
        assumptions.append(
            f"{rate_of(rate)} of the eliminated partner's papers name the other partner: "
            "what they did say is not published"
        )
    _refuse_more_than_all(rate, leak, f"{names[a]} and {names[b]}")
    assumptions.append(f"{rate_of(leak)} of the eliminated partner's papers name {rival}")
    to_partner, to_rival, why = _others(known, people, others, others_against)
    if len(names) > 3:
        assumptions.append(
            f"of the other eliminated candidates' papers {rate_of(to_partner)} name the partner who "
            f"remains and {rate_of(to_rival)} {rival}{why}"
        )
    return Setting(
        known=known,
        pact=Pact(partners=(a, b), rival=c, rates=(rate, rate), leaks=(leak, leak)),
        marked=None,
        build=_builder(len(names), people, to_partner, to_rival),
        either=_either(known, people, to_partner, to_rival),
        names=names,
        words=words,
        assumptions=tuple(assumptions),
    )


def _others(
    known: Known, people: tuple[int, int, int], others: Share, others_against: Share
) -> tuple[Fraction, Fraction, str]:
    """What share of the other eliminated candidates' papers names the partner and the rival, and why."""
    a, b, c = people
    if others is not None or others_against is not None:
        to_partner, to_rival = others or Fraction(0), others_against or Fraction(0)
        if to_partner + to_rival > 1:
            raise InputError(
                "the shares of the others' papers are more than all",
                where="--others, --others-against",
                found=f"{rate_of(to_partner)} and {rate_of(to_rival)}",
                expected="at most 100% together",
            )
        return to_partner, to_rival, ""
    final = _final(known, (a, b), c)
    if final is not None and known.counted is not None:
        out = known.valid - sum(known.first[at] for at in final)
        if out:
            shares = [Fraction(known.counted[at], out) for at in final]
            return shares[0], shares[1], ", as of all eliminated candidates' papers together"
    return Fraction(0), Fraction(0), ", as if none counted"


def _final(known: Known, partners: tuple[int, int], rival: int) -> tuple[int, int] | None:
    """The one partner who remains against the rival alone, and the rival; None where it is not so."""
    remaining = known.remaining()
    staying = [at for at in partners if at in remaining]
    return (staying[0], rival) if len(staying) == 1 and set(remaining) == {staying[0], rival} else None


def _builder(number: int, people: tuple[int, int, int], to_partner: Fraction, to_rival: Fraction) -> Build:
    """Camps in which other candidates' papers name whichever partner remains; both share where both do."""
    a, b, c = people

    def build(first: Sequence[Number]) -> Camps:
        remaining = who_remain(first)
        staying = [at for at in (a, b) if at in remaining]
        row: list[Number] = [Fraction(0)] * (number + 1)
        for at in staying:
            row[at] = to_partner / len(staying)
        row[c] = to_rival
        row[-1] = 1 - sum(row)
        nobody = (*[Fraction(0)] * number, Fraction(1))
        rows = tuple(nobody if at in people else tuple(row) for at in range(number))
        return Camps(first=tuple(first), rows=rows)

    return build


def _either(known: Known, people: tuple[int, int, int], to_partner: Fraction, to_rival: Fraction) -> Camps:
    """Camps in which other candidates' papers name each partner alike, whoever remains."""
    number = len(known.first)
    to = {people[0]: to_partner, people[1]: to_partner, people[2]: to_rival}
    row = (*(to.get(at, Fraction(0)) for at in range(number)), Fraction(0))
    nobody = (*[Fraction(0)] * number, Fraction(1))
    return Camps(first=known.first, rows=tuple(nobody if at in people else row for at in range(number)))


def net_of_others(setting: Setting, taker: int, giver: int) -> tuple[Number, Number]:
    """By how many votes others' papers favour the rival over the partner who remains: at least, at most.

    Whatever is not published may be anything that fits: first preferences alone leave all of them open;
    second preferences counted bind them to what the giver's papers cannot have brought.
    """
    known, rival = setting.known, setting.pact.rival
    others = [at for at in range(len(known.first)) if at not in (taker, giver, rival)]
    papers = sum(known.first[at] for at in others)
    if known.table is not None:
        cells = [known.table.papers[at] for at in others]
        exact = sum(row[rival] - row[taker] for row in cells)
        return exact, exact
    if known.marked is not None and papers:
        weights = {(at, rival): 1 for at in others} | {(at, taker): -1 for at in others}
        found = span(known, weights)
        return found.least, found.most
    if known.counted is None or set(known.counted) != {taker, rival}:
        return -papers, papers
    held = known.first[giver]
    for_taker, for_rival = known.counted[taker], known.counted[rival]
    return -_most_net(for_taker, for_rival, papers, held), _most_net(for_rival, for_taker, papers, held)


def _most_net(wanted: int, other: int, papers: int, held: int) -> int:
    """The most by which `papers` can favour `wanted`, where `held` more may have brought the rest of both."""
    most = min(wanted, papers)
    return most - max(0, wanted + other - held - most)
