// The guided tour: the main story as data, a player that finds its buttons, and ticks for what was really done.
import { deeds } from "./api.js";
import { byId, el } from "./dom.js";
import { pick, word } from "./words.js";

// A button's data is `1|action|object|rev|value`.
const actionOf = (data) => (data ?? "").split("|")[1];
const isFor = (wanted, data) => [actionOf(data), `${actionOf(data)}:${(data ?? "").split("|")[4]}`].includes(wanted);

/**
 * A step plays its moves in order; `ticks` names the deed that completes it, whoever does it: `reads` tells the button from others of its action.
 *   say      says a sentence           press    presses the newest button with this action, preferring these labels
 *   answers  presses or says whatever is asked until `until` is pressed          next   moves the clock until a button with this action is there
 * An action may name its value, `followup:fixed`.
 * `in`: resident or staff (private chats), group (any staff group). `most` bounds both loops; `optional`: fine without `until`.
 */
const STEPS = [
  {
    pane: "resident", ticks: { said: /^(\/repair|🔧)/ },
    title: { zh: "居民说：要报修", en: "A resident reports" },
    about: { zh: "发一句 /repair，机器人马上问。", en: "/repair is enough, the bot asks." },
    moves: [{ say: "/repair", in: "resident" }],
  },
  {
    pane: "resident", ticks: { pressed: "submit", in: "resident", reads: /报修|報修|Send the report/ },
    title: { zh: "回答几个问题，提交", en: "Answers, and sends" },
    about: { zh: "点几下、写一句话，收到单号和承诺时间。", en: "A few presses and one sentence; a number and a promise come back." },
    moves: [{ answers: ["水管", "1号楼", "今天", "11:00", "家里有人"], say: "厨房水龙头一直滴水，关紧了也滴。", until: "submit", in: "resident", most: 14 }],
  },
  {
    pane: "group", ticks: { pressed: "claim" },
    title: { zh: "师傅在群里接单", en: "A technician takes it" },
    about: { zh: "员工群里出现派单卡，师傅点“接单”。", en: "The card appears in the staff group." },
    moves: [{ press: "claim", in: "group" }],
  },
  {
    pane: "staff", ticks: { pressed: "set_off" },
    title: { zh: "师傅出发", en: "On the way" },
    about: { zh: "居民那张卡片跟着变。", en: "The resident's card follows." },
    moves: [{ press: "set_off", in: "staff" }],
  },
  {
    pane: "staff", ticks: { pressed: "finish" },
    title: { zh: "修好了，写一句结果", en: "Done, with a sentence" },
    about: { zh: "师傅点“完成”，写一句做了什么。", en: "The technician presses done and says what was done." },
    moves: [{ press: "finish", in: "staff" }, { answers: ["修好", "已修", "跳过", "不用", "没有"], say: "换了阀芯，试水十分钟不漏。", until: "submit", in: "staff", most: 6, optional: true }],
  },
  {
    pane: "resident", ticks: { pressed: "followup" },
    title: { zh: "两小时后回访：修好了吗？", en: "Two hours later: does it hold?" },
    about: { zh: "拨到下一件到期，回访来了，居民回答。", en: "The clock moves to the next due thing until the follow-up arrives." },
    moves: [{ next: "followup:fixed", in: "resident", most: 12 }, { press: "followup:fixed", in: "resident" }],
  },
];

const MISSING = {
  zh: "没有找到要点的按钮。先做完前一步，或在窗口里自己点点看。",
  en: "The button for this step is not there. Do the step before, or look around in the panes.",
};
const PAUSE_MS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 100 : 700;
const PATIENCE_MS = 4000;
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

export class Tour {
  /** `stage` gives pane(kind), look(kind) -> panes refreshed, groups(), show(kind), nextDue() -> was anything due. */
  constructor(stage) {
    this.stage = stage;
    this.done = new Set(JSON.parse(sessionStorage.getItem("tour") ?? "[]"));
    this.busy = false;
    deeds.addEventListener("deed", ({ detail }) => this.notice(detail));
  }

  get current() { return STEPS.findIndex((_, at) => !this.done.has(at)); }

  notice(deed) {
    STEPS.forEach(({ ticks }, at) => {
      const said = ticks.said && deed.do === "say" && ticks.said.test(deed.text);
      const here = !ticks.in || deed.chat === this.stage.pane(ticks.in).chat;
      const read = !ticks.reads || ticks.reads.test(deed.label);
      if (said || (here && read && ticks.pressed && deed.do === "press" && actionOf(deed.data) === ticks.pressed)) this.done.add(at);
    });
    this.save();
  }

  forget() {
    this.done.clear();
    this.save();
  }

  save() {
    sessionStorage.setItem("tour", JSON.stringify([...this.done]));
    this.draw();
  }

  draw() {
    const current = this.current;
    byId("steps").replaceChildren(...STEPS.map((step, at) => this.row(step, at, current)));
    if (current < 0) this.tell(word("tourEnd"));
  }

  row(step, at, current) {
    const done = this.done.has(at);
    const label = this.busy && at === current ? word("doing") : word("doStep");
    const button = el("button", { type: "button", class: at === current ? "strong" : "", disabled: this.busy, onclick: () => this.play(at), "data-step": at + 1 }, label);
    return el("li", { class: done ? "done" : at === current ? "current" : "", "aria-current": at === current ? "step" : null },
      el("span", { class: "tick", "aria-hidden": "true" }, done ? "✓" : String(at + 1)),
      el("div", {}, el("h3", {}, pick(step.title), done ? el("span", { class: "hidden" }, ` (${word("done")})`) : ""), el("p", {}, pick(step.about))),
      at === current ? button : "");
  }

  tell(text) { byId("tour-note").textContent = text; }

  /** Play one step; says kindly what was missing when it cannot. */
  async play(at) {
    if (this.busy) return;
    this.busy = true;
    this.tell("");
    this.stage.show(STEPS[at].pane);
    this.draw();
    let fine = true;
    for (const move of STEPS[at].moves) fine = fine && await this.make(move);
    this.busy = false;
    // Refused is not missing: the pane has already said why.
    if (fine) this.done.add(at); else this.tell(pick(MISSING));
    this.save();
    byId("steps").querySelector("button")?.focus({ preventScroll: true });
  }

  async make(move) {
    if (move.next) return this.untilThere(move);
    if (move.answers) return this.answer(move);
    if (move.press) return this.pressFound(await this.wait(() => this.seek(move.in, move.press, move.labels)));
    const pane = this.stage.pane(move.in);
    return (await pane.say(move.say)).ok;
  }

  async pressFound(found) {
    if (!found) return false;
    const { pane, message, key } = found;
    const answer = await pane.press(message, key);
    await pause(PAUSE_MS);
    return answer.ok;
  }

  /** Move the clock to what is due until the button is there. */
  async untilThere({ next, in: where, most }) {
    for (let turn = 0; turn < most; turn += 1) {
      if (await this.wait(() => this.seek(where, next), turn ? 1500 : 300)) return true;
      if (!await this.stage.nextDue()) break;
    }
    return Boolean(await this.wait(() => this.seek(where, next)));
  }

  /** Answer what is asked: a preferred or the first untried button, else the sentence, once, until `until` was pressed. */
  async answer({ answers, say, until, in: where, most, optional = false }) {
    const tried = new Set();
    const look = async () => await this.seek(where, until) ?? this.seek(where, "choose", answers, tried);
    for (let turn = 0, told = false; turn < most; turn += 1) {
      await this.quiet(where);
      const found = await this.wait(look, told ? PATIENCE_MS : 0);
      if (found) {
        tried.add(`${found.message.id} ${found.key.data}`);
        const pressed = await this.pressFound(found);
        if (!pressed || actionOf(found.key.data) === until) return pressed;
      } else {
        if (told) return optional;
        told = (await this.stage.pane(where).say(say)).ok;
        if (!told) return false;
      }
    }
    return optional;
  }

  /** The newest button with this action, in the pane or, for a group, in any group. */
  async seek(where, action, labels = [], tried = new Set()) {
    const rooms = where === "group" ? await this.stage.groups() : [await this.stage.look(where)];
    // A technician's card may stand only in the group; there the same person presses.
    if (where === "staff" && action !== "choose" && action !== "submit") rooms.push(...await this.stage.groups());
    for (const pane of rooms) {
      const found = newest(pane, action, labels, tried);
      if (found) return found;
    }
    return null;
  }

  async wait(look, patience = PATIENCE_MS) {
    for (const end = Date.now() + patience; ;) {
      const found = await look();
      if (found || Date.now() > end) return found;
      await pause(200);
    }
  }

  /** Wait until the bot has answered: the chat has stayed the same for a moment. */
  async quiet(where) {
    let before = "";
    await pause(PAUSE_MS);
    await this.wait(async () => {
      const now = JSON.stringify((await this.stage.look(where)).messages);
      const same = now === before;
      before = now;
      return same;
    });
  }
}

function newest(pane, action, labels, tried) {
  for (const message of [...pane.messages].reverse()) {
    const keys = (message.keyboard ?? []).flat().filter((key) => isFor(action, key.data) && !tried.has(`${message.id} ${key.data}`));
    const liked = labels.map((label) => keys.find(({ text }) => text.includes(label))).find(Boolean);
    if (keys.length) return { pane, message, key: liked ?? keys[0] };
    // What is asked is asked in the newest message of the bot; older questions are answered already.
    if (action === "choose" && message.from?.is_bot) return null;
  }
  return null;
}
