// One message as an element. Knows how things look, not where they are sent.
import { fileUrl } from "./api.js";
import { el } from "./dom.js";
import { dayOf, moment, timeOf } from "./hours.js";
import { formatted } from "./markup.js";
import { word } from "./words.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** The element of a message. `pane` gives viewer, follow, say, press, copy, answer and find. */
export function bubble(message, pane) {
  const mine = message.from?.id === pane.viewer;
  const node = el("article", { class: mine ? "message mine" : "message", "data-message": message.id, tabindex: "-1" });
  const body = el("div", { class: "bubble" });
  if (pane.inGroup && !mine) body.append(el("p", { class: `name hue${Math.abs(message.from?.id ?? 0) % 6}` }, message.from?.name ?? ""));
  body.append(...quoted(message, pane), ...mediaOf(message));
  const text = formatted(message, pane.follow, message.from?.is_bot ? pane.say : null);
  if (text.textContent) body.append(el("div", { class: "text" }, text));
  body.append(footer(message, pane));
  node.append(body);
  if (message.keyboard?.length) node.append(keyboard(message, pane));
  if (message.reactions?.length) body.append(el("p", { class: "reactions" }, message.reactions.join(" ")));
  return node;
}

/** The line between two days. */
export const dayLine = (date) => el("p", { class: "day" }, el("span", {}, dayOf(date)));

function quoted(message, pane) {
  if (!message.reply_to) return [];
  const original = pane.find(message.reply_to);
  return original ? [el("blockquote", { class: "quoted" }, el("b", {}, original.from?.name ?? ""), ` ${snippet(original)}`)] : [];
}

/** What a message says, in one short line. */
export function snippet(message) {
  const text = (message.text || word("photo")).replace(/\s+/g, " ");
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function mediaOf(message) {
  const media = message.media;
  const pictures = media.filter(({ kind }) => kind === "photo");
  const others = media.filter(({ kind }) => kind !== "photo");
  const nodes = others.map(otherMedia);
  if (pictures.length) nodes.unshift(el("div", { class: pictures.length > 1 ? "pictures album" : "pictures" }, ...pictures.map(picture)));
  return nodes;
}

function picture({ file_id: id, name }) {
  const image = el("img", { src: fileUrl(id), alt: name || word("photo"), loading: "lazy" });
  return el("a", { href: fileUrl(id), target: "_blank", rel: "noopener" }, image);
}

function otherMedia({ kind, file_id: id, name }) {
  if (kind === "voice") return el("p", { class: "attached" }, "🎤 ", word("audio", { text: name ?? "" }));
  if (kind === "contact") return el("p", { class: "attached" }, "👤 ", name ?? "");
  if (kind === "location") return el("p", { class: "attached" }, "📍 ", name ?? "");
  return el("p", { class: "attached" }, "📄 ", el("a", { href: fileUrl(id), target: "_blank", rel: "noopener" }, name || word("document")));
}

function footer(message, pane) {
  const date = moment(message.date);
  return el("p", { class: "foot" },
    el("button", { type: "button", class: "reply", "aria-label": `${word("reply")} ${snippet(message)}`, title: word("reply"), onclick: () => pane.answer(message) }, "↩"),
    message.edited ? el("span", { class: "edited" }, word("edited")) : null,
    el("time", { datetime: date.toISOString() }, timeOf(date)));
}

function keyboard(message, pane) {
  return el("div", { class: "keyboard" }, ...message.keyboard.map((row) => el("div", { class: "row" }, ...row.map((key) => inlineKey(key, message, pane)))));
}

function inlineKey(key, message, pane) {
  const look = STYLES.has(key.style) ? `key ${key.style}` : "key";
  if (key.url) {
    const open = (event) => { if (pane.follow(key.url)) event.preventDefault(); };
    return el("a", { class: look, href: /^(https?|tg):/i.test(key.url) ? key.url : "#", target: "_blank", rel: "noopener noreferrer", onclick: open }, key.text, el("span", { "aria-hidden": "true" }, " ↗"));
  }
  if (key.copy_text) {
    return el("button", { type: "button", class: look, title: word("copy"), onclick: () => pane.copy(key.copy_text) }, key.text);
  }
  return el("button", { type: "button", class: look, "data-press": key.data, onclick: (event) => pane.press(message, key, event.currentTarget) }, key.text);
}
