"""Rejected papers under the heads they are printed in.

Source: the form that the record names, from its law; the codes of `hustings.paper` where there is no law.
"""

from __future__ import annotations

from dataclasses import dataclass

from hustings.paper import FIRST_CODES
from hustings.record import Record
from hustings.regime import form_of, gather


@dataclass(frozen=True, kw_only=True)
class HeadCount:
    """Papers rejected under one printed head; `papers` is None where the source does not tell them apart."""

    letter: str
    words: str
    papers: int | None


def rejected_by_head(record: Record) -> tuple[HeadCount, ...]:
    """Rejected papers under the heads of the chosen form, or by code where no law is named."""
    if not record.rejected:
        return ()
    if record.law is None or not record.form:
        return tuple(
            HeadCount(letter="", words=code.words, papers=record.rejected[key])
            for key, code in FIRST_CODES.items()
            if key in record.rejected
        )
    heads = form_of(record.law, record.form).first
    pools = {key: code.parts for key, code in FIRST_CODES.items()}
    printed, apart = gather(heads, record.rejected, pools)
    pooled = frozenset[str]().union(*(pools.get(code, frozenset([code])) for code in apart))
    made = [
        HeadCount(
            letter=head.letter,
            words=head.words,
            papers=printed[head.words] if printed[head.words] or not head.codes & pooled else None,
        )
        for head in heads
    ]
    made += [HeadCount(letter="", words=FIRST_CODES[code].words, papers=n) for code, n in apart.items()]
    return tuple(made)
