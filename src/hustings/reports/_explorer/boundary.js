// Where a slider's result changes: every tenth of a per cent is counted, so that nothing is taken for granted.
"use strict";

// Looks upwards and downwards from a value until the outcome is another; a piece at a time, so that the page
// goes on answering. `outcomeAt` counts; `done` is told {up, down}, each {share, outcome} or null.
function findBoundary(value, most, outcomeAt, done) {
  const now = outcomeAt(value);
  const found = { up: null, down: null };
  let up = value + 1;
  let down = value - 1;
  let stopped = false;
  const step = () => {
    const until = performance.now() + 10;
    while (!stopped && performance.now() < until) {
      if (!found.up && up <= most) {
        const outcome = outcomeAt(up);
        if (!sameOutcome(outcome, now)) found.up = { share: up, outcome };
        up += 1;
      } else if (!found.down && down >= 0) {
        const outcome = outcomeAt(down);
        if (!sameOutcome(outcome, now)) found.down = { share: down, outcome };
        down -= 1;
      } else {
        return done(found);
      }
    }
    if (!stopped) setTimeout(step);
  };
  setTimeout(step);
  return () => {
    stopped = true;
  };
}

// What it would take, in words. `says` tells what a share would mean; `now` where it stands.
function boundaryWords({ up, down }, says, now, names) {
  const parts = [];
  if (up) parts.push(`if ${says(`at least ${perCent(up.share)}`)} (now ${now}): then ${outcomeWords(up.outcome, names)}.`);
  if (down) parts.push(`if ${says(`at most ${perCent(down.share)}`)}${up ? "" : ` (now ${now})`}: then ${outcomeWords(down.outcome, names)}.`);
  return parts.map((part, n) => `${n ? "It also changes" : "The result changes"} ${part}`).join(" ");
}
