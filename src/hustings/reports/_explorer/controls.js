// The controls: each slider has a number box, each list of candidates can be left folded.
"use strict";

let nextId = 0;
const freshId = (word) => `${word}-${(nextId += 1)}`;

// A share as a slider in whole per cents and a box in tenths. `get` and `set` are tenths of a per cent or null.
function slider({ label, most = WHOLE, get, set, was, changed: tell }) {
  const id = freshId("share");
  const range = made("input", { type: "range", id, min: "0", max: String(most / 10), step: "1" });
  const box = made("input", { type: "number", min: "0", max: String(most / 10), step: "0.1", inputMode: "decimal" });
  const name = made("label", { htmlFor: id });
  const note = made("span", { className: "soft was" });
  const back = made("button", { type: "button", className: "quiet was" });
  const element = made(
    "div",
    { className: "slider" },
    name,
    range,
    made("span", { className: "box" }, box, made("span", { "aria-hidden": "true" }, " %")),
    note,
    back,
  );
  const show = () => {
    const text = label();
    name.textContent = text;
    box.setAttribute("aria-label", `${text}, per cent`);
    const before = was();
    const now = get() ?? before.share ?? 0;
    range.value = String(now / 10);
    range.setAttribute("aria-valuetext", get() === null ? before.words : `${now / 10} per cent`);
    if (document.activeElement !== box) box.value = get() === null && before.share === null ? "" : String(now / 10);
    note.textContent = before.words;
    note.hidden = get() !== null;
    back.textContent = before.share === null ? "Leave it open again" : `Put back, ${before.words}`;
    back.setAttribute("aria-label", `${back.textContent}, ${text}`);
    back.hidden = get() === null;
    element.classList.toggle("set", get() !== null);
  };
  const putBack = () => {
    set(null);
    show();
    tell(true);
  };
  const take = (tenths, final) => {
    set(Math.max(0, Math.min(most, Math.round(tenths))));
    show();
    tell(final);
  };
  range.addEventListener("input", () => take(Number(range.value) * 10, false));
  range.addEventListener("change", () => tell(true));
  box.addEventListener("input", () => {
    if (box.value !== "" && box.checkValidity()) take(Number(box.value) * 10, false);
  });
  box.addEventListener("change", () => {
    if (box.value === "") putBack();
    else take(Number(box.value) * 10, true);
    const now = get() ?? was().share;
    box.value = now === null ? "" : String(now / 10);
  });
  back.addEventListener("click", () => {
    putBack();
    range.focus();
  });
  show();
  return { element, show, range };
}

function chooser(label, names, value, choose, nobody = false) {
  const id = freshId("who");
  const options = names.map((name, at) => made("option", { value: String(at) }, name));
  if (nobody) options.push(made("option", { value: String(names.length) }, "nobody"));
  const select = made("select", { id }, ...options);
  select.value = String(value);
  select.addEventListener("change", () => choose(Number(select.value)));
  return made("span", { className: "chooser" }, made("label", { htmlFor: id }, label), select);
}

// A block of choosers and sliders with a button that takes it away.
function block(title, choosers, sliders, remove) {
  const button = made("button", { type: "button", className: "quiet" }, "Take away");
  button.setAttribute("aria-label", `Take away: ${title}`);
  button.addEventListener("click", remove);
  const problem = made("p", { className: "problem", role: "alert", hidden: true });
  const element = made(
    "div",
    { className: "block", role: "group", "aria-label": title },
    made("div", { className: "choosers" }, ...choosers),
    ...sliders.map((one) => one.element),
    problem,
    made("div", { className: "buttons" }, button),
  );
  const show = (words) => {
    for (const one of sliders) one.show();
    const text = words ?? "";
    if (problem.textContent !== text) problem.textContent = text;
    problem.hidden = !words;
  };
  return { element, show };
}

// A checkbox for each candidate; those of many are folded, but for the first few and any that is ticked.
function people(place, names, order, state, limit, toggled) {
  const boxes = order.map((at) => {
    const id = freshId("out");
    const box = made("input", { type: "checkbox", id, checked: state.out.has(at) });
    box.addEventListener("change", () => toggled(at, box.checked));
    return { at, box, element: made("div", { className: "person" }, box, made("label", { htmlFor: id }, isolated(names[at]))) };
  });
  const first = boxes.length > 8 ? boxes.slice(0, 6) : boxes;
  place.replaceChildren(made("div", { className: "list" }, ...first.map((one) => one.element)));
  if (first.length < boxes.length) {
    const rest = boxes.slice(6);
    const open = rest.some((one) => one.box.checked);
    const list = made("div", { className: "list" }, ...rest.map((one) => one.element));
    place.append(made("details", { open }, made("summary", {}, `${number(rest.length)} more candidates`), list));
  }
  const show = () => {
    for (const { at, box } of boxes) {
      box.checked = state.out.has(at);
      box.disabled = !box.checked && state.out.size >= limit;
    }
  };
  show();
  return { show };
}
