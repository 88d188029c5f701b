// The win-region map: which shares of the eliminated papers elect which of the two who remain.
"use strict";

const SIDE = 240;
const LEFT = 44;
const TOP = 14;

function drawn(name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

const x = (share) => LEFT + SIDE * share;
const y = (share) => TOP + SIDE * (1 - share);
const point = ([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`;

// The corners of the triangle's part where b - a is at least `gap` (above) or at most (below).
function parts(gap) {
  const corners = [[0, 0], [1, 0], [0, 1]];
  const side = ([a, b]) => b - a - gap;
  const cut = (keep) =>
    corners.flatMap((one, at) => {
      const next = corners[(at + 1) % 3];
      const [here, there] = [side(one), side(next)];
      const kept = keep(here) ? [one] : [];
      if ((here < 0 && there > 0) || (here > 0 && there < 0)) {
        const t = here / (here - there);
        kept.push([one[0] + t * (next[0] - one[0]), one[1] + t * (next[1] - one[1])]);
      }
      return kept;
    });
  return { above: cut((n) => n >= 0), below: cut((n) => n <= 0) };
}

const middle = (corners) => [0, 1].map((at) => sum(corners.map((one) => one[at])) / corners.length);

function area(corners) {
  return Math.abs(
    sum(corners.map(([a, b], at) => {
      const [c, d] = corners[(at + 1) % corners.length];
      return a * d - b * c;
    })),
  ) / 2;
}

// Two who remain, of whom the first has more first preferences: [first, second, papers to divide].
function pairOf(found) {
  if (found.remaining.length !== 2 || !found.looked_at) return null;
  const [a, b] = [...found.remaining].sort((one, other) => found.first[other] - found.first[one]);
  const place = (at) => found.remaining.indexOf(at);
  const range = (at) => [found.counted[place(at)], Math.max(found.counted[place(at)], found.atmost[place(at)])];
  return { a, b, of: found.looked_at, lead: found.first[a] - found.first[b], toA: range(a), toB: range(b) };
}

function axes(svg) {
  for (const share of [0, 0.5, 1]) {
    svg.append(drawn("text", { x: x(share), y: TOP + SIDE + 18, "text-anchor": "middle" }, `${100 * share}%`));
    svg.append(drawn("text", { x: LEFT - 7, y: y(share) + 4, "text-anchor": "end" }, `${100 * share}%`));
  }
  svg.append(drawn("text", { x: x(0.5), y: TOP + SIDE + 36, "text-anchor": "middle" }, "share to A"));
  const label = { x: x(0.56), y: y(0.5) - 4, transform: `rotate(45 ${x(0.56)} ${y(0.5) - 4})`, class: "edge" };
  svg.append(drawn("text", { ...label, "text-anchor": "middle" }, "all papers reach A or B"));
  svg.append(drawn("text", { x: LEFT, y: TOP - 4, "text-anchor": "start" }, "share to B"));
}

function regions(svg, pair) {
  const { above, below } = parts(pair.lead / pair.of);
  for (const [name, corners] of [["a", below], ["b", above]]) {
    if (corners.length < 3) continue;
    svg.append(drawn("polygon", { points: corners.map(point).join(" "), class: `region ${name}` }));
    const [m, n] = middle(corners);
    if (area(corners) > 0.02) {
      svg.append(drawn("text", { x: x(m), y: y(n) + 4, class: "wins", "text-anchor": "middle" }, `${name.toUpperCase()} wins`));
    }
  }
}

function dots(svg, pair, was) {
  const at = (p) => [p.toA[0] / p.of, p.toB[0] / p.of];
  const [a, b] = at(pair);
  const [a2, b2] = [Math.min(pair.toA[1] / pair.of, 1 - b), Math.min(pair.toB[1] / pair.of, 1 - a)];
  const open = a2 > a || b2 > b;
  if (open) {
    const far = a2 + b2 > 1 ? [[a2, 1 - a2], [1 - b2, b2]] : [[a2, b2]];
    svg.append(drawn("polygon", { points: [[a, b], [a2, b], ...far, [a, b2]].map(point).join(" "), class: "range" }));
  }
  if (was && was.a === pair.a && was.b === pair.b) {
    const [c, d] = at(was);
    if (Math.hypot(x(a) - x(c), y(b) - y(d)) > 1) {
      svg.append(drawn("line", { x1: x(c), y1: y(d), x2: x(a), y2: y(b), class: "moved" }));
      svg.append(drawn("circle", { cx: x(c), cy: y(d), r: 5, class: "was" }));
    }
  }
  if (!open) svg.append(drawn("circle", { cx: x(a), cy: y(b), r: 5.5, class: "now" }));
}

const rangeWords = ([least, most], whole) =>
  least === most ? shareWords(least, whole) : `${shareWords(least, whole)} to ${shareWords(most, whole)}`;

// What the map shows, in words; they are its text alternative and stand beside it.
function mapWords(pair, names) {
  const [a, b] = [names[pair.a], names[pair.b]];
  const papers = `the ${papersWords(pair.of)} of candidates who are out`;
  const given = `Of ${papers}, ${rangeWords(pair.toA, pair.of)} go to ${a} (A) and ${rangeWords(pair.toB, pair.of)} to ${b} (B).`;
  if (pair.lead > pair.of) {
    return `${given} ${a} is ${number(pair.lead)} ahead on first preferences, so A wins however they are divided.`;
  }
  if (!pair.lead) return `${given} They are level on first preferences: the greater share wins.`;
  const need = `B draws level where its share is ${pointsWords(pair.lead, pair.of)} more than A’s, and wins beyond.`;
  return `${given} ${a} is ${number(pair.lead)} ahead on first preferences. ${need}`;
}

// A share in points, to one place, halves up.
const pointsWords = (part, whole) => shareWords(part, whole).replace("%", " percentage points");

function drawMap(place, words, found, base, names) {
  const pair = pairOf(found);
  place.replaceChildren();
  const majority = majorityOf(found);
  if (!pair || majority !== null) {
    const none = majority !== null
      ? `${names[majority]} has more than half of first preferences, so no second preference is looked at.`
      : !found.looked_at
      ? "Nobody is out, so there are no papers to divide."
      : `${listed(found.remaining.map((at) => names[at]))} remain, level at the cut: no map shows more than two.`;
    words.textContent = none;
    return;
  }
  const svg = drawn("svg", { viewBox: `0 0 ${LEFT + SIDE + 26} ${TOP + SIDE + 42}`, role: "img", class: "map", "aria-labelledby": "map-words" });
  const defs = drawn("defs", {});
  const stripes = drawn("pattern", { id: "stripes", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  stripes.append(drawn("rect", { width: 7, height: 7, class: "paper" }), drawn("rect", { width: 2, height: 7, class: "stripe" }));
  defs.append(stripes);
  svg.append(defs);
  regions(svg, pair);
  axes(svg);
  dots(svg, pair, base);
  place.append(svg);
  words.textContent = mapWords(pair, names);
}
