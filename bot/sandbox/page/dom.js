// Elements without innerHTML: text stays text, whatever it contains.

/** el("button", {class: "x", type: "button", onclick: f}, "text", node) */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Ask in the page's one dialog; answers true or the typed text, false when refused. */
export function ask(text, { input = false, refusable = true } = {}) {
  const dialog = byId("dialog");
  if (dialog.open) return Promise.resolve(false);
  byId("dialog-text").textContent = text;
  byId("dialog-no").hidden = !refusable;
  const field = byId("dialog-input");
  field.hidden = !input;
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  (input ? field : byId("dialog-yes")).focus();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      const yes = dialog.returnValue === "yes";
      answer(yes && input ? field.value.trim() : yes);
    }, { once: true });
  });
}

// Enter in the text field means "yes"; the browser would press the first button, which is "no".
byId("dialog-input").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  byId("dialog").close("yes");
});
