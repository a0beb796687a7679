// Puts the page together: three panes, the clock, the drawers, the tour.
import { addUser, getChats, listen, reset } from "./api.js";
import { Pane } from "./chat.js";
import { Clock } from "./clock.js";
import { ask, byId, el } from "./dom.js";
import { Estate } from "./estate.js";
import { Inspector, nameFilter } from "./inspector.js";
import { Tour } from "./tour.js";
import { inEnglish, showWords, switchLanguage, word } from "./words.js";

const KINDS = ["resident", "group", "staff"];
const NEWCOMER = "new";
const estate = new Estate();
const panes = KINDS.map((kind) => new Pane(kind, estate, choose));
const clock = new Clock((why) => panes[0].toast(word("refused", { why })));
const inspector = new Inspector();
const paneOf = (kind) => panes.find((pane) => pane.kind === kind);
const tour = new Tour({
  pane: paneOf,
  show: showPane,
  async nextDue() {
    await clock.refresh();
    const some = clock.due.length > 0;
    if (some) await clock.move({ to: "next" });
    return some;
  },
  async look(kind) {
    await paneOf(kind).refresh();
    return paneOf(kind);
  },
  groups: lookInGroups,
});

/** What stands in every staff group, the shown one first. */
async function lookInGroups() {
  const pane = paneOf("group");
  const others = [];
  await pane.refresh();
  for (const { id } of estate.groups()) if (id !== pane.chat) others.push(await pane.glance(estate.elsewhere(pane.viewer, id)));
  return [pane, ...others];
}

async function choose(pane, { who, where }) {
  if (who === NEWCOMER) return welcome(pane);
  const next = where ? estate.elsewhere(Number(who ?? pane.viewer), where) : estate.asOther(Number(who), pane.chat);
  pane.show(next.viewer, next.chat);
  showPickers(pane);
  keepLayout();
  return pane.refresh();
}

async function welcome(pane) {
  const name = await ask(word("newcomerAsk"), { input: true });
  if (!name) {
    pane.part(".who").value = pane.viewer;
    return undefined;
  }
  const answer = await addUser(name, inEnglish() ? "en" : "zh-hans");
  estate.load(await getChats());
  pane.show(answer.id, estate.privateChat(answer.id));
  panes.forEach(showPickers);
  keepLayout();
  return pane.refresh();
}

// A note begins with the role, which the panes show already: "technician 水工".
const aboutOf = ({ note }) => note?.split(" ").slice(1).join(" ");

function showPickers(pane) {
  // An open list must not be drawn anew under the finger.
  const form = JSON.stringify([estate.users, estate.chats.map(({ id, title, members, unread }) => [id, title, members, unread]), pane.viewer, pane.chat, inEnglish()]);
  if (form === pane.pickersForm) return;
  pane.pickersForm = form;
  const person = (user) => el("option", { value: user.id, selected: user.id === pane.viewer }, [estate.name(user), aboutOf(user)].filter(Boolean).join(" · "));
  pane.part(".who").replaceChildren(...estate.speakers(pane.chat).map(person), el("option", { value: NEWCOMER }, word("newcomer")));
  const own = estate.privateChat(pane.viewer);
  const groups = estate.groups().filter(({ members }) => pane.kind === "group" || members?.includes(pane.viewer));
  const waiting = (id) => (id !== pane.chat && estate.chat(id)?.unread ? ` (${estate.chat(id).unread})` : "");
  const place = (id, name) => el("option", { value: id, selected: id === pane.chat }, name + waiting(id));
  pane.part(".where").replaceChildren(place(own, word("privately")), ...groups.map(({ id, title }) => place(id, title)));
  const shown = pane.inGroup ? estate.chat(pane.chat)?.title : estate.user(pane.viewer)?.first_name;
  pane.part(".face").textContent = [...(shown ?? "?")][0];
  pane.part(".face").className = `face hue${Math.abs(pane.chat) % 6}`;
}

/** The address keeps who is where, so that a reload or a sent link shows the same. */
function keepLayout() {
  history.replaceState(null, "", `#${panes.map(({ kind, viewer, chat }) => `${kind}=${viewer}@${chat}`).join("&")}`);
}

function arrange() {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const pane of panes) {
    const [viewer, chat] = (kept.get(pane.kind) ?? "").split("@").map(Number);
    const asked = pane.chat ? { viewer: pane.viewer, chat: pane.chat } : { viewer, chat };
    const next = estate.knows(asked) ? asked : estate.first(pane.kind);
    pane.show(next.viewer, next.chat);
    showPickers(pane);
  }
  keepLayout();
}

let again = false;
let looking = false;

/** Look at everything once; calls that come meanwhile become one more look. */
async function refresh() {
  if (looking) { again = true; return; }
  looking = true;
  do {
    again = false;
    try {
      estate.load(await getChats());
      if (panes.some((pane) => !estate.knows(pane))) arrange();
      panes.forEach(showPickers);
      await Promise.all([...panes.map((pane) => pane.refresh()), clock.refresh(), inspector.refresh()]);
      showLost(false);
    } catch (error) {
      console.error(error);
      showLost(true);
    }
  } while (again);
  looking = false;
}

function showLost(yes) {
  byId("lost").hidden = !yes;
  byId("lost").textContent = yes ? word("lost") : "";
}

function showPane(kind) {
  document.body.dataset.shown = kind;
  for (const tab of byId("tabs").children) tab.setAttribute("aria-pressed", String(tab.dataset.tab === kind));
  paneOf(kind).toEnd();
}

function showTabs() {
  const tab = ({ kind }) => el("button", { type: "button", "data-tab": kind, onclick: () => showPane(kind) }, word(kind), el("b", { class: "count", hidden: true }));
  byId("tabs").replaceChildren(...panes.map(tab));
  showPane(document.body.dataset.shown);
}

function countUnread() {
  for (const pane of panes) {
    const badge = byId("tabs").querySelector(`[data-tab=${pane.kind}] .count`);
    if (!badge) continue;
    badge.hidden = pane.unread === 0;
    badge.textContent = pane.unread;
  }
}

function openDrawer(name, open) {
  byId(name).hidden = !open;
  byId(`open-${name}`).setAttribute("aria-expanded", String(open));
  if (!open) byId(`open-${name}`).focus();
  else byId(name).querySelector("input, button").focus();
}

function openTour(open) {
  byId("tour").hidden = !open;
  byId("open-tour").setAttribute("aria-expanded", String(open));
}

async function startOver() {
  if (!await ask(word("resetAsk"))) return;
  await reset();
  tour.forget();
  inspector.forget();
  for (const pane of panes) pane.show(0, 0);
  history.replaceState(null, "", "#");
  estate.load(await getChats());
  arrange();
  await refresh();
}

function inLanguage() {
  showWords();
  byId("language").textContent = word("other");
  byId("language").lang = inEnglish() ? "zh-Hans" : "en";
  showTabs();
  nameFilter();
  for (const pane of panes) { pane.label(); showPickers(pane); }
  clock.draw();
  tour.draw();
}

function listenToTools() {
  byId("panes").addEventListener("unread", countUnread);
  for (const name of ["due", "calls"]) {
    byId(`open-${name}`).addEventListener("click", () => { openDrawer(name, byId(name).hidden); inspector.refresh(); });
    byId(name).addEventListener("keydown", (event) => { if (event.key === "Escape") openDrawer(name, false); });
    document.querySelector(`[data-close=${name}]`).addEventListener("click", () => openDrawer(name, false));
  }
  byId("open-tour").addEventListener("click", () => openTour(byId("tour").hidden));
  byId("close-tour").addEventListener("click", () => { openTour(false); byId("open-tour").focus(); });
  byId("reset").addEventListener("click", startOver);
  byId("language").addEventListener("click", () => { switchLanguage(); inLanguage(); });
}

byId("panes").append(...panes.map(({ node }) => node));
listenToTools();
inLanguage();
await refresh();
listen(refresh, showLost);
