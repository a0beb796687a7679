// Every call the bot makes, newest first; asked for only while the drawer is open.
import { getCalls } from "./api.js";
import { byId, el } from "./dom.js";
import { moment, timeOf } from "./hours.js";
import { word } from "./words.js";

const MOST = 300;

export class Inspector {
  constructor() {
    this.last = 0;
    byId("calls-filter").addEventListener("input", () => this.filter());
  }

  forget() {
    this.last = 0;
    byId("calls-list").replaceChildren();
  }

  async refresh() {
    if (byId("calls").hidden) return;
    const fresh = (await getCalls(this.last)).filter(({ n }) => n > this.last);
    if (!fresh.length) return;
    this.last = fresh.at(-1).n;
    const list = byId("calls-list");
    for (const call of fresh) list.prepend(row(call));
    while (list.children.length > MOST) list.lastElementChild.remove();
    this.filter();
  }

  filter() {
    const wanted = byId("calls-filter").value.trim().toLowerCase();
    for (const node of byId("calls-list").children) node.hidden = !node.dataset.about.includes(wanted);
  }
}

function row(call) {
  const chat = String(call.params.chat_id ?? "");
  const failed = call.result.ok === false;
  const outcome = failed ? `✗ ${call.result.error_code} ${call.result.description}` : "✓";
  const details = el("details", {}, el("summary", {},
    el("b", {}, call.method), el("span", {}, chat),
    el("span", { class: failed ? "bad" : "good" }, outcome),
    el("time", {}, `${timeOf(moment(call.at))} · ${call.ms} ms`)));
  // The JSON is written out only when somebody looks.
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(el("pre", { tabindex: "0" }, JSON.stringify(call, null, 2)));
  });
  return el("li", { "data-about": `${call.method} ${chat} ${outcome}`.toLowerCase() }, details);
}

export function nameFilter() {
  const field = byId("calls-filter");
  field.placeholder = word("callsFilter");
  field.setAttribute("aria-label", word("callsFilter"));
}
