// Who and what there is: users, chats, and which of them each pane shows first.

export class Estate {
  constructor() { this.load({}); }

  load({ bot = "", users = [], chats = [] }) {
    Object.assign(this, { bot, users, chats });
  }

  user = (id) => this.users.find((user) => user.id === id);
  chat = (id) => this.chats.find((chat) => chat.id === id);
  groups = () => this.chats.filter(({ type }) => type !== "private");
  name = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

  /** A person's chat with the bot; in Telegram it has the person's own number. */
  privateChat(user) {
    return this.chats.find(({ type, members }) => type === "private" && members?.includes(user))?.id ?? user;
  }

  /** Everybody who can speak in a chat; all when the server names nobody. */
  speakers(chat) {
    const found = this.chat(chat);
    if (!found || found.type === "private") return this.users;
    const members = this.users.filter(({ id }) => found.members?.includes(id));
    return members.length ? members : this.users;
  }

  noted = (word, among = this.users) => among.find(({ note }) => note?.startsWith(word));

  /** {viewer, chat} that a pane opens with. */
  first(kind) {
    const group = this.groups()[0];
    const staff = new Set(this.groups().flatMap(({ members }) => members ?? []));
    const resident = this.noted("resident") ?? this.users.find(({ id }) => !staff.has(id)) ?? this.users[0];
    const technician = this.noted("technician", this.speakers(group?.id)) ?? this.noted("technician")
      ?? this.users.find(({ id }) => staff.has(id)) ?? this.users.at(-1);
    if (kind === "group" && group) return { viewer: (technician ?? resident)?.id, chat: group.id };
    const person = (kind === "resident" ? resident : technician)?.id ?? 0;
    return { viewer: person, chat: this.privateChat(person) };
  }

  /** The same place after somebody chose another person. */
  asOther(viewer, chat) {
    const group = this.chat(chat)?.type !== "private" && this.speakers(chat).some(({ id }) => id === viewer);
    return { viewer, chat: group ? chat : this.privateChat(viewer) };
  }

  /** Another chat; in a group that the person is not in, a member speaks. */
  elsewhere(viewer, chat) {
    const speakers = this.speakers(chat);
    if (this.chat(chat)?.type === "private" || speakers.some(({ id }) => id === viewer)) return { viewer, chat };
    return { viewer: (this.noted("technician", speakers) ?? speakers[0])?.id ?? viewer, chat };
  }

  knows = ({ viewer, chat }) => Boolean(this.user(viewer)) && (Boolean(this.chat(chat)) || chat === viewer);
}
