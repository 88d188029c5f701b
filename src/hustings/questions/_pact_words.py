"""What becomes of a pact, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hustings.answer import Certainty, Finding
from hustings.mechanics.figures import listed, number
from hustings.mechanics.figures import share_of as rate_of
from hustings.mechanics.pact import (
    Ending,
    Mode,
    Need,
    Number,
    Pact,
    critical_rho,
    ending,
    failure,
    lost,
    need,
    under,
)
from hustings.questions._pact_setting import Setting, net_of_others

Verdict = Literal["holds", "fails", "lot", "idle"]
"""The rival is kept out by it; is elected in spite of it; a lot decides; or it makes no difference."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A pact at the rates asked about: how the count ends, why the rival wins, what is needed."""

    setting: Setting
    ended: Ending
    mode: Mode | None
    need: Need | None
    verdict: Verdict

    @property
    def name(self) -> tuple[str, ...]:
        """Names by position."""
        return self.setting.names


def judged(setting: Setting) -> Judged:
    """The pact at its rates, beside the same papers with no exchange at all."""
    camps, pact = setting.camps, setting.pact
    ended = ending(under(camps, pact))
    alone = ending(under(camps, pact.at(0)))
    verdict: Verdict = "fails"
    if pact.rival not in ended.winners:
        verdict = "holds" if pact.rival in alone.winners else "idle"
    elif len(ended.winners) > 1:
        verdict = "lot"
    return Judged(
        setting=setting,
        ended=ended,
        mode=failure(camps, pact),
        need=need(camps, pact),
        verdict=verdict,
    )


def sentence(of: Judged) -> str:
    """The answer in one sentence, and what it hangs on where not all is published."""
    told = _sentence(of)
    return (
        told if sure(of) else f"{told} What other voters marked, which is not published, could change that."
    )


def sure(of: Judged) -> bool:
    """Whether the answer stands whatever is not known of other voters' papers."""
    alone = of.verdict == "idle" and elected(of, of.setting.pact.at(0)) != "impossible"
    return elected(of, of.setting.pact) != "possible" and not alone


def _sentence(of: Judged) -> str:
    pact, name, first = of.setting.pact, of.name, of.setting.known.first
    a, b = (name[at] for at in pact.partners)
    rival, valid = name[pact.rival], of.setting.known.valid
    if not valid:
        return "The pact does not matter: there is no valid paper."
    if of.mode == "half":
        end = "a lot at best" if 2 * first[pact.rival] == valid else "no exchange could stop that"
        return (
            f"The pact fails: {rival} has {number(first[pact.rival])} of {number(valid)} first preferences, "
            f"half or more, and {end}."
        )
    over = [at for at, votes in enumerate(first) if 2 * votes > valid]
    if over and over[0] != pact.rival:
        return (
            f"The pact does not matter: {name[over[0]]} has {number(first[over[0]])} of {number(valid)} "
            "first preferences, more than half, so that no second preference is counted."
        )
    if pact.rival not in of.ended.remaining:
        return (
            f"The pact does not matter: {rival} is not among the two highest on first preferences, so "
            f"that no second preference can elect {rival}."
        )
    if of.need is not None:
        return _of_final(of, of.need)
    return _of_no_exchange(of, a, b, rival)


def _of_no_exchange(of: Judged, a: str, b: str, rival: str) -> str:
    """Where nobody looks at what one partner's papers say of the other."""
    pact = of.setting.pact
    staying = [at for at in pact.partners if at in of.ended.remaining]
    if staying:
        why = (
            f"{listed([of.name[at] for at in of.ended.remaining])} are level at the cut and all remain, so "
            f"that {a} and {b} exchange nothing"
        )
    else:
        why = (
            f"neither {a} nor {b} is among those who remain, so that nobody looks at their second "
            "preferences for each other"
        )
    if of.verdict == "lot":
        level = listed([of.name[at] for at in of.ended.winners])
        return f"The pact hangs on a lot: {why}, and {level} have equal totals."
    if of.verdict == "fails":
        return f"The pact fails: {why}, and {rival} is elected."
    return f"The pact does not matter: {why}, and {rival} is not elected."


def _of_final(of: Judged, found: Need) -> str:
    """Where one partner remains against the rival and the other's papers are looked at."""
    pact = of.setting.pact
    taker, giver, rival = of.name[found.taker], of.name[found.giver], of.name[pact.rival]
    held = of.setting.known.first[found.giver]
    _, rate, _ = pact.of(found.giver)
    told = f"{rate_of(rate)} of {giver}'s papers name {taker}"
    if of.verdict == "idle":
        return (
            f"The pact does not matter: {rival} is behind without any second preference from {giver}'s "
            f"voters for {taker}."
        )
    if found.papers is None and of.verdict == "holds":  # no whole number of so few papers is just enough
        needed = f"more than {rate_of(found.rate or 0)}"
        return f"The pact holds: {told}, and {needed} are needed to keep {rival} out."
    if found.papers is None:
        leak = pact.of(found.giver)[2]
        whole = f"even if all {number(held)} papers of {giver} named {taker}, {rival} would not be kept out"
        if of.mode != "others":
            whole = f"{told}, {rate_of(leak)} name {rival}, and the rest would not keep {rival} out"
        return f"The pact {'hangs on a lot' if of.verdict == 'lot' else 'fails'}: {whole}."
    needed = f"{number(found.papers)} of {number(held)}, more than {rate_of(found.rate or 0)}"
    out = f"needed to keep {rival} out"
    if of.verdict == "lot":
        told = f"The pact hangs on a lot: {told}, and {needed}, would be {out} for certain"
    elif of.verdict == "fails":
        told = f"The pact fails: {told}, and {needed}, would be {out}"
    elif of.setting.words == "as assumed":
        told = f"The pact holds if {told}: {needed}, are {out}"
    else:
        told = f"The pact holds: {told}, and {needed}, are {out}"
    return f"{told}{_with_leak(of, found)}."


def _with_leak(of: Judged, found: Need) -> str:
    """What the papers needed rest on, where fewer are taken to name the rival than do."""
    leak, marked = of.setting.pact.of(found.giver)[2], of.setting.marked
    if marked is None or marked.of(found.giver)[2] == leak:
        return ""
    does = rate_of(marked.of(found.giver)[2])
    return f", if {rate_of(leak)} of them name {of.name[of.setting.pact.rival]} instead of the {does} that do"


def findings(of: Judged) -> tuple[Finding, ...]:
    """The rival's election, then each of the six ways to fail: it does, it may, it cannot."""
    setting, pact = of.setting, of.setting.pact
    rival = setting.known.candidates[pact.rival]
    rates = setting.words
    made = [
        Finding(
            claim=f"with the exchange {rates}, {of.name[pact.rival]} is elected or level with the winner",
            holds=elected(of, pact),
            who=(rival,),
        )
    ]
    return (*made, *(Finding(claim=claim(of, one), holds=holds, who=(rival,)) for one, holds in modes(of)))


def claim(of: Judged, mode: Mode) -> str:
    """A way to fail, with names."""
    pact = of.setting.pact
    a, b = (of.name[at] for at in pact.partners)
    rival = of.name[pact.rival]
    giver, taker = (of.name[of.need.giver], of.name[of.need.taker]) if of.need else ("", "")
    whose = f"{giver}'s voters name {taker}" if giver else "the eliminated partner's voters name the other"
    return (
        "it fails because "
        + {
            "half": f"{rival} has half of the first preferences or more",
            "exchange": f"too few of {whose}",
            "neither": f"neither {a} nor {b} remains",
            "others": f"{rival} has more than both partners together",
            "level": "candidates are level at the cut",
            "void": f"papers of {giver or 'one partner'} name the same person twice, or nobody validly",
        }[mode]
    )


def modes(of: Judged) -> list[tuple[Mode, Certainty]]:
    """Each way to fail: certain where it is why, possible where other marks would make it so."""
    found: dict[Mode, Certainty] = dict.fromkeys(
        ("half", "exchange", "neither", "others", "level", "void"), "impossible"
    )
    pact, first = of.setting.pact, of.setting.known.first
    over = [at for at, votes in enumerate(first) if 2 * votes > of.setting.known.valid]
    if pact.rival not in of.ended.remaining or (over and over[0] != pact.rival):
        return list(found.items())
    if 2 * first[pact.rival] >= of.setting.known.valid:
        found["half"] = "certain"
    elif of.need is not None and len(of.ended.remaining) == 2:
        _of_exchange(of, of.need, found)
    else:
        staying = [at for at in pact.partners if at in of.ended.remaining]
        found["level" if staying else "neither"] = elected(of, pact)
    return list(found.items())


def _of_exchange(of: Judged, found: Need, modes: dict[Mode, Certainty]) -> None:
    """The ways to fail where one partner's papers are looked at."""
    setting, pact = of.setting, of.setting.pact
    first = setting.known.first
    held = first[found.giver]
    low, high = net_of_others(setting, found.taker, found.giver)
    lead = first[pact.rival] - first[found.taker]
    modes["others"] = _between(lead + low - held, lead + high - held)
    if modes["others"] == "certain":
        return
    _, rate, leak = pact.of(found.giver)
    sent = (rate - leak) * held
    falls = _between(lead + low - sent, lead + high - sent)
    if falls == "certain" and modes["others"] == "possible":
        falls = "possible"  # it may be the others' voters instead
    may = lead + high + leak * held >= 0 and held > 0
    modes["exchange"] = falls if falls != "impossible" else ("possible" if may else "impossible")
    modes["void"] = modes["exchange"] if modes["exchange"] != "certain" else "possible"
    if setting.known.table is not None and not setting.given and modes["exchange"] == "certain":
        gone = lost(setting.camps.rows[found.giver], found.giver) * held
        enough = lead + low - sent - gone < 0
        modes["void"] = "certain" if enough else "impossible"


def _between(low: Number, high: Number) -> Certainty:
    """Whether the rival's lead is nothing or more, from its ends."""
    if low >= 0:
        return "certain"
    return "possible" if high >= 0 else "impossible"


def elected(of: Judged, pact: Pact) -> Certainty:
    """Whether the rival is elected or level, whatever is not known of other voters' papers."""
    known, first = of.setting.known, of.setting.known.first
    if known.table is not None:
        return "certain" if pact.rival in of.ended.winners else "impossible"
    if pact.rival not in of.ended.remaining or not known.valid:
        return "impossible"
    if 2 * first[pact.rival] >= known.valid:
        return "certain"
    remaining = of.ended.remaining
    if of.need is not None and len(remaining) == 2:
        low, high = net_of_others(of.setting, of.need.taker, of.need.giver)
        _, rate, leak = pact.of(of.need.giver)
        lead = first[pact.rival] - first[of.need.taker] - (rate - leak) * first[of.need.giver]
        return _between(lead + low, lead + high)
    return _whatever(of, pact)


def _whatever(of: Judged, pact: Pact) -> Certainty:
    """From first preferences alone: others' papers, and what the partners' leave open, may name anybody."""
    first, remaining = of.setting.known.first, of.ended.remaining
    out = [at for at in pact.partners if at not in remaining]
    free = sum(v for at, v in enumerate(first) if at not in remaining and at not in pact.partners)
    leaks = sum(pact.of(at)[2] * first[at] for at in out)
    spare = sum((1 - pact.of(at)[1] - pact.of(at)[2]) * first[at] for at in out)
    mine = first[pact.rival] + leaks
    low, high = Fraction(mine), Fraction(mine)  # the rival's lead over the strongest other
    lows, highs = [], []
    for at in remaining:
        if at == pact.rival:
            continue
        sent = sum(pact.of(one)[1] * first[one] for one in out if pact.of(one)[0] == at)
        own = first[at] + sent
        lows.append(low - own - free - (0 if at in pact.partners else spare))
        highs.append(high + free - own)
    return _between(min(lows), min(highs)) if lows else "certain"


def critical_range(of: Judged) -> tuple[Fraction | None, Fraction | None] | None:
    """The critical rate where others favour the rival least, and most; None where nothing is exchanged."""
    if of.need is None or len(of.ended.remaining) != 2:
        return None
    first, pact = of.setting.known.first, of.setting.pact
    leak = pact.of(of.need.giver)[2]
    ends = net_of_others(of.setting, of.need.taker, of.need.giver)
    lead = first[pact.rival] - first[of.need.taker]
    rates = [critical_rho(0, first[of.need.giver], lead + net, leak=leak) for net in ends]
    return rates[0], rates[1]
