// One phone: who speaks, in which chat, what was said, and everything that can be sent.
import { act, getChat } from "./api.js";
import { bubble, dayLine } from "./bubbles.js";
import { Composer } from "./composer.js";
import { ask, byId, el } from "./dom.js";
import { dayOf, moment } from "./hours.js";
import { word } from "./words.js";

const NEAR_END = 80;
const TOAST_MS = 5000;
const ANSWER_MS = 30000;

export class Pane {
  /** A pane of `kind` (resident, group, staff); `estate` knows people and chats, `changed` hears of new choices. */
  constructor(kind, estate, changed) {
    Object.assign(this, { kind, estate, changed, viewer: 0, chat: 0, topic: null, messages: [], topics: [], unread: 0, fresh: true, atEnd: true });
    this.node = byId("pane").content.firstElementChild.cloneNode(true);
    this.node.dataset.pane = kind;
    this.composer = new Composer(this);
    this.seenToasts = new Set();
    this.drawn = new Map();
    this.listen();
    this.label();
  }

  get inGroup() { return this.estate.chat(this.chat)?.type !== "private"; }
  part(selector) { return this.node.querySelector(selector); }
  find = (id) => this.messages.find((message) => message.id === id);

  listen() {
    this.part(".who").addEventListener("change", (event) => this.changed(this, { who: event.target.value }));
    this.part(".where").addEventListener("change", (event) => this.changed(this, { where: Number(event.target.value) }));
    this.part(".unread").addEventListener("click", () => this.toEnd());
    this.part(".log").addEventListener("scroll", () => this.noticeRead());
    // A keyboard or a narrower window must not hide the newest message.
    new ResizeObserver(() => { if (this.atEnd) this.toEnd(); }).observe(this.part(".log"));
  }

  label() {
    this.node.setAttribute("aria-label", word(this.kind));
    this.part("h2").textContent = word(this.kind);
    this.part(".who").setAttribute("aria-label", `${word(this.kind)}: ${word("who")}`);
    this.part(".where").setAttribute("aria-label", `${word(this.kind)}: ${word("where")}`);
    this.part(".log").setAttribute("aria-label", `${word(this.kind)}: ${word("where")}`);
    this.composer.label();
    this.redraw();
  }

  /** Look at another chat, or as somebody else. */
  show(viewer, chat) {
    if (viewer === this.viewer && chat === this.chat) return;
    Object.assign(this, { viewer, chat, topic: null, topics: [], unread: 0, fresh: true, atEnd: true, messages: [] });
    this.seenToasts.clear();
    this.composer.answer(null);
    this.redraw();
  }

  redraw() {
    this.drawn.clear();
    this.part(".log").replaceChildren();
    this.draw();
  }

  async refresh() {
    const { viewer, chat, fresh } = this;
    if (!chat) return;
    const found = await getChat(chat, viewer);
    if (viewer !== this.viewer || chat !== this.chat) return;
    const known = new Set(this.messages.map(({ id }) => id));
    Object.assign(this, { messages: found.messages, topics: found.topics });
    this.fresh = false;
    if (!fresh) this.unread += this.messages.filter(({ id, from }) => !known.has(id) && from?.id !== viewer).length;
    this.draw();
    this.showKeys(found.reply_keyboard);
    this.composer.showCommands(found.commands);
    this.showToasts(found.toasts, fresh);
  }

  /** Another chat read without showing it; a press there shows it first. */
  async glance({ viewer, chat }) {
    const { messages } = await getChat(chat, viewer);
    return { messages, press: async (message, key) => { await this.changed(this, { who: viewer, where: chat }); return this.press(message, key); } };
  }

  draw() {
    const log = this.part(".log");
    const { atEnd } = this;
    this.showTopics();
    const wanted = [];
    let day = "";
    for (const message of this.messages.filter((one) => this.topic === null || one.thread_id === this.topic)) {
      const date = moment(message.date);
      if (dayOf(date) !== day) wanted.push(this.keep(`day ${dayOf(date)}`, "", () => dayLine(date)));
      day = dayOf(date);
      wanted.push(this.keep(message.id, JSON.stringify(message), () => bubble(message, this)));
    }
    if (!wanted.length) wanted.push(this.emptyNote());
    wanted.forEach((node, at) => { if (log.children[at] !== node) log.insertBefore(node, log.children[at] ?? null); });
    while (log.children.length > wanted.length) log.lastElementChild.remove();
    if (atEnd) this.toEnd(); else this.noticeRead();
  }

  /** The element drawn before when nothing about it changed; else a new one, with the focus kept and an edit flashed. */
  keep(id, form, make) {
    const old = this.drawn.get(id);
    if (old?.form === form) return old.node;
    const node = make();
    this.drawn.set(id, { form, node });
    if (old) {
      const focused = old.node.contains(document.activeElement);
      node.classList.add("flash");
      old.node.replaceWith(node);
      if (focused) (node.querySelector(".keyboard .key") ?? node).focus({ preventScroll: true });
    }
    return node;
  }

  emptyNote() {
    const start = el("button", { type: "button", class: "key", onclick: () => this.say("/start") }, "/start");
    return el("div", { class: "empty" }, el("p", {}, word("empty")), this.inGroup ? "" : el("p", {}, word("emptyHint", { start: "/start" })), this.inGroup ? "" : start);
  }

  toEnd() {
    const log = this.part(".log");
    log.scrollTop = log.scrollHeight;
    this.atEnd = true;
    this.noticeRead();
  }

  noticeRead() {
    const log = this.part(".log");
    const seen = log.clientHeight > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
    if (log.clientHeight > 0) this.atEnd = seen;
    if (seen) this.unread = 0;
    const badge = this.part(".unread");
    badge.hidden = this.unread === 0;
    badge.textContent = this.unread;
    badge.setAttribute("aria-label", word("unread", { n: this.unread }));
    this.node.dispatchEvent(new CustomEvent("unread", { bubbles: true }));
  }

  showTopics() {
    const { topics } = this;
    const strip = this.part(".topics");
    const form = JSON.stringify([topics, this.topic]);
    if (strip.dataset.form === form && this.drawn.size) return;
    strip.dataset.form = form;
    strip.hidden = topics.length === 0;
    const choose = (id) => { this.topic = id; this.redraw(); this.toEnd(); };
    const tab = (id, name) => el("button", { type: "button", "aria-pressed": String(this.topic === id), onclick: () => choose(id) }, name);
    strip.replaceChildren(tab(null, word("allTopics")), ...topics.map(({ id, name }) => tab(id, name)));
  }

  showKeys(rows) {
    const keys = this.part(".keys");
    const form = JSON.stringify(rows ?? null);
    if (keys.dataset.form === form) return;
    keys.dataset.form = form;
    keys.hidden = !rows?.length;
    const key = (button) => {
      const send = () => this.do({ do: "key", label: button.text });
      return el("button", { type: "button", class: "key", onclick: send }, button.text);
    };
    keys.replaceChildren(...(rows ?? []).map((row) => el("div", { class: "row" }, ...row.map(key))));
    this.toEnd();
  }

  /** Show what is new; the same person may be in two panes, and only the one that pressed shows it. */
  showToasts(toasts, quietly) {
    const asked = Date.now() - (this.pressedAt ?? 0) < ANSWER_MS;
    for (const { id, text, alert } of toasts) {
      if (this.seenToasts.has(id)) continue;
      this.seenToasts.add(id);
      if (quietly || !asked) continue;
      if (alert) ask(text, { refusable: false }); else this.toast(text);
    }
  }

  toast(text) {
    const banner = this.part(".toast");
    banner.textContent = text;
    banner.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { banner.hidden = true; }, TOAST_MS);
  }

  /** Do something as this pane's persona in this pane's chat; a refusal is shown, not thrown. */
  async do(deed, label) {
    const place = this.topic === null ? {} : { thread_id: this.topic };
    const answer = await act({ who: this.viewer, chat: this.chat, ...place, ...this.composer.takeReply(), ...deed }, label);
    if (!answer.ok) this.toast(word("refused", { why: answer.why }));
    this.toEnd();
    return answer;
  }

  say = (text) => this.do({ do: "say", text });

  answer = (message) => this.composer.answer(message);

  press = async (message, key, button) => {
    button?.classList.add("waiting");
    this.pressedAt = Date.now();
    const answer = await this.do({ do: "press", message: message.id, data: key.data }, key.text);
    button?.classList.remove("waiting");
    return answer;
  };

  /** Open a link to the bot inside the sandbox; false when it is not one. */
  follow = (url) => {
    const link = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url) ?? /^tg:\/\/resolve\?domain=(\w+)(?:&start=([\w-]*))?$/i.exec(url);
    const { bot } = this.estate;
    if (!link || (bot && link[1].toLowerCase() !== bot.toLowerCase())) return false;
    this.start(link[2] ?? "");
    return true;
  };

  async start(code) {
    const own = this.estate.privateChat(this.viewer);
    if (own !== this.chat) await this.changed(this, { where: own });
    await this.say(code ? `/start ${code}` : "/start");
  }

  copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      this.toast(word("copied", { text }));
    } catch {
      this.toast(word("copyFailed", { text }));
    }
  };
}
