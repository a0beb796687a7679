// The server's HTML becomes elements through a list of what Telegram knows; everything else is text.
import { el } from "./dom.js";
import { word } from "./words.js";

const SAME = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", DEL: "s", CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote" };
const SAFE_LINK = /^(https?:|tg:|mailto:|tel:)/i;
const COMMAND = /(^|[\s(（“「：:，,。])(\/[a-z][a-z0-9_]{1,31})(?![\w/])/g;

/** A fragment of what the message says. `follow(url)` opens a link, `say(command)` says a pressed /command. */
export function formatted(message, follow, say) {
  const into = document.createDocumentFragment();
  if (typeof message.html === "string") {
    const parsed = new DOMParser().parseFromString(message.html, "text/html");
    for (const child of parsed.body.childNodes) walk(child, into, follow, say);
  } else {
    addText(message.text ?? "", into, say);
  }
  return into;
}

function walk(node, into, follow, say) {
  if (node.nodeType === Node.TEXT_NODE) return addText(node.data, into, say);
  if (node.nodeType !== Node.ELEMENT_NODE || ["SCRIPT", "STYLE"].includes(node.tagName)) return undefined;
  const here = elementFor(node, follow) ?? into;
  // Inside links and code a command is only text, as in Telegram.
  const deeper = ["A", "CODE", "PRE"].includes(node.tagName) ? null : say;
  for (const child of node.childNodes) walk(child, here, follow, deeper);
  if (here !== into) into.append(here);
  return undefined;
}

function elementFor(node, follow) {
  if (node.tagName === "BR") return el("br");
  if (node.tagName === "A") return linkFor(node.getAttribute("href") ?? "", follow);
  if (node.tagName === "TG-SPOILER" || node.classList.contains("tg-spoiler")) return spoiler();
  return SAME[node.tagName] ? el(SAME[node.tagName]) : null;
}

function linkFor(href, follow) {
  if (!SAFE_LINK.test(href)) return null;
  const open = (event) => { if (follow(href)) event.preventDefault(); };
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: open });
}

function spoiler() {
  const show = (event) => event.currentTarget.classList.add("shown");
  return el("button", { type: "button", class: "spoiler", title: word("spoiler"), onclick: show });
}

function addText(text, into, say) {
  if (!say) return into.append(text);
  let from = 0;
  for (const found of text.matchAll(COMMAND)) {
    const at = found.index + found[1].length;
    const command = found[2];
    into.append(text.slice(from, at), el("button", { type: "button", class: "command", onclick: () => say(command) }, command));
    from = at + command.length;
  }
  return into.append(text.slice(from));
}
