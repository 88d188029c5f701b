// Who can win when some papers are not known. The same as mechanics/who_can_win.py.
"use strict";

const NODES = 2000;

// The sheet as sums: seconds that are known and that may be, and what groups allow.
class Papers {
  constructor(sheet) {
    const number = sheet.cells.length;
    this.out = sheet.out;
    this.standing = [];
    for (let at = 0; at < number; at++) if (!sheet.out.includes(at)) this.standing.push(at);
    this.anyone = sheet.anyone;
    this.groups = sheet.groups;
    this.first = sheet.cells.map(sum);
    this.known = sheet.cells.map((row) => row.slice());
    this.may = sheet.cells.map((row) => row.map(() => 0));
    for (const { first, seconds, papers } of sheet.pools) {
      this.first[first] += papers;
      if (seconds.length === 1) this.known[first][seconds[0]] += papers;
      else for (const at of seconds) this.may[first][at] += papers;
    }
    for (const group of sheet.groups) for (const [at, papers] of group.papers) this.first[at] += papers;
    const down = (table) => table.map((_, at) => sum(this.standing.map((x) => table[x][at])));
    this.sums = down(this.known);
    this.maySums = down(this.may);
  }

  remaining() {
    const votes = this.standing.map((at) => this.first[at]).sort((a, b) => b - a);
    return this.standing.filter((at) => this.first[at] >= votes[1]);
  }

  least(at, remaining) {
    let votes = this.sums[at];
    for (const x of remaining) votes -= this.known[x][at];
    for (const group of this.groups) votes += groupLeast(group, at, remaining);
    return votes;
  }

  namedAtMost(at) {
    return this.sums[at] + this.maySums[at] + sum(this.groups.flatMap((group) => group.papers.map(([, n]) => n)));
  }

  most(at, remaining) {
    let votes = this.sums[at] + this.maySums[at];
    for (const x of remaining) votes -= this.known[x][at] + this.may[x][at];
    for (const group of this.groups) votes += groupMost(group, at, remaining, this.out);
    return votes;
  }
}

const countedFor = (group, at) => (group.counted.find(([one]) => one === at) || [at, 0])[1];

// Papers of a group that this one has, as second preferences or on loose papers as first ones.
function groupBound(group, at, remaining) {
  const gone = group.gone + sum(remaining.map((one) => papersOf(group, one)));
  return Math.max(0, countedFor(group, at) - gone);
}

const groupLeast = (group, at, remaining) => Math.max(0, groupBound(group, at, remaining) - group.loose);

function groupMost(group, at, remaining, out) {
  const papers = sum(group.papers.filter(([one]) => !remaining.includes(one)).map(([, n]) => n));
  const named = group.counted.map(([one]) => one);
  const others = named.filter((one) => one !== at && !out.includes(one));
  const room = papers - sum(others.map((one) => groupLeast(group, one, remaining)));
  if (out.some((one) => !named.includes(one)) || !named.includes(at)) return room;
  return Math.min(room, countedFor(group, at) + sum(out.map((one) => countedFor(group, one))));
}

// [whether this one can win, by lot too; whether that was searched to the end]
function canWin(papers, at) {
  const { first } = papers;
  const others = papers.standing.filter((one) => one !== at).sort((a, b) => first[b] - first[a] || a - b);
  if (first[at] + papers.anyone + papers.namedAtMost(at) < first[others[0]]) return [false, true];
  if (others.length > 1 && first[at] + papers.anyone < first[others[1]]) return [false, true];
  if (others.some((one) => beats(papers, at, one))) return [true, true];
  return new LevelSearch(papers, at, others).search();
}

function beats(papers, at, other) {
  const { first } = papers;
  let cut = 0;
  for (const one of papers.standing) if (one !== at && one !== other) cut = Math.max(cut, first[one] + 1);
  const lent = Math.max(0, cut - first[other]);
  const own = papers.anyone - lent;
  if (own < Math.max(0, cut - first[at])) return false;
  const two = [at, other];
  // Loose papers that are the other's: more of them than are lent to it cannot be this one's.
  const theirs = sum(papers.groups.map((group) => Math.min(group.loose, groupBound(group, other, two))));
  const held = Math.max(0, theirs - lent);
  return first[at] + own + papers.most(at, two) - held >= first[other] + lent + papers.least(other, two) + held;
}

// A search for three or more who remain, level at the cut but for one ahead of it, so that one wins.
class LevelSearch {
  constructor(papers, at, others) {
    this.papers = papers;
    this.at = at;
    this.others = others;
    this.nodes = 0;
    const ahead = others[0];
    const two = [at, ahead];
    const mine = papers.first[at] + papers.anyone + papers.most(at, two);
    this.lead = mine - papers.first[ahead] - papers.least(ahead, two);
    this.gains = papers.first.map((_, one) => {
      const grouped = sum(papers.groups.map((group) => papersOf(group, one)));
      return papers.known[one][ahead] + grouped - papers.known[one][at] - papers.may[one][at];
    });
  }

  search() {
    if (this.from(0, [], 0)) return [true, true];
    return [this.nodes > NODES, this.nodes <= NODES];
  }

  from(place, chosen, cut) {
    const { first, anyone } = this.papers;
    this.nodes += 1;
    if (this.nodes > NODES) return false;
    const level = chosen.length > 1 ? Math.max(cut, first[chosen[1]]) : cut;
    let given = Math.max(0, level - first[this.at]);
    for (let n = 1; n < chosen.length; n++) given += Math.max(0, level - first[chosen[n]]);
    if (given > anyone || this.tooFarBehind(place, chosen, level)) return false;
    if (place === this.others.length) {
      return chosen.length > 1 && (this.ahead(chosen, cut) || this.behind(chosen, cut));
    }
    const one = this.others[place];
    if (this.from(place + 1, [...chosen, one], cut)) return true;
    return this.from(place + 1, chosen, Math.max(cut, first[one] + 1));
  }

  // Whether even the best choice among those left cannot bring this one level with the highest.
  tooFarBehind(place, chosen, level) {
    if (!chosen.length || chosen[0] !== this.others[0]) return false;
    const { first } = this.papers;
    const gain = (one) => this.gains[one] - Math.max(0, level - first[one]);
    let best = this.lead;
    for (let n = 1; n < chosen.length; n++) best += gain(chosen[n]);
    for (let n = Math.max(place, 1); n < this.others.length; n++) best += Math.max(0, gain(this.others[n]));
    return best < 0;
  }

  ahead(chosen, cut) {
    const { papers, at } = this;
    const { first } = papers;
    const remain = [...chosen, at];
    const level = Math.max(cut, first[chosen[0]]);
    const own = papers.anyone - sum(chosen.map((one) => level - first[one]));
    if (own < 0 || first[at] + own < level) return false;
    const total = first[at] + own + papers.most(at, remain);
    return chosen.every((one) => total >= level + papers.least(one, remain));
  }

  behind(chosen, cut) {
    const { papers, at } = this;
    const { first } = papers;
    const remain = [...chosen, at];
    const level = [...chosen.slice(1), at];
    const lowest = Math.max(cut, first[chosen[1]], first[at]);
    const highest = first[chosen[0]] - 1;
    const below = papers.standing.filter((one) => !remain.includes(one)).map((one) => first[one]);
    const held = papers.anyone + sum(level.map((one) => first[one]));
    const best = Math.floor((held + sum(below) + below.length) / (below.length + level.length));
    for (const try_ of [best, best + 1]) {
      const cutAt = Math.max(lowest, Math.min(try_, highest));
      const spare = held - cutAt * level.length;
      if (cutAt > highest || spare < 0) continue;
      const seconds = papers.most(at, remain) + Math.min(spare, sum(below.map((one) => cutAt - 1 - one)));
      const rivals = Math.max(...chosen.slice(1).map((one) => papers.least(one, remain)));
      const leader = first[chosen[0]] + papers.least(chosen[0], remain);
      if (seconds >= rivals && cutAt + seconds >= leader) return true;
    }
    return false;
  }
}

function outlook(sheet) {
  const papers = new Papers(sheet);
  const remaining = papers.remaining();
  const counted = remaining.map((at) => papers.least(at, remaining));
  const atmost = remaining.map((at) => papers.most(at, remaining));
  const totals = remaining.map((at, place) => papers.first[at] + counted[place]);
  const greatest = Math.max(...totals);
  const possible = [];
  let searched = true;
  for (const at of papers.standing) {
    const [can, whole] = canWin(papers, at);
    searched = searched && whole;
    if (can) possible.push(at);
  }
  return {
    first: papers.first,
    anyone: sheet.anyone,
    remaining,
    counted,
    atmost,
    looked_at: sum(papers.standing.filter((at) => !remaining.includes(at)).map((at) => papers.first[at])),
    winners: remaining.filter((_, place) => totals[place] === greatest),
    possible,
    exact: !sheet.anyone && counted.every((n, place) => n === atmost[place]),
    searched,
  };
}
