// The page: its state is what the address says; every change counts the papers again.
"use strict";

{
  const data = JSON.parse(document.getElementById("data").textContent);
  const names = data.candidates;
  const count = names.length;
  const sheets = data.sheets.map(opened);
  const base = { ...data.base, majority: data.base.first.some((votes) => 2 * votes > sum(data.base.first)) };
  const find = (id) => document.getElementById(id);
  const order = byFirst(base);
  const unchanged = outlook(changed(sheets, { turnout: {}, swings: [], rates: [], out: [] }));
  const basePair = pairOf({ ...unchanged, ...(base.counted ? { counted: base.counted, atmost: base.counted } : {}) });
  const fillTable = figuresTable(find("figures"), names, order);
  const { asItWas, ofSwing, ofRate, ofTurnout } = movesOf(sheets, base, names, data.areas);
  let state;
  let shows = [];
  let focus = null;
  let stop = () => {};

  const lookAt = (edits) => outlook(changed(sheets, edits));

  // Where nothing is changed the count is known, though small figures are kept together.
  const winners = base.elected.length ? base.elected : base.level;
  const counted = base.counted && winners.length;
  const asCounted = counted ? { counted: base.counted, atmost: base.counted, possible: winners, exact: true } : {};
  const outcomeAt = (edits) => outcomeOf({ ...lookAt(edits), ...(touchedBy(edits) ? {} : asCounted) });

  // Counts again and shows it. `final`: the change is complete, so the address keeps it as a step to go back to.
  function update(final) {
    const { edits, problems } = editsOf(state);
    const touched = touchedBy(edits);
    const found = { ...lookAt(edits), out: edits.out, ...(touched ? {} : asCounted) };
    const sentence = find("sentence");
    const words = sentenceOf(found, base, names, touched);
    sentence.setAttribute("aria-busy", String(!final)); // a slider on its way is not read out at each step
    if (sentence.textContent !== words) sentence.textContent = words;
    sentence.classList.toggle("open", found.possible.length > 1);
    const involved = [...edits.swings, ...edits.rates].flatMap((one) => [one.of, one.to]);
    fillTable(found, base, touched, involved);
    markAssumptions(edits);
    drawMap(find("map"), find("map-words"), found, basePair, names);
    for (const { show, owner } of shows) show(problems.get(owner));
    keep(final);
    seekBoundary(edits);
  }

  // Which of the assumptions the outcome shown rests on.
  function markAssumptions(edits) {
    const used = {
      out: edits.out.length > 0,
      rates: edits.rates.length > 0,
      swings: edits.swings.some((one) => one.share > 0),
      turnout: Object.values(edits.turnout).some((share) => share !== WHOLE),
    };
    for (const item of document.querySelectorAll("[data-of]")) {
      const words = used[item.dataset.of] ? "assumed now" : "assumed";
      const tag = item.querySelector(".tag");
      if (tag.textContent !== words) tag.textContent = words;
      item.classList.toggle("used", used[item.dataset.of]);
    }
  }

  let later = 0;
  function keep(final) {
    clearTimeout(later);
    const write = (push) => {
      const address = addressOf(state, count);
      if (address === location.hash.slice(1)) return;
      const url = address ? `#${address}` : location.pathname + location.search;
      if (push) history.pushState(null, "", url);
      else history.replaceState(null, "", url);
      find("link").value = location.href;
    };
    if (final) write(true);
    else later = setTimeout(() => { find("sentence").setAttribute("aria-busy", "false"); update(true); }, 500);
  }

  // What it would take for the result to change, by the slider that was moved last.
  function seekBoundary(edits) {
    stop();
    const place = find("boundary");
    const at = focus ?? whatFirst();
    if (!at) {
      place.textContent = "Move a slider, and this says from which share on the result would be another.";
      return;
    }
    const { kind, owner, key, says } = at;
    const value = at.value() ?? 0;
    const tried = (share) => {
      if (kind === "turnout") return { ...edits, turnout: { ...edits.turnout, [owner]: share } };
      const list = edits[kind];
      const mine = list.find((one) => one.owner === owner && one.key === key);
      if (mine) return { ...edits, [kind]: list.map((one) => (one === mine ? { ...one, share } : one)) };
      return { ...edits, [kind]: [...list, { ...at.edit(), share }] };
    };
    const rest = kind === "rates" ? edits.rates.filter((one) => one.of === at.edit().of && !(one.owner === owner && one.key === key)) : [];
    const most = kind === "turnout" ? 2 * WHOLE : WHOLE - sum(rest.map((one) => one.share));
    const done = (found) => {
      const told = boundaryWords(found, says, at.nowWords(), names);
      place.textContent = told || `The result stays the same whatever ${at.whatever()} (now ${at.nowWords()}).`;
    };
    const none = kind !== "turnout" && at.edit().of === at.edit().to;
    if (none || value > most) {
      place.textContent = "";
      return;
    }
    stop = findBoundary(value, most, (share) => outcomeAt(tried(share)), done);
  }

  // Before a slider is moved: the last one that the address sets, or the first swing.
  function whatFirst() {
    const set = [
      ...state.swings.filter((one) => one.share !== null).map(ofSwing),
      ...[...state.turnout.keys()].map((at) => ofTurnout(state.turnout, at)),
      ...state.pacts.flatMap((one) => pactEnds(one).filter(([key]) => one[key] !== null).map(([key, ends]) => ofRate(one, key, ends))),
      ...state.rates.filter((one) => one.share !== null).map((one) => ofRate(one, "share", () => [one.of, one.to])),
    ];
    if (set.length) return set[set.length - 1];
    const swing = state.swings.find((one) => !state.out.has(one.of) && !state.out.has(one.to));
    return swing ? ofSwing(swing) : null;
  }

  function rateSlider(owner, key, ends) {
    return slider({
      label: () => `${possessive(names[ends()[0]])} voters who mark ${names[ends()[1]] ?? "nobody"} second`,
      get: () => owner[key],
      set: (share) => { owner[key] = share; focus = ofRate(owner, key, ends); },
      was: () => asItWas(...ends()),
      changed: update,
    });
  }

  function add(list, place, owner, made_) {
    const remove = () => {
      list.splice(list.indexOf(owner), 1);
      if (focus?.owner === owner) focus = null;
      build();
      update(true);
      find(place).querySelector(".add").focus();
    };
    const one = made_(remove);
    shows.push({ show: one.show, owner });
    find(place).querySelector(".blocks").append(one.element);
  }

  function build() {
    shows = [];
    for (const place of ["pacts", "swings", "rates", "turnout"]) find(place).querySelector(".blocks").replaceChildren();
    const limit = count - 2;
    find("out-hint").textContent = limit ? "As if they had not stood." : "With two candidates nobody can be left out.";
    shows.push(people(find("out").querySelector(".people"), names, order, state, limit, (at, gone) => {
      if (gone) state.out.add(at);
      else state.out.delete(at);
      update(true);
    }));
    const pick = (owner, key) => (at) => { owner[key] = at; update(true); };
    state.pacts.forEach((pact, n) => add(state.pacts, "pacts", pact, (remove) => block(
      `Pact ${n + 1}`,
      [chooser("Between", names, pact.a, pick(pact, "a")), chooser("and", names, pact.b, pick(pact, "b"))],
      pactEnds(pact).map(([key, ends]) => rateSlider(pact, key, ends)),
      remove,
    )));
    state.swings.forEach((swing, n) => add(state.swings, "swings", swing, (remove) => block(
      `Swing ${n + 1}`,
      [chooser("From", names, swing.of, pick(swing, "of")), chooser("to", names, swing.to, pick(swing, "to"))],
      [slider({
        label: () => `${possessive(names[swing.of])} first preferences that go to ${names[swing.to]}`,
        get: () => swing.share,
        set: (share) => { swing.share = share; focus = ofSwing(swing); },
        was: () => NO_SWING,
        changed: update,
      })],
      remove,
    )));
    state.rates.forEach((rate, n) => add(state.rates, "rates", rate, (remove) => block(
      `Transfer ${n + 1}`,
      [chooser("From voters of", names, rate.of, pick(rate, "of")), chooser("to", names, rate.to, pick(rate, "to"), true)],
      [rateSlider(rate, "share", () => [rate.of, rate.to])],
      remove,
    )));
    turnoutSliders();
  }

  // A slider for each area; those of many areas are made when their list is opened.
  function turnoutSliders() {
    const place = find("turnout").querySelector(".blocks");
    const make = (into) => data.areas.forEach((name, at) => {
      const one = slider({
        label: () => name,
        most: 2 * WHOLE,
        get: () => state.turnout.get(at) ?? null,
        set: (share) => {
          if (share === null) state.turnout.delete(at);
          else state.turnout.set(at, share);
          focus = ofTurnout(state.turnout, at);
        },
        was: () => ({ share: WHOLE, words: "as it was: 100%" }),
        changed: update,
      });
      shows.push({ show: one.show });
      into.append(one.element);
    });
    if (data.areas.length <= 8) return make(place);
    const details = made("details", { open: state.turnout.size > 0 }, made("summary", {}, `${number(data.areas.length)} areas`));
    const list = made("div", {});
    details.append(list);
    const fill = () => { if (details.open && !list.hasChildNodes()) make(list); };
    details.addEventListener("toggle", fill);
    fill();
    place.append(details);
  }

  function read() {
    // One area has no turnout to set on this page, so an address sets none that nobody would see.
    state = stateOf(location.hash, base, count, data.areas.length < 2 ? 0 : data.areas.length);
    focus = null;
    build();
    update(false);
    clearTimeout(later);
    find("sentence").setAttribute("aria-busy", "false");
    find("link").value = location.href;
  }

  const fresh = {
    pacts: () => ({ a: order[0], b: order[1], there: null, back: null }),
    swings: () => ({ of: order[0], to: order[1], share: null }),
    rates: () => ({ of: order[2] ?? order[0], to: order[1], share: null }),
  };
  for (const [place, another] of Object.entries(fresh)) {
    find(place).querySelector(".add").addEventListener("click", () => {
      state[place].push(another());
      build();
      update(true);
      find(place).querySelector(".blocks").lastElementChild.querySelector("select").focus();
    });
  }
  find("reset").addEventListener("click", () => {
    state = emptyState(base);
    focus = null;
    build();
    update(true);
  });
  find("share").addEventListener("click", async () => {
    keep(true);
    find("link").value = location.href;
    find("link-line").hidden = false;
    find("link").select();
    try {
      await navigator.clipboard.writeText(location.href);
      find("shared").textContent = "Copied.";
    } catch {
      find("shared").textContent = "Copy the address below.";
    }
  });
  addEventListener("popstate", read);
  find("explorer").hidden = false;
  read();
}
