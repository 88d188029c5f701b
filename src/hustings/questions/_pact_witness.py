"""The papers that show a critical rate: one more or one fewer of them, and the count ends otherwise."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hustings.answer import Change, Witness
from hustings.errors import HustingsError
from hustings.mechanics.figures import number, papers
from hustings.mechanics.pact import Need, camps_of, need
from hustings.mechanics.table import Table, profile_of
from hustings.mechanics.witness import NONE, Move, changed, changes_of, outcome_of, proved
from hustings.paper import BLANK
from hustings.profile import Profile
from hustings.question import Case
from hustings.questions._pact_words import Judged


def witnesses(case: Case, of: Judged) -> tuple[Witness, ...]:
    """The fewest papers with which this election's outcome flips, or one paper that flips an assumed one."""
    if of.need is None:
        return ()
    held = case.papers
    if of.setting.known.table is not None and not of.setting.given and isinstance(held, Profile):
        moves = _moves(of, of.need)
        if not moves:
            return ()
        changes = changes_of(held, moves)
        return (_recounted(case, held, changes, _words(of, of.need, sum(one.papers for one in moves))),)
    return _of_assumed(case, of, of.need)


def _moves(of: Judged, found: Need) -> list[Move]:
    """Papers of the giver that would name the partner, or would no longer, the rival's left alone."""
    table, rival = of.setting.known.table, of.setting.pact.rival
    if table is None or not found.papers:
        return []
    row = table.papers[found.giver]
    now, to = row[found.taker], (found.giver, found.taker)
    if now >= found.papers:
        return [Move(papers=now - found.papers + 1, before=to, after=(found.giver, NONE))]
    wanted, moves = found.papers - now, []
    free = [NONE, *(at for at in range(len(row) - 1) if at not in (found.taker, rival))]
    for at in free:
        taken = min(wanted, row[at])
        wanted -= taken
        if taken:
            moves.append(Move(papers=taken, before=(found.giver, at), after=to))
    return moves


def _words(of: Judged, found: Need, moved: int) -> str:
    giver, taker = of.name[found.giver], of.name[found.taker]
    assert found.papers is not None and of.setting.known.table is not None
    more = of.setting.known.table.papers[found.giver][found.taker] < found.papers
    if more:
        return f"if {number(moved)} more of {giver}'s papers named {taker} second"
    return (
        f"if {papers(moved)} of {giver} that {'name' if moved > 1 else 'names'} {taker} second named nobody"
    )


def _recounted(
    case: Case, base: Profile, changes: tuple[Change, ...], words: str, own: bool = True
) -> Witness:
    """The changed papers counted by the rule, and the witness that says how that ended."""
    ended = outcome_of(case.rule, changed(base, changes), case.contest)
    made = Witness(
        words=words,
        changes=changes,
        elected=() if ended.level else ended.elected,
        level=ended.level,
        base=None if own else base,
    )
    return proved(made, case.rule, base, case.contest)


def _of_assumed(case: Case, of: Judged, found: Need) -> tuple[Witness, ...]:
    """Whole papers as assumed; one paper more for the partner flips it."""
    table = _assumed(of, found, 0)
    camps = camps_of(table)
    leak = camps.rows[found.giver][of.setting.pact.rival]
    exact = need(camps, replace(of.setting.pact, rates=(0, 0), leaks=(leak, leak)))
    if exact is None or not exact.papers:
        return ()
    base = profile_of(_assumed(of, found, exact.papers - 1))
    ids = of.setting.known.candidates
    giver, taker = ids[found.giver], ids[found.taker]
    change = Change(papers=1, before=(giver, BLANK), after=(giver, taker))
    words = (
        f"of papers as assumed, in whole numbers, if {number(exact.papers)} of the "
        f"{papers(table.first[found.giver])} of {of.name[found.giver]} name {of.name[found.taker]}, one more "
        f"than leaves {of.name[of.setting.pact.rival]} elected or level"
    )
    before = outcome_of(case.rule, base, case.contest)
    if ids[of.setting.pact.rival] not in (*before.elected, *before.level):
        raise HustingsError("a critical rate did not come out when papers were counted", found=words)
    return (_recounted(case, base, (change,), words, own=False),)


def _assumed(of: Judged, found: Need, named: int) -> Table:
    """The camps in whole papers, so many of the giver's naming the partner and the rest nobody.

    Shares of papers are rounded so that as many are needed as of exact shares.
    """
    setting, rival = of.setting, of.setting.pact.rival
    number = len(setting.known.candidates)
    leak = setting.pact.of(found.giver)[2] * setting.known.first[found.giver]
    rows = [[0] * number for _ in range(number)]
    if setting.known.table is not None:
        rows = [list(row[:-1]) for row in setting.known.table.papers]
    else:
        _share_out(of, found, rows, Fraction(leak))
    rows[found.giver] = [0] * number
    rows[found.giver][rival], rows[found.giver][found.taker] = int(leak // 1), named
    papers = tuple((*row, votes - sum(row)) for row, votes in zip(rows, setting.known.first, strict=True))
    return Table(candidates=setting.known.candidates, papers=papers)


def _share_out(of: Judged, found: Need, rows: list[list[int]], leak: Fraction) -> None:
    """Other eliminated candidates' papers for the partner and the rival, in whole numbers, into `rows`."""
    camps, rival = of.setting.camps, of.setting.pact.rival
    others = [at for at in range(len(rows)) if at not in (found.taker, found.giver, rival)]
    both = [
        sum((Fraction(camps.rows[at][to]) * camps.first[at] for at in others), Fraction(0))
        for to in (found.taker, rival)
    ]
    for_rival = (both[1] + leak) // 1 - leak // 1
    # As many papers are needed as of the exact shares where what is cut off both is in the rival's favour.
    down = (both[1] + leak) % 1 >= both[0] % 1
    for_taker = both[0] // 1 if down else -(-both[0] // 1)
    for to, wanted in ((found.taker, int(for_taker)), (rival, int(for_rival))):
        for at in others:
            taken = min(wanted, int(camps.first[at]) - sum(rows[at]))
            rows[at][to] += taken
            wanted -= taken
