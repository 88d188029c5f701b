// What a slider moves: where it stands, where things were, and what a share of it would mean in words.
"use strict";

const NO_SWING = { share: 0, words: "as it was: 0.0%" };

// The two transfers of a pact: the key of each, and from whose voters to whom.
const pactEnds = (pact) => [
  ["there", () => [pact.a, pact.b]],
  ["back", () => [pact.b, pact.a]],
];

function movesOf(sheets, base, names, areas) {
  // The share of one candidate's second preferences as counted: {share: tenths or null, words}.
  function asItWas(of, to) {
    const first = base.first[of];
    let least = 0;
    let most = 0;
    for (const sheet of sheets) {
      const pools = sheet.pools.filter((pool) => pool.first === of && pool.seconds.includes(to));
      const grouped = sum(sheet.groups.map((group) => papersOf(group, of)));
      least += sheet.cells[of][to];
      most += sheet.cells[of][to] + sum(pools.map((pool) => pool.papers)) + grouped;
    }
    if (!first) return { share: 0, words: "nobody put this candidate first" };
    const words = `as it was: ${shareWords(least, first)}`;
    if (least === most) return { share: nearest(least, WHOLE, first), words };
    if (most === first) return { share: null, words: "not told: set it, or it stays open" };
    return { share: nearest(least, WHOLE, first), words: `${words} to ${shareWords(most, first)}` };
  }

  function ofSwing(swing) {
    const says = (share) => `${share} of ${possessive(names[swing.of])} first preferences went to ${names[swing.to]}`;
    return {
      kind: "swings",
      owner: swing,
      key: "share",
      edit: () => ({ of: swing.of, to: swing.to }),
      value: () => swing.share,
      nowWords: () => perCent(swing.share ?? 0),
      whatever: () => says("share"),
      says,
    };
  }

  function ofRate(owner, key, ends) {
    const says = (share) => `${share} of ${possessive(names[ends()[0]])} voters marked ${names[ends()[1]] ?? "nobody"} second`;
    return {
      kind: "rates",
      owner,
      key,
      edit: () => ({ of: ends()[0], to: ends()[1] }),
      value: () => owner[key] ?? asItWas(...ends()).share,
      nowWords: () => (owner[key] === null ? asItWas(...ends()).words : perCent(owner[key])),
      whatever: () => says("share"),
      says,
    };
  }

  function ofTurnout(turnout, at) {
    return {
      kind: "turnout",
      owner: at,
      key: "share",
      value: () => turnout.get(at) ?? WHOLE,
      nowWords: () => perCent(turnout.get(at) ?? WHOLE),
      whatever: () => `the turnout in ${areas[at]}`,
      says: (share) => `turnout in ${areas[at]} were ${share} of what it was`,
    };
  }

  return { asItWas, ofSwing, ofRate, ofTurnout };
}
