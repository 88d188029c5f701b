"""Which papers or bundles to pull: a sample that anybody can draw again from a seed thrown in public.

Source: the generator that Stark's page "Pseudo-Random Number Generator using SHA-256" describes, after
Rivest: SHA-256 (FIPS 180-4) of the seed, a comma and a counter. To the bit: for counter 1, 2, 3, ... take
the text SEED,COUNTER (the seed exactly as written, the counter in decimal without leading zeros) as UTF-8;
its SHA-256 as a whole number, highest byte first; divided by how many papers there are, the remainder and 1
more is the number of the paper. A number that was drawn before is passed over: nothing is drawn twice, and
nothing is put back. The first numbers are a little likelier than the last, by less than one part in 10^60.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from hustings.errors import InputError, UsageError


@dataclass(frozen=True, kw_only=True)
class Draw:
    """One draw: its `turn` from 1, the `counter` that gave it, and the `number` drawn, from 1."""

    turn: int
    counter: int
    number: int


def number_of(seed: str, counter: int, population: int) -> int:
    """The number that a seed and a counter give, from 1 to `population`.

    By hand: printf '20 dice 4,1' | sha256sum, and the remainder by division, plus 1.

    >>> [number_of("20 dice 4", counter, 1000) for counter in (1, 2, 3)]
    [771, 284, 218]
    """
    digest = hashlib.sha256(f"{seed},{counter}".encode()).digest()
    return int.from_bytes(digest, "big") % population + 1


def draws(seed: str, population: int) -> Iterator[Draw]:
    """All draws in turn, each number once, until everything is drawn."""
    seen: set[int] = set()
    for counter in count(1):
        if len(seen) == population:
            return
        number = number_of(seed, counter, population)
        if number not in seen:
            seen.add(number)
            yield Draw(turn=len(seen), counter=counter, number=number)


def pulled(seed: str, population: int, number: int) -> tuple[Draw, ...]:
    """The first `number` draws; a longer list begins with them. UsageError where there is no seed.

    >>> [one.number for one in pulled("5 2 6 1", 4, 4)]
    [4, 3, 1, 2]
    """
    if not seed.strip():
        raise UsageError(
            "a sample needs a seed",
            expected="--seed, with figures thrown in public after the totals were fixed",
            hint="throw dice before witnesses, and write down the figures",
        )
    if number > population:
        raise InputError(
            "more are to be pulled than there are",
            where="--pull",
            found=str(number),
            expected=f"at most {population}",
        )
    return tuple(islice(draws(seed, population), number))


def place(number: int, size: int) -> tuple[int, int]:
    """In which bundle of `size` papers a paper is, and as which of it, both from 1.

    >>> place(50, 50), place(51, 50)
    ((1, 50), (2, 1))
    """
    bundle, at = divmod(number - 1, size)
    return bundle + 1, at + 1


def place_in(number: int, sizes: Sequence[int]) -> tuple[int, int]:
    """The same where bundles differ: which of them in the order of the list, and which paper of it."""
    for bundle, papers in enumerate(sizes, 1):
        if number <= papers:
            return bundle, number
        number -= papers
    raise InputError("a number is beyond the last bundle", found=str(number))
