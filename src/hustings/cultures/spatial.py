"""Spatial: voters and candidates stand somewhere, in clusters, and voters prefer who is nearer.

Source: Enelow & Hinich 1984 (The Spatial Theory of Voting) for preference by distance, Merrill 1984 (American
Journal of Political Science 28) for elections drawn from a normal distribution; known from the literature,
not read. Several clusters are a mixture of normal distributions, as it is usual; that all clusters are as
large, that candidates come from them as voters do, and single precision are our choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


def positions(who: Electorate, elections: int, draw: np.random.Generator) -> tuple[Floats, Floats]:
    """Where voters and candidates stand: dimensions x elections x voters, and x candidates.

    One cluster is centred on 0: where all stand together is nothing to the distances.
    """
    import numpy as np

    dimensions, clusters = int(who.number("dimensions")), int(who.number("clusters"))
    centres = draw.standard_normal((dimensions, elections, clusters), np.float32)
    centres *= np.float32(who.number("apart"))
    places = []
    for many in (who.candidates, who.voters):
        place = draw.standard_normal((dimensions, elections, many), np.float32)
        if who.number("within") != 1:
            place *= np.float32(who.number("within"))
        if clusters > 1:
            whose = draw.integers(0, clusters, (1, elections, many))
            place += np.take_along_axis(centres, np.broadcast_to(whose, place.shape), axis=2)
        places.append(place)
    return places[1], places[0]


def nearness(voters: Floats, people: Floats, at: int, far: Floats, part: Floats) -> Floats:
    """How far each voter is from one candidate, put into `far`; `part` is room to work in.

    It is the squared distance, less what is the same for all candidates, and carries the candidate's position
    in its last bits: the least distances tell whose they are without being sorted. Two that differ in those
    bits only, one part in 2^16 with a hundred candidates and in 2^20 with five, go by the candidates' order.
    """
    import numpy as np

    place = people[:, :, at, None]
    np.multiply(voters[0], -2 * place[0], out=far)
    for axis in range(1, len(voters)):
        far += np.multiply(voters[axis], -2 * place[axis], out=part)
    far += (place**2).sum(axis=0)
    whose = far.view("int32")
    whose &= ~_bits(people)
    whose |= at
    return far


def _bits(people: Floats) -> int:
    """The bits that hold a position."""
    last: int = people.shape[2] - 1
    return (1 << last.bit_length()) - 1


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """The nearest first."""
    import numpy as np

    voters, people = positions(who, elections, draw)
    part, far = np.empty_like(voters[0]), np.empty((who.candidates, *voters.shape[1:]), np.float32)
    for at in range(who.candidates):
        nearness(voters, people, at, far[at], part)
    return np.argsort(np.moveaxis(far, 0, 2), axis=2).astype(np.int8)


def pairs(
    who: Electorate, elections: int, draw: np.random.Generator
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The nearest two, without sorting the others."""
    import numpy as np

    voters, people = positions(who, elections, draw)
    part, far, nearest, second = (np.empty_like(voters[0]) for _ in range(4))
    nearness(voters, people, 0, nearest, part)
    second.fill(np.inf)
    for at in range(1, who.candidates):
        nearness(voters, people, at, far, part)
        np.minimum(second, np.maximum(nearest, far, out=part), out=second)
        np.minimum(nearest, far, out=nearest)
    first, other = (found.view(np.int32) & _bits(people) for found in (nearest, second))
    return first.astype(np.int8), other.astype(np.int8)


CULTURE = Culture(
    key="spatial",
    title="spatial model",
    about="Voters and candidates stand in a space of opinions, in one or several clusters; voters prefer "
    "who is nearer.",
    source="Enelow & Hinich 1984; Merrill 1984",
    rankings=rankings,
    pairs=pairs,
    settings=(
        Setting(name="dimensions", words="of the space", default=2, least=1, most=20, whole=True),
        Setting(
            name="clusters", words="of opinions, all as large", default=1, least=1, most=1000, whole=True
        ),
        Setting(
            name="apart",
            words="how far the centres of several clusters are spread (standard deviation)",
            default=2,
        ),
        Setting(
            name="within",
            words="how far voters and candidates are spread about their centre (standard deviation)",
            default=1,
            least=1e-9,
        ),
    ),
)
