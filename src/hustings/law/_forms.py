"""Forms in which rejected papers are printed; a regime names those it may be printed in.

Source: CA rules r51, LA rules r48, PCC rules r53, GLA rules r50, and what returning officers have printed:
the West Midlands 2021 (five heads under the combined-authority rules), Bury 2021 (four), London 2021,
Cheshire 2016.
"""

from __future__ import annotations

from hustings.regime import Cite, Form, Head

WEST_MIDLANDS = Cite(
    text="West Midlands 2021, overall first stage",
    instrument="Mayor of the West Midlands, 6 May 2021, result as published by Coventry City Council",
    source="guidance",
    note="five heads; an official notice, not the rule",
)
CHESHIRE = Cite(
    text="Cheshire 2016 result",
    instrument="Result of the election of the police and crime commissioner for Cheshire, May 2016",
    source="press",
    note="1,592 papers announced as unmarked as to the first preference",
)
LONDON = Cite(
    text="London 2021 declaration",
    instrument="Greater London Returning Officer, declaration of the result, Mayor of London, 6 May 2021",
    source="guidance",
    note="an official notice, not the rule",
)


SECOND_ONLY = Cite(
    text="no rule on the head of a paper marked only in the second column",
    instrument="none",
    source="reading",
    note="the vote is lost; the head is convention",
)


def _head(letter: str, words: str, *codes: str) -> Head:
    return Head(letter=letter, words=words, codes=frozenset(codes))


_MARK = _head("a", "want of official mark", "no_official_mark")
_MANY = _head(
    "b", "voting for more than one candidate as to the first preference vote", "more_than_one_first"
)
_IDENTIFIED = _head("c", "writing or mark by which the voter could be identified", "identifies_voter")
_MANY_SECOND = _head(
    "b", "voting for more than one candidate as to the second preference vote", "over_marked"
)


def four_heads(*cites: Cite) -> Form:
    """The four heads of the combined-authority and local-authority rules: (d) is one figure."""
    return Form(
        key="four-heads",
        title="Four heads, unmarked and uncertain together",
        first=(
            _MARK,
            _MANY,
            _IDENTIFIED,
            _head(
                "d",
                "unmarked or void for uncertainty as to the first preference vote",
                "blank_both",
                "first_blank_second_marked",
                "uncertain",
            ),
        ),
        second=(
            _MANY_SECOND,
            _head(
                "d",
                "unmarked or void for uncertainty as to the second preference vote",
                "blank",
                "uncertain_second",
            ),
        ),
        cites=cites,
    )


_FIVE_SECOND = (
    _MANY_SECOND,
    _head("d", "unmarked as to the second preference vote", "blank"),
    _head("e", "void for uncertainty as to the second preference vote", "uncertain_second"),
)


def five_heads(*cites: Cite) -> Form:
    """Five heads: a paper marked only in the second column is unmarked as to the first preference, so (d)."""
    return Form(
        key="five-heads",
        title="Five heads, unmarked and uncertain apart",
        first=(
            _MARK,
            _MANY,
            _IDENTIFIED,
            _head("d", "unmarked as to the first preference vote", "blank_both", "first_blank_second_marked"),
            _head("e", "void for uncertainty as to the first preference vote", "uncertain"),
        ),
        second=_FIVE_SECOND,
        cites=(*cites, SECOND_ONLY),
        note="a paper marked only in the second column stands under (d): where it belongs is our reading",
    )


def five_heads_second_only_uncertain() -> Form:
    """Five heads, but a paper marked only in the second column is uncertain, so (e)."""
    return Form(
        key="five-heads-second-only-uncertain",
        title="Five heads, papers marked only in the second column held uncertain",
        first=(
            _MARK,
            _MANY,
            _IDENTIFIED,
            _head("d", "unmarked", "blank_both"),
            _head(
                "e",
                "void for uncertainty as to the first preference vote",
                "first_blank_second_marked",
                "uncertain",
            ),
        ),
        second=_FIVE_SECOND,
        cites=(SECOND_ONLY,),
        note="a paper marked only in the second column stands under (e): where it belongs is our reading",
    )


def london_notice() -> Form:
    """The heads that London printed at its declarations, in their order there."""
    return Form(
        key="london-notice",
        title="The London notice",
        first=(
            _head("", "unmarked", "blank_both", "first_blank_second_marked"),
            _head("", "uncertain", "uncertain"),
            _head("", "voting for too many", "more_than_one_first"),
            _head("", "writing identifying voter", "identifies_voter"),
            _head("", "want of official mark", "no_official_mark"),
        ),
        second=(
            _head("", "unmarked", "blank"),
            _head("", "uncertain", "uncertain_second"),
            _head("", "voting for too many", "over_marked"),
        ),
        cites=(LONDON,),
        note="how London split papers marked only in the second column is not known",
    )


def one_column(*cites: Cite, apart: bool = False) -> Form:
    """The heads of a ballot paper with one column, without second preferences; `apart` prints five."""
    empty = ("blank_both", "first_blank_second_marked")
    last = (
        (_head("d", "unmarked", *empty), _head("e", "void for uncertainty", "uncertain"))
        if apart
        else (_head("d", "unmarked or void for uncertainty", *empty, "uncertain"),)
    )
    return Form(
        key="one-column-five" if apart else "one-column",
        title="One column, "
        + ("unmarked and uncertain apart" if apart else "unmarked and uncertain together"),
        first=(
            _MARK,
            _head("b", "voting for more than one candidate", "more_than_one_first"),
            _IDENTIFIED,
            *last,
        ),
        columns=1,
        cites=cites,
    )
