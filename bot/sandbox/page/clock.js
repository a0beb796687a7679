// The clock bar: what time it is in the estate, what is due, and moving on.
import { getClock, moveClock } from "./api.js";
import { byId, el } from "./dom.js";
import { fullOf, lengthOf, moment, setZone, tomorrowAtNine } from "./hours.js";
import { MOMENTS } from "./moments.js";
import { inEnglish, word } from "./words.js";

const MOVES = {
  minutes: () => ({ minutes: 10 }),
  hours: () => ({ hours: 1 }),
  morning: (now) => ({ to: tomorrowAtNine(now) }),
  next: () => ({ to: "next" }),
};

export class Clock {
  /** `failed(why)` hears of a refused move. */
  constructor(failed) {
    Object.assign(this, { failed, ahead: 0, due: [], shift: 0 });
    for (const button of document.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => this.press(button));
    }
    setInterval(() => this.tick(), 5000);
  }

  now = () => new Date(Date.now() + this.ahead);

  async press(button) {
    button.disabled = true;
    await this.move(MOVES[button.dataset.move](this.now()));
    button.disabled = false;
    // Disabling took the focus from the button; whoever writes elsewhere by now keeps it.
    if (document.activeElement === document.body) button.focus();
  }

  /** Move the clock; everything due on the way has happened when this answers. */
  async move(by) {
    try {
      await moveClock(by);
    } catch (error) {
      this.failed(error.message);
    }
    await this.refresh();
  }

  async refresh() {
    const { now, offset, zone, due = [] } = await getClock();
    setZone(zone);
    Object.assign(this, { ahead: moment(now) - Date.now(), due, shift: Number(offset) || 0 });
    this.draw();
  }

  draw() {
    this.tick();
    const banner = byId("shifted");
    banner.hidden = Math.abs(this.shift) < 30;
    const says = banner.hidden ? "" : word("shifted", { by: lengthOf(this.shift, inEnglish()) });
    if (banner.textContent !== says) banner.textContent = says;
    byId("due-count").textContent = this.due.length;
    // Redrawn only when it differs, so that the keyboard keeps its place.
    const form = JSON.stringify([this.due, inEnglish()]);
    if (form === this.form) return;
    this.form = form;
    const rows = this.due.map((one) => this.row(one));
    byId("due-list").replaceChildren(...(rows.length ? rows : [el("li", {}, word("dueNone"))]));
  }

  row({ kind, subject, at }) {
    const go = () => this.move({ to: moment(at).toISOString() });
    const name = MOMENTS[kind]?.[inEnglish() ? 1 : 0] ?? kind;
    return el("li", {},
      el("time", {}, fullOf(moment(at))),
      el("span", {}, el("b", {}, name), ` ${subject ?? ""}`),
      el("button", { type: "button", onclick: go }, word("goThere")));
  }

  tick() { byId("now").textContent = fullOf(this.now()); }
}
