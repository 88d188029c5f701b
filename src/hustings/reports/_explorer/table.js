// Before and after, candidate by candidate.
"use strict";

const TOP_ROWS = 6;

function made(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key in element && key !== "list" && key !== "role") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...content);
  return element;
}

const isolated = (name) => made("bdi", {}, name);

// The table once, with a function that fills it in: rows stay where they are while sliders move.
function figuresTable(place, names, order) {
  const heads = ["Candidate", "First", "Second counted", "Total", "Outcome"];
  const head = made("tr", { role: "row" }, ...heads.map((one) => made("th", { scope: "col", role: "columnheader" }, one)));
  const body = made("tbody", { role: "rowgroup" });
  const rows = order.map((at, place_) => {
    const cells = heads.slice(1).map((one) => made("td", { role: "cell", "data-label": one }));
    const row = made("tr", { role: "row" }, made("th", { scope: "row", role: "rowheader" }, isolated(names[at])), ...cells);
    body.append(row);
    return { at, row, cells, extra: place_ >= TOP_ROWS };
  });
  const unknown = made("p", { className: "soft", hidden: true });
  const all = made("button", { type: "button", hidden: true });
  let every = false;
  place.append(
    made(
      "table",
      { className: "stack figures-table", role: "table" },
      made("caption", {}, "Before → after; the difference stands in bold"),
      made("thead", { role: "rowgroup" }, head),
      body,
    ),
    unknown,
    all,
  );
  const fold = () => {
    const hidden = rows.filter((one) => one.extra && !one.matters);
    for (const one of rows) one.row.hidden = !every && one.extra && !one.matters;
    all.hidden = !hidden.length;
    all.textContent = every ? "Show fewer candidates" : `Show ${number(hidden.length)} more candidates`;
    all.setAttribute("aria-expanded", String(every));
  };
  all.addEventListener("click", () => {
    every = !every;
    fold();
  });
  return (found, base, touched, involved) => {
    for (const one of rows) {
      fill(one, found, base, touched);
      one.matters = one.matters || involved.includes(one.at);
    }
    unknown.hidden = !found.anyone;
    unknown.textContent = `Whom ${papersWords(found.anyone)} would have put first is not known; they are left out of these figures.`;
    fold();
  };
}

function fill(row, found, base, touched) {
  const { at, cells } = row;
  const place = found.remaining.indexOf(at);
  const before = base.remaining.indexOf(at);
  const was = before >= 0 && !base.majority ? (base.counted ? base.counted[before] : "not told") : null;
  const away = found.out.includes(at);
  const settled = majorityOf(found) !== null; // at once: no second preference is looked at
  let now = place >= 0 && !settled ? [found.counted[place], found.atmost[place]] : null;
  if (!touched) now = typeof was === "number" ? [was, was] : settled ? null : now;
  compare(cells[0], base.first[at], away ? null : [found.first[at], found.first[at]]);
  compare(cells[1], was, now);
  const whole = (votes, seconds) => (typeof seconds === "number" ? votes + seconds : seconds);
  compare(cells[2], whole(base.first[at], was), now && now.map((n) => n + found.first[at]));
  const outcome = away ? "not standing" : outcomeFor(at, found);
  if (cells[3].textContent !== outcome) cells[3].textContent = outcome;
  row.row.className = away ? "away" : outcome === "elected" ? "elected" : "";
  row.matters = place >= 0 || before >= 0 || (found.possible.length <= TOP_ROWS && found.possible.includes(at)) || away;
}

function outcomeFor(at, found) {
  if (found.possible.includes(at)) {
    if (found.possible.length === 1) return "elected";
    return found.exact ? "level: a lot" : "could be elected";
  }
  return found.remaining.includes(at) && majorityOf(found) === null ? "remains" : "out";
}

// One cell: what was, what is, and the difference; `now` is [least, most] or null.
function compare(cell, was, now) {
  const key = `${was}|${now}`;
  if (cell.dataset.key === key) return;
  cell.dataset.key = key;
  cell.replaceChildren();
  const isNow = now && (now[0] === now[1] ? [number(now[0])] : [number(now[0]), `to ${number(now[1])}`]);
  const wasWords = typeof was === "number" ? number(was) : (was ?? "");
  const values = made("div", { className: "values" });
  cell.append(values);
  if (isNow ? isNow.join(" ") === wasWords : !wasWords) {
    values.append(wasWords);
    return;
  }
  const [least, most] = isNow ?? ["none"];
  if (was === "not told") {
    values.append(...(isNow ?? [wasWords]).flatMap((part) => [made("span", {}, part), " "]));
    return;
  }
  values.append(made("span", { className: "was" }, wasWords || "none"), " ", made("span", {}, `→ ${least}`));
  if (most) values.append(" ", made("span", {}, most));
  if (typeof was === "number" && now && now[0] === now[1]) values.append(" ", made("b", {}, added(now[0] - was)));
}
