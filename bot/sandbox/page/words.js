// What the page itself says, in two languages; what the bot says comes from the server.

const WORDS = {
  zh: {
    brand: "管家", demo: "演示", demoNote: "人和房屋都是虚构的，不连接 Telegram",
    officeTime: "小区时间", plus10: "+10 分", plus60: "+1 小时", morning: "明早 9:00", next: "下一件到期",
    due: "待办", dueTitle: "到点要做的事", dueNone: "现在没有到点要做的事。", goThere: "拨到这一刻",
    tour: "导览", tourTitle: "跟着走一遍", inspector: "接口", reset: "重置", close: "关闭", cancel: "取消", ok: "好",
    other: "English", tools: "工具", panes: "三个窗口",
    shifted: "时钟已拨快 {by}，重置后恢复",
    lost: "与服务器的连接断了，正在重连……", resetAsk: "全部重来？所有消息和单子都会清空。",
    callsTitle: "机器人接口调用", callsFilter: "筛选：方法、会话",
    resident: "居民", group: "员工群", staff: "师傅 / 主管",
    who: "以谁的身份", where: "哪个会话", privately: "与机器人私聊", newcomer: "＋ 新来的人…", newcomerAsk: "新来的人叫什么名字？",
    empty: "还没有消息。", emptyHint: "点“{start}”，或在下面写一句话。", write: "写消息…", send: "发送", more: "照片、扫码等",
    sample: "示例照片", file: "选择照片", voice: "语音", contact: "发送我的号码", link: "扫码 / 深链接：粘贴邀请码或链接", open: "打开",
    reply: "回复", replying: "回复：", edited: "已编辑", copy: "复制", copied: "已复制：{text}", unread: "{n} 条新消息，跳到最新", allTopics: "全部",
    photo: "照片", document: "文件", spoiler: "点一下显示", refused: "没有发出去：{why}",
    doStep: "做这一步", doing: "正在做…", done: "已完成",
    tourEnd: "走完了：从报修到回访，一件事没有丢。", copyFailed: "请手动复制：{text}", audio: "语音 {text}",
  },
  en: {
    brand: "Guanjia", demo: "DEMO", demoNote: "Invented people and homes, no Telegram",
    officeTime: "Estate time", plus10: "+10 min", plus60: "+1 hour", morning: "9:00 tomorrow", next: "Next due",
    due: "Due", dueTitle: "What is due, and when", dueNone: "Nothing is due.", goThere: "Go there",
    tour: "Tour", tourTitle: "Walk through it", inspector: "Calls", reset: "Reset", close: "Close", cancel: "Cancel", ok: "OK",
    other: "中文", tools: "Tools", panes: "Panes",
    shifted: "The clock is {by} ahead until a reset",
    lost: "Connection lost, trying again…", resetAsk: "Start over? All messages and cases are erased.",
    callsTitle: "Bot API calls", callsFilter: "Filter: method, chat",
    resident: "Resident", group: "Staff group", staff: "Technician / head",
    who: "Speak as", where: "Chat", privately: "Private chat with the bot", newcomer: "＋ Somebody new…", newcomerAsk: "What is the newcomer called?",
    empty: "No messages yet.", emptyHint: "Press “{start}”, or write below.", write: "Message…", send: "Send", more: "Photos, QR code and more",
    sample: "Sample photo", file: "Choose a photo", voice: "Voice", contact: "Share my number", link: "QR code / deep link: paste a code or link", open: "Open",
    reply: "Reply", replying: "Reply to: ", edited: "edited", copy: "Copy", copied: "Copied: {text}", unread: "{n} new, go to latest", allTopics: "All",
    photo: "Photo", document: "File", spoiler: "Press to show", refused: "Not sent: {why}",
    doStep: "Do this step", doing: "Working…", done: "Done",
    tourEnd: "Done: from report to follow-up, nothing was lost.", copyFailed: "Copy by hand: {text}", audio: "Voice {text}",
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "zh";

export const inEnglish = () => language === "en";
export const locale = () => (inEnglish() ? "en-GB" : "zh-CN");

/** The page's own sentence; `{name}` is filled from values. */
export function word(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The right half of a {zh, en} pair. */
export const pick = (pair) => pair[language] ?? pair.zh;

export function switchLanguage() {
  language = inEnglish() ? "zh" : "en";
  localStorage.setItem("language", language);
  showWords();
}

export function showWords() {
  document.documentElement.lang = inEnglish() ? "en" : "zh-Hans";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-name]")) node.setAttribute("aria-label", word(node.dataset.name));
  document.title = `${word("brand")} · ${word("demo")}`;
}
