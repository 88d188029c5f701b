// Numbers, names and sentences. The same words wherever a figure is shown.
"use strict";

const MINUS = "−";

function number(value) {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ",");
  return value < 0 ? MINUS + digits : digits;
}

const added = (value) => (value < 0 ? number(value) : `+${number(value)}`);

// Tenths of a per cent as per cent: 623 is "62.3%".
const perCent = (share) => `${Math.floor(share / 10)}.${share % 10}%`;

const papersWords = (n) => `${number(n)} paper${n === 1 ? "" : "s"}`;

// part of whole in per cent to one place, halves up.
const shareWords = (part, whole) => (whole ? perCent(nearest(part, WHOLE, whole)) : "–");

function listed(names, last = "and") {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${last} ${names[names.length - 1]}`;
}

function several(names, last) {
  if (names.length <= 5) return listed(names, last);
  return listed([...names.slice(0, 4), `${number(names.length - 4)} others`], last);
}

const possessive = (name) => `${name}’s`;

// What an outcome comes to: one certain, a lot between equals, or several possible.
function outcomeOf(found) {
  if (found.possible.length === 1) return { kind: "certain", who: found.possible };
  return { kind: found.exact ? "lot" : "possible", who: found.possible };
}

const sameOutcome = (one, other) => one.kind === other.kind && String(one.who) === String(other.who);

// The outcome as the end of a sentence.
function outcomeWords(outcome, names) {
  const who = outcome.who.map((at) => names[at]);
  if (outcome.kind === "certain") return `${who[0]} would be elected`;
  if (outcome.kind === "lot") return `${listed(who)} would be level, and a lot would decide`;
  return `${several(who, "or")} could be elected`;
}

// Whoever has more than half of first preferences, whatever is not known; or null.
function majorityOf(found) {
  const valid = sum(found.first) + found.anyone;
  const at = found.first.findIndex((votes) => 2 * votes > valid);
  return at < 0 ? null : at;
}

function totalsOf(found) {
  return new Map(found.remaining.map((at, place) => [at, found.first[at] + found.counted[place]]));
}

function marginWords(found, names, was) {
  const [winner] = found.possible;
  if (majorityOf(found) !== null) return "at once, with more than half of first preferences";
  if (!found.exact) return "however the papers that are not known were marked";
  const totals = totalsOf(found);
  const best = totals.get(winner);
  totals.delete(winner);
  const [behind, theirs] = [...totals].sort((a, b) => b[1] - a[1])[0];
  if (best === theirs) return `by lot, level with ${names[behind]}`;
  const over = behind === was ? "" : ` over ${names[behind]}`;
  return `by ${number(best - theirs)} ${best - theirs === 1 ? "vote" : "votes"}${over}`;
}

function leftOut(found, names) {
  const who = found.winners.map((at) => names[at]);
  return who.length === 1 ? `${who[0]} has most` : `${several(who, "and")} are level`;
}

// The outcome of what was changed, in a sentence or two.
function sentenceOf(found, before, names, touched) {
  const outcome = outcomeOf(found);
  const who = outcome.who.map((at) => names[at]);
  const was = before.elected.length === 1 ? before.elected[0] : null;
  if (outcome.kind === "lot") {
    const each = number(Math.max(...totalsOf(found).values()));
    return `${listed(who)} would have ${each} votes each: a lot would decide.`;
  }
  if (outcome.kind === "possible") {
    return `Not certain: ${several(who, "or")} could be elected. With all that is not known left out, ${leftOut(found, names)}.`;
  }
  const how = marginWords(found, names, was);
  if (!touched) return `Nothing is changed yet: ${who[0]} is elected, ${how}.`;
  if (was === null) return `${who[0]} would be elected, ${how}.`;
  if (was === outcome.who[0]) return `No other winner: ${who[0]} would still be elected, ${how}.`;
  return `Another winner: ${who[0]} would be elected instead of ${names[was]}, ${how}.`;
}
