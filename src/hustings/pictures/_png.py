"""A picture as PNG, by way of typst, which draws SVG itself: no browser, no network, no other file.

The fonts are those of the machine, so that two machines may give other bytes for the same SVG.
"""

from __future__ import annotations

from hustings.errors import UsageError

DOTS = 144
"""Dots to an inch of 72 units, so that a drawing of 720 units is 1,440 dots wide."""


def png(svg: str) -> bytes:
    """The picture as PNG on white; raises UsageError where typst is not installed."""
    try:
        import typst
    except ImportError:
        raise UsageError(
            "a PNG needs the package typst, which is not installed",
            hint="pip install 'hustings[pdf]', or write SVG: -o picture.svg",
        ) from None
    page = (
        "#set page(width: auto, height: auto, margin: 8pt, fill: white)\n"
        f'#image(bytes({_literal(svg)}), format: "svg", width: {_across(svg)}pt)'
    )
    return bytes(typst.compile(page.encode(), format="png", ppi=DOTS))


def _across(svg: str) -> str:
    """How many units the drawing is wide, by its viewBox."""
    return svg.partition('viewBox="')[2].split()[2]


def _literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
