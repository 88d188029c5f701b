// What is changed, as the page keeps it, as its address says it, and as edits of the table.
// A share that is null was not touched: things stay as they were.
"use strict";

// The candidates, those with the most first preferences first.
const byFirst = (base) => base.first.map((_, at) => at).sort((a, b) => base.first[b] - base.first[a] || a - b);

function emptyState(base) {
  const order = byFirst(base);
  const winner = base.elected.length ? base.elected[0] : order[0];
  const [rival, third] = order.filter((at) => at !== winner);
  const other = third ?? winner;
  return {
    out: new Set(),
    pacts: [{ a: other, b: rival, there: null, back: null }],
    swings: [{ of: winner, to: rival, share: null }],
    rates: [{ of: other, to: winner === other ? rival : winner, share: null }],
    turnout: new Map(),
  };
}

// The edits that a state comes to, and what could not be done as asked, by the thing that asks it.
function editsOf(state) {
  const problems = new Map();
  const rates = [];
  const ask = (owner, key, of, to, share) => {
    if (share === null) return;
    const say = (words) => problems.set(owner, words);
    if (of === to) return say("Choose two different candidates.");
    if (rates.some((one) => one.of === of && one.to === to)) return say("This is set already, further up.");
    const room = WHOLE - sum(rates.filter((one) => one.of === of).map((one) => one.share));
    if (share > room) say(`All transfers of one candidate’s voters are 100% at most: ${perCent(room)} is left here.`);
    rates.push({ of, to, share: Math.min(room, share), owner, key });
  };
  for (const pact of state.pacts) {
    ask(pact, "there", pact.a, pact.b, pact.there);
    ask(pact, "back", pact.b, pact.a, pact.back);
  }
  for (const rate of state.rates) ask(rate, "share", rate.of, rate.to, rate.share);
  const swings = [];
  for (const swing of state.swings) {
    if (swing.share === null) continue;
    if (swing.of === swing.to) problems.set(swing, "Choose two different candidates.");
    else swings.push({ ...swing, owner: swing, key: "share" });
  }
  const edits = { turnout: Object.fromEntries(state.turnout), swings, rates, out: [...state.out] };
  return { edits, problems };
}

const touchedBy = (edits) =>
  edits.out.length > 0 ||
  edits.rates.length > 0 ||
  edits.swings.some((one) => one.share > 0) ||
  Object.values(edits.turnout).some((share) => share !== WHOLE);

const shown = (share) => (share === null ? "x" : String(share));

// The part of the address after the # sign; candidates and areas count from 1, nobody is 0.
function addressOf(state, number) {
  const who = (at) => (at === number ? 0 : at + 1);
  const parts = [];
  if (state.out.size) parts.push(`out=${[...state.out].sort((a, b) => a - b).map(who).join(".")}`);
  for (const one of state.pacts) {
    if (one.there === null && one.back === null) continue;
    parts.push(`pact=${[who(one.a), who(one.b), shown(one.there), shown(one.back)].join("-")}`);
  }
  for (const one of state.swings) {
    if (one.share !== null) parts.push(`swing=${[who(one.of), who(one.to), one.share].join("-")}`);
  }
  for (const one of state.rates) {
    if (one.share !== null) parts.push(`transfer=${[who(one.of), who(one.to), one.share].join("-")}`);
  }
  for (const [at, share] of [...state.turnout].sort((a, b) => a[0] - b[0])) {
    if (share !== WHOLE) parts.push(`turnout=${at + 1}-${share}`);
  }
  return parts.join("&");
}

// The state that an address tells; what makes no sense in it is passed over.
function stateOf(address, base, number, areas) {
  const state = emptyState(base);
  const told = { pact: [], swing: [], transfer: [] };
  const whole = (text, most) => (/^\d{1,4}$/.test(text ?? "") && Number(text) <= most ? Number(text) : undefined);
  const share = (text, most) => (text === "x" ? null : whole(text, most));
  for (const part of address.replace(/^#/, "").split("&")) {
    const [key, text = ""] = part.split("=");
    const [one, two, three, four] = text.split("-");
    const of = (whole(one, number) ?? 0) - 1;
    const to = (whole(two, number) ?? -1) - 1;
    if (key === "out") {
      for (const each of text.split(".")) {
        const at = (whole(each, number) ?? 0) - 1;
        if (at >= 0 && state.out.size < number - 2) state.out.add(at);
      }
    } else if (key === "turnout") {
      const size = whole(two, 2 * WHOLE);
      if (of >= 0 && of < areas && size !== undefined) state.turnout.set(of, size);
    } else if (key === "pact" && of >= 0 && to >= 0 && of !== to) {
      const [there, back] = [share(three, WHOLE), share(four, WHOLE)];
      if (there !== undefined && back !== undefined) told.pact.push({ a: of, b: to, there, back });
    } else if (key === "swing" && of >= 0 && to >= 0 && of !== to) {
      const size = whole(three, WHOLE);
      if (size !== undefined) told.swing.push({ of, to, share: size });
    } else if (key === "transfer" && of >= 0 && to >= -1 && of !== to) {
      const size = whole(three, WHOLE);
      if (size !== undefined) told.transfer.push({ of, to: to < 0 ? number : to, share: size });
    }
  }
  if (told.pact.length) state.pacts = told.pact;
  if (told.swing.length) state.swings = told.swing;
  if (told.transfer.length) state.rates = told.transfer;
  return state;
}
