// Moments as the estate's wall clock shows them.
import { locale } from "./words.js";

let zone = "Asia/Shanghai";

export function setZone(name) {
  if (name) zone = name;
}

/** A Date from what the server sends: seconds since 1970 or an ISO text. */
export const moment = (value) => new Date(typeof value === "number" ? value * 1000 : value);

const shown = (date, options) => new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(date);

export const timeOf = (date) => shown(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const dayOf = (date) => shown(date, { month: "long", day: "numeric", weekday: "short" });
export const fullOf = (date) => `${dayOf(date)} ${timeOf(date)}`;

/** The next 09:00 after today's midnight in the estate, as ISO with its offset; right in zones without a change that night. */
export function tomorrowAtNine(now) {
  const parts = (date) => Object.fromEntries(new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  const here = parts(now);
  const ahead = Date.UTC(here.year, here.month - 1, here.day, here.hour, here.minute) - Math.floor(now.getTime() / 60000) * 60000;
  return new Date(Date.UTC(here.year, here.month - 1, here.day + 1, 9) - ahead).toISOString();
}

/** "2 天 3 小时" for a number of seconds. */
export function lengthOf(seconds, english) {
  const minutes = Math.round(seconds / 60);
  const parts = [[Math.floor(minutes / 1440), english ? " d" : " 天"], [Math.floor(minutes / 60) % 24, english ? " h" : " 小时"], [minutes % 60, english ? " min" : " 分"]];
  return parts.filter(([many]) => many > 0).map(([many, unit]) => many + unit).join(" ") || (english ? "0 min" : "0 分");
}
