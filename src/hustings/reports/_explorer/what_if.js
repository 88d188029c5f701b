// What if: the sheets of each area with turnout, swings, transfers and candidates changed.
// The same arithmetic, in the same order, as mechanics/what_if.py and left_out.py: whole papers, halves rounded up.
"use strict";

const WHOLE = 1000;

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

// floor(a * b / c) of whole numbers, exact also where the product passes 2^53.
function scaled(a, b, c) {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % c)) / c;
  return Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

// total * passed / whole, rounded to the nearest, halves up.
function nearest(total, passed, whole) {
  const product = 2 * total * passed + whole;
  const twice = 2 * whole;
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % twice)) / twice;
  return Number((2n * BigInt(total) * BigInt(passed) + BigInt(whole)) / (2n * BigInt(whole)));
}

function apportioned(total, weights) {
  const whole = sum(weights);
  if (!whole) return weights.map(() => 0);
  let given = 0;
  let passed = 0;
  return weights.map((weight) => {
    passed += weight;
    const upto = nearest(total, passed, whole);
    const part = upto - given;
    given = upto;
    return part;
  });
}

const shareOf = (papers, share) => nearest(papers, share, WHOLE);

// A sheet as the page's data holds it: where first preferences alone are told, every second one is open.
function opened(sheet) {
  if (!sheet.first) return sheet;
  const columns = Array.from({ length: sheet.first.length + 1 }, (_, at) => at);
  const cells = sheet.first.map(() => columns.map(() => 0));
  const all = sheet.first.map((papers, first) => ({ first, seconds: columns.filter((at) => at !== first), papers }));
  return { cells, pools: all.filter((pool) => pool.papers), groups: [] };
}

// One area's sheet while it is being changed.
class Work {
  constructor(sheet) {
    this.number = sheet.cells.length;
    this.cells = sheet.cells.map((row) => row.slice());
    this.pools = sheet.pools.slice();
    this.groups = sheet.groups.slice();
  }

  scale(share) {
    if (share === WHOLE) return;
    for (let at = 0; at < this.number; at++) {
      const [row, pools] = this.row(at);
      this.set(at, apportioned(shareOf(sum(row), share), row), pools);
    }
    this.groups = this.groups.map((group) => {
      const papers = group.papers.map(([at, n]) => [at, shareOf(n, share)]);
      const held = group.counted.map(([, n]) => n);
      const rest = sum(group.papers.map(([, n]) => n)) - sum(held);
      const parts = apportioned(sum(papers.map(([, n]) => n)), [...held, rest]);
      return { papers, counted: group.counted.map(([at], place) => [at, parts[place]]), gone: 0, loose: 0 };
    });
  }

  swing({ of, to, share }) {
    if (!share) return;
    this.leave(of);
    const [row, pools] = this.row(of);
    const moved = apportioned(shareOf(sum(row), share), row);
    this.set(of, row.map((n, at) => n - moved[at]), pools);
    const turned = (at) => (at === to ? of : at);
    for (let at = 0; at <= this.number; at++) this.cells[to][turned(at)] += moved[at];
    pools.forEach((pool, place) => {
      const seconds = pool.seconds.map(turned).sort((a, b) => a - b);
      this.pools.push({ first: to, seconds, papers: moved[this.number + 1 + place] });
    });
  }

  // rates: [[to, share], ...] in the order given.
  transfer(of, rates) {
    this.leave(of);
    const [row, poolsNow] = this.row(of);
    const shares = rates.map(([, share]) => share);
    const fixed = apportioned(sum(row), [...shares, WHOLE - sum(shares)]);
    const rest = fixed.pop();
    const set = new Set(rates.map(([to]) => to));
    const others = row.slice(0, this.number + 1).map((n, at) => (set.has(at) ? 0 : n));
    const held = row.slice(this.number + 1);
    let pools = poolsNow;
    let cells;
    let sizes;
    if (pools.some((pool) => pool.seconds.some((at) => set.has(at)))) {
      const whole = sum(others) + sum(held);
      cells = others.map((papers) => (whole ? scaled(papers, rest, whole) : 0));
      sizes = [rest - sum(cells)];
      pools = [{ first: of, seconds: this.maybe(pools, others, set), papers: 0 }];
    } else {
      const weights = [...others, ...held];
      const parts = apportioned(rest, weights);
      if (!sum(weights)) parts[this.number] = rest;
      cells = parts.slice(0, this.number + 1);
      sizes = parts.slice(this.number + 1);
    }
    rates.forEach(([to], place) => {
      cells[to] += fixed[place];
    });
    this.set(of, [...cells, ...sizes], pools);
  }

  // The columns that what is not known of a row may be for, once some rates are set.
  maybe(pools, others, set) {
    const may = new Set(pools.flatMap((pool) => pool.seconds));
    others.forEach((n, at) => {
      if (n) may.add(at);
    });
    if (!sum(others)) may.add(this.number);
    const seconds = [...may].filter((at) => !set.has(at)).sort((a, b) => a - b);
    return seconds.length ? seconds : [this.number];
  }

  row(at) {
    const pools = this.pools.filter((pool) => pool.first === at && pool.papers);
    return [[...this.cells[at], ...pools.map((pool) => pool.papers)], pools];
  }

  set(at, sizes, pools) {
    this.cells[at] = sizes.slice(0, this.number + 1);
    const kept = this.pools.filter((pool) => pool.first !== at);
    const mine = pools.map((pool, place) => ({ ...pool, papers: sizes[this.number + 1 + place] }));
    this.pools = [...kept, ...mine];
  }

  leave(of) {
    this.groups = this.groups.map((group) => {
      const mine = group.papers.find(([at]) => at === of);
      if (!mine || !mine[1]) return group;
      const seconds = Array.from({ length: this.number + 1 }, (_, at) => at).filter((at) => at !== of);
      this.pools.push({ first: of, seconds, papers: mine[1] });
      return left(group, of);
    });
  }
}

const papersOf = (group, at) => (group.papers.find(([one]) => one === at) || [at, 0])[1];

function left(group, of) {
  const papers = group.papers.filter(([at]) => at !== of);
  return { ...group, papers, gone: group.gone + papersOf(group, of) };
}

function together(sheets) {
  const cells = sheets[0].cells.map((row, i) => row.map((_, j) => sum(sheets.map((one) => one.cells[i][j]))));
  const pools = sheets.flatMap((one) => one.pools).filter((pool) => pool.papers);
  return { cells, pools, groups: sheets.flatMap((one) => one.groups), anyone: 0, out: [] };
}

// The papers had these candidates not stood: third choices are not known.
function without(sheet, out) {
  if (!out.length) return sheet;
  const nobody = sheet.cells.length;
  const gone = new Set(out);
  const cells = sheet.cells.map((row) => row.map(() => 0));
  const pools = [];
  let anyone = sheet.anyone;
  const columns = Array.from({ length: nobody + 1 }, (_, at) => at);
  const free = columns.slice(0, -1).map((at) => columns.filter((j) => j !== at && !gone.has(j)));
  sheet.cells.forEach((row, i) =>
    row.forEach((papers, j) => {
      if (!gone.has(i) && !gone.has(j)) cells[i][j] = papers;
      else if (!gone.has(i)) pools.push({ first: i, seconds: free[i], papers });
      else if (!gone.has(j) && j !== nobody) pools.push({ first: j, seconds: free[j], papers });
      else anyone += papers;
    }),
  );
  for (const pool of sheet.pools) {
    if (gone.has(pool.first)) anyone += pool.papers;
    else if (pool.seconds.some((j) => gone.has(j))) pools.push({ ...pool, seconds: free[pool.first] });
    else pools.push(pool);
  }
  const lost = (group) => sum(group.papers.filter(([at]) => gone.has(at)).map(([, n]) => n));
  anyone += sum(sheet.groups.map(lost));
  const groups = sheet.groups.map((group) => ({
    ...group,
    papers: group.papers.filter(([at]) => !gone.has(at)),
    loose: group.loose + lost(group),
  }));
  const sorted = [...out].sort((a, b) => a - b);
  return { cells, pools: pools.filter((pool) => pool.papers), groups, anyone, out: sorted };
}

// All areas together after these edits: {turnout: {area: share}, swings: [], rates: [], out: []}.
function changed(areas, edits) {
  const made = areas.map((area, at) => {
    const work = new Work(area);
    work.scale(edits.turnout[at] ?? WHOLE);
    for (const swing of edits.swings) work.swing(swing);
    for (const of of new Set(edits.rates.map((one) => one.of))) {
      const mine = edits.rates.filter((one) => one.of === of);
      work.transfer(of, mine.map((one) => [one.to, one.share]));
    }
    return work;
  });
  return without(together(made), edits.out);
}
