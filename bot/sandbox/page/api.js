// The only module that talks to the server. Every deed of a persona passes `act`, so the tour can watch.

export const deeds = new EventTarget();

async function request(path, body) {
  const how = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  const answer = await fetch(path, { cache: "no-store", ...how });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error ?? found.description ?? `${path}: ${answer.status}`);
  return found;
}

/** A chat as the panes draw it: what Telegram itself noted is left out, an album is one message. */
export async function getChat(id, viewer) {
  const found = await request(`/sandbox/chats/${id}?viewer=${viewer}`);
  return { ...found, messages: withAlbums(found.messages.filter(({ text, media }) => text || media.length)) };
}

function withAlbums(messages) {
  const shown = [];
  for (const { versions, ...message } of messages) {
    const before = shown.at(-1);
    if (message.media_group_id && before?.media_group_id === message.media_group_id) before.media.push(...message.media);
    else shown.push(message);
  }
  return shown;
}

export const getChats = () => request("/sandbox/chats");
export const getClock = () => request("/sandbox/clock");
export const getCalls = (after) => request(`/sandbox/calls?after=${after}`);
export const moveClock = (move) => request("/sandbox/clock", move);
export const addUser = (name, language) => request("/sandbox/users", { first_name: name, language_code: language });
export const reset = () => request("/sandbox/reset", {});
export const fileUrl = (id) => `/sandbox/file/${encodeURIComponent(id)}`;

/** Somebody does something; answers {ok, why}, and never throws. `label`: what the button pressed says. */
export async function act(deed, label = "") {
  try {
    await request("/sandbox/act", deed);
  } catch (error) {
    return { ok: false, why: error.message };
  }
  deeds.dispatchEvent(new CustomEvent("deed", { detail: { ...deed, label } }));
  return { ok: true };
}

/** Call `changed` at each change on the server, `lost(true|false)` as the connection goes and comes. */
export function listen(changed, lost) {
  const events = new EventSource("/sandbox/events");
  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(changed, 60); };
  events.addEventListener("message", soon);
  events.addEventListener("changed", soon);
  events.addEventListener("open", () => { lost(false); soon(); });
  events.addEventListener("error", () => lost(true));
}
