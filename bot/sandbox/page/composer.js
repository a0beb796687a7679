// The lower part of a phone: writing, photos, links, commands, and what is being answered.
import { snippet } from "./bubbles.js";
import { el } from "./dom.js";
import { shrunk } from "./picture.js";
import { word } from "./words.js";

const MOST_LINES = 5;

export class Composer {
  constructor(pane) {
    Object.assign(this, { pane, replyTo: null });
    this.field = this.part("textarea");
    this.listen();
  }

  part(selector) { return this.pane.part(selector); }
  specials = () => this.pane.node.querySelectorAll("[data-send]");

  listen() {
    this.part(".more").addEventListener("click", () => this.showTray(this.part(".tray").hidden));
    this.part(".answering button").addEventListener("click", () => this.answer(null));
    this.part(".composer").addEventListener("submit", (event) => { event.preventDefault(); this.sendText(); });
    this.field.addEventListener("keydown", (event) => {
      // While Chinese is being typed, Enter belongs to the input method.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.sendText();
    });
    this.field.addEventListener("input", () => { this.field.rows = Math.min(MOST_LINES, this.field.value.split("\n").length); });
    this.part("input[type=file]").addEventListener("change", (event) => this.sendFiles(event.target));
    this.part(".link").addEventListener("submit", (event) => { event.preventDefault(); this.openLink(); });
    this.part(".tray").addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.showTray(false);
      this.part(".more").focus();
    });
    for (const button of this.specials()) button.addEventListener("click", () => this.sendSpecial(button.dataset.send));
  }

  label() {
    this.part(".more").setAttribute("aria-label", word("more"));
    this.field.placeholder = word("write");
    this.field.setAttribute("aria-label", `${word(this.pane.kind)}: ${word("write")}`);
    this.part(".composer .send").textContent = word("send");
    this.part(".link label").textContent = word("link");
    this.part(".link input").setAttribute("aria-label", word("link"));
    this.part(".link button").textContent = word("open");
    this.part(".answering button").textContent = word("cancel");
    for (const button of this.specials()) button.textContent = word(button.dataset.send);
  }

  showTray(open) {
    this.part(".tray").hidden = !open;
    this.part(".more").setAttribute("aria-expanded", String(open));
    this.part(".link").hidden = this.part("[data-send=contact]").hidden = this.pane.inGroup;
    if (open) this.part("[data-send]").focus();
  }

  /** The commands the bot offers in this chat. */
  showCommands(commands) {
    const form = JSON.stringify(commands);
    if (this.commandsForm === form) return;
    this.commandsForm = form;
    const button = ({ command, description }) => el("button", { type: "button", onclick: () => { this.showTray(false); this.pane.say(`/${command}`); } },
      el("b", {}, `/${command}`), ` ${description}`);
    this.part(".commands").replaceChildren(...commands.map(button));
  }

  answer(message) {
    this.replyTo = message;
    this.part(".answering").hidden = !message;
    this.part(".answering span").textContent = message ? word("replying") + snippet(message) : "";
    if (message) this.field.focus();
  }

  /** What the next deed answers, once. */
  takeReply() {
    const reply = this.replyTo ? { reply_to: this.replyTo.id } : {};
    this.answer(null);
    return reply;
  }

  takeText() {
    const text = this.field.value.trim();
    this.field.value = "";
    this.field.rows = 1;
    return text;
  }

  async sendText() {
    const text = this.takeText();
    if (!text) return;
    const answer = await this.pane.say(text);
    if (!answer.ok && !this.field.value) this.field.value = text;
  }

  sendSpecial(what) {
    if (what === "file") return this.part("input[type=file]").click();
    this.showTray(false);
    return this.pane.do(what === "sample" ? { do: "photo", photo: "sample", caption: this.takeText() } : { do: what });
  }

  async sendFiles(input) {
    this.showTray(false);
    const files = [...input.files];
    input.value = "";
    for (const file of files) await this.pane.do({ do: "photo", photo: await shrunk(file), caption: this.takeText() });
  }

  openLink() {
    const field = this.part(".link input");
    const given = field.value.trim();
    if (!given) return;
    field.value = "";
    this.showTray(false);
    if (!this.pane.follow(given) && !/^\w+:/.test(given)) this.pane.start(given);
  }
}
