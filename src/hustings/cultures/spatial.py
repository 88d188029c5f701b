"""Spatial: voters and candidates stand somewhere, in clusters, and voters prefer who is nearer.

Source: Enelow & Hinich 1984 (The Spatial Theory of Voting) for preference by distance, Merrill 1984 (American
Journal of Political Science 28) for elections drawn from a normal distribution; known from the literature,
not read. Several clusters are a mixture of normal distributions, as it is usual; that
all clusters are as large, and candidates come from them as voters do, is our choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hustings.cultures._culture import Culture, Electorate, Setting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def positions(who: Electorate, elections: int, draw: np.random.Generator) -> tuple[Floats, Floats]:
    """Where voters and candidates stand: dimensions x elections x voters, and x candidates.

    One cluster is centred on 0: where all stand together is nothing to the distances.
    """
    import numpy as np

    dimensions, clusters = int(who.number("dimensions")), int(who.number("clusters"))
    centres = draw.standard_normal((dimensions, elections, clusters)) * who.number("apart")
    places = []
    for many in (who.candidates, who.voters):
        place = draw.standard_normal((dimensions, elections, many))
        if who.number("within") != 1:
            place *= who.number("within")
        if clusters > 1:
            whose = draw.integers(0, clusters, (1, elections, many))
            place += np.take_along_axis(centres, np.broadcast_to(whose, place.shape), axis=2)
        places.append(place)
    return places[1], places[0]


def nearness(voters: Floats, people: Floats, at: int) -> Floats:
    """How far each voter is from one candidate: the squared distance, less what is the same for all."""
    import numpy as np

    place = people[:, :, at, None]
    far: Floats = voters[0] * (-2 * place[0])
    part = np.empty_like(far)
    for axis in range(1, len(voters)):
        far += np.multiply(voters[axis], -2 * place[axis], out=part)
    far += (place**2).sum(axis=0)
    return far


def rankings(who: Electorate, elections: int, draw: np.random.Generator) -> NDArray[np.int8]:
    """The nearest first."""
    import numpy as np

    voters, people = positions(who, elections, draw)
    far = np.stack([nearness(voters, people, at) for at in range(who.candidates)], axis=2)
    return np.argsort(far, axis=2).astype(np.int8)


def pairs(
    who: Electorate, elections: int, draw: np.random.Generator
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """The nearest two, without sorting the others.

    Each distance carries its candidate in its last bits, so that the two least distances tell whose they
    are. Two that differ in those bits only, one part in 2^45, are told apart by the order of candidates.
    """
    import numpy as np

    voters, people = positions(who, elections, draw)
    bits = np.int64((1 << (who.candidates - 1).bit_length()) - 1)
    marked = (_marked(nearness(voters, people, at), at, bits) for at in range(who.candidates))
    one, other = next(marked), next(marked)
    nearest, second = np.minimum(one, other), np.maximum(one, other)
    for far in marked:
        np.minimum(second, np.maximum(nearest, far, out=one), out=second)
        np.minimum(nearest, far, out=nearest)
    return (nearest.view(np.int64) & bits).astype(np.int8), (second.view(np.int64) & bits).astype(np.int8)


def _marked(far: Floats, at: int, bits: np.int64) -> Floats:
    """Distances with a candidate's position in their last bits."""
    whose = far.view("int64")
    whose &= ~bits
    whose |= at
    return far


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
