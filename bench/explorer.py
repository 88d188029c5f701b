"""How long the explorer takes to count again in Chromium, for 20 candidates and 14 areas.

    make bench                      after the others
    .venv/bin/python bench/explorer.py

The page is the one that `hustings explore` writes, of 2.5 million made-up papers, small figures kept
together, with candidates left out, a pact, a swing, a transfer and turnout changed at once. Measured are the
counting alone and the whole of what a moved slider does: counting, sentence, table and map. A count is to
take less than one frame of 60 a second, 16 ms, by the median: it is wall time, on which other work on the
machine falls; nothing fails because it is slow: a target that is missed is
printed as MISSED. Results are in build/bench/.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import hustings as hs
from hustings.paper import BLANK
from hustings.profile import Pile, Profile
from hustings.returns import Reading

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "bench"
CANDIDATES, AREAS, PAPERS, FRAME = 20, 14, 2_500_000, 16.0

sys.path.insert(0, str(HERE.parent / "tests"))
from conftest import CHROMIUM_FLAGS, find_chromium  # noqa: E402

COUNTING = """([edits, rounds]) => {
  const areas = JSON.parse(document.getElementById("data").textContent).sheets;
  const times = [];
  for (let n = 0; n < rounds; n++) {
    edits.swings[0].share = n % 1000;
    const start = performance.now();
    outlook(changed(areas, edits));
    times.push(performance.now() - start);
  }
  return times;
}"""

SLIDING = """(rounds) => {
  const slider = document.querySelector("#swings input[type=range]");
  const times = [];
  for (let n = 0; n < rounds; n++) {
    slider.value = String(n % 100);
    const start = performance.now();
    slider.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return times;
}"""


def reading() -> Reading:
    """Papers of a large city: two ahead, a long tail, a third of papers without a second preference."""
    rng = random.Random(1)
    ids = [f"c{at}" for at in range(CANDIDATES)]
    weights = [40, 35, 8, 5, *(1 + at / 5 for at in range(CANDIDATES - 4))]
    piles = []
    for area in range(AREAS):
        size = PAPERS / AREAS * rng.uniform(0.7, 1.3)
        for at, first in enumerate(ids):
            row = size * weights[at] / sum(weights) * rng.uniform(0.6, 1.4)
            for other, second in enumerate([*ids, BLANK]):
                share = 0.33 if second == BLANK else 0.67 * weights[other] / sum(weights)
                papers = round(row * share * rng.uniform(0.5, 1.5))
                piles.append(Pile(area=f"a{area:02}", vote=(first, second), papers=papers))
    people = tuple(hs.Candidate(id=id, name=f"Candidate {id}") for id in ids)
    places = tuple(hs.Area(id=f"a{at:02}", name=f"Area {at + 1}") for at in range(AREAS))
    contest = hs.Contest(title="Mayor of a large city", candidates=people, areas=places)
    return Reading(contest=contest, papers=Profile(candidates=tuple(ids), piles=tuple(piles)).merged())


def edits() -> dict[str, Any]:
    """Everything changed at once."""
    return {
        "turnout": {str(at): 900 + 10 * at for at in range(AREAS)},
        "swings": [{"of": 0, "to": 1, "share": 0}],
        "rates": [
            {"of": 2, "to": 1, "share": 700},
            {"of": 1, "to": 2, "share": 700},
            {"of": 3, "to": 0, "share": 500},
        ],
        "out": [4, 5],
    }


ADDRESS = "out=5.6&pact=3-2-700-700&transfer=4-1-500&" + "&".join(
    f"turnout={at + 1}-{900 + 10 * at}" for at in range(AREAS)
)


def measured(rounds: int = 400) -> dict[str, list[float]]:
    """Milliseconds of each count, and of each move of a slider; the first tenth warms up and is left out."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        raise SystemExit("no Chromium here: run tools/chromium.sh")
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as name, sync_playwright() as playwright:
        file = Path(name) / "what-if.html"
        hs.write(hs.explore(reading()), file)
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        page = chromium.new_page()
        page.goto(f"{file.as_uri()}#{ADDRESS}")
        times = {
            "counting again": page.evaluate(COUNTING, [edits(), rounds]),
            "a slider moved: counting, sentence, table, map": page.evaluate(SLIDING, rounds // 2),
        }
        version = chromium.version
        chromium.close()
    return {f"{what}|{version}": sorted(one[len(one) // 10 :]) for what, one in times.items()}


def main() -> None:
    lines = [
        f"### Explorer: {CANDIDATES} candidates, {AREAS} areas, Chromium",
        "",
        "| what | median ms | 95 % ms | most ms | target |",
        "|---|---:|---:|---:|---|",
    ]
    found = measured()
    for key, times in found.items():
        what, version = key.split("|")
        late = times[int(0.95 * len(times))]
        middle = times[len(times) // 2]
        target = f"{'met' if middle < FRAME else 'MISSED'}: median under {FRAME:.0f} ms"
        lines.append(f"| {what} ({version}) | {middle:.2f} | {late:.2f} | {times[-1]:.2f} | {target} |")
    print("\n".join([*lines, ""]))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "explorer.md").write_text("\n".join(lines), encoding="utf-8")
    (OUT / "explorer.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
