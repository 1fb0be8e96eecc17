import { formatDateTime } from "../words/moments";
import { noticeTitle, type NoticeFacts, type NoticeKind } from "./notice-kinds";

/** What a mail server is given: plain text alone. */
export interface MailText {
  subject: string;
  text: string;
}

/** A notice as a mail tells it: its title and where it leads. Nothing of a report and nobody's words are in it. */
export interface MailedNotice {
  kind: NoticeKind;
  facts: NoticeFacts;
  at: Date;
  /** `null`: the installation does not know its own address. */
  link: string | null;
}

/** Signs that end a line or hide in one: a name must not become a head line of the mail. */
const control = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Longest subject; clients show forty signs or so. */
const SUBJECT = 80;
/** So many notices are listed in one mail. */
export const LISTED_IN_MAIL = 50;

/** A text as one line that is safe in a head of a mail, whole characters only. */
export function oneLine(text: string, longest: number = SUBJECT): string {
  const signs = Array.from(text.replaceAll(control, " ").trim());
  return signs.length <= longest ? signs.join("") : `${signs.slice(0, longest - 1).join("")}…`;
}

/** The mail of what a person is told of, one notice or many. */
export function mailOfNotices(
  notices: readonly MailedNotice[],
  { name, total, settingsLink }: { name: string; total: number; settingsLink: string | null },
): MailText {
  const titles = notices.map(({ kind, facts }) => oneLine(noticeTitle(kind, facts), 200));
  const subject = notices.length === 1 ? `【明账】${titles[0]!}` : `【明账】您有${total}条新通知`;
  const lines = notices.flatMap(({ at, link }, index) => [
    `${index + 1}. ${titles[index]!}`,
    `   ${formatDateTime(at)}`,
    ...(link === null ? [] : [`   ${link}`]),
    "",
  ]);
  return {
    subject: oneLine(subject),
    text: [
      `${oneLine(name)}，您好：`,
      "",
      ...lines,
      ...(total > notices.length ? [`另有${total - notices.length}条，请登录后在“通知”中查看。`, ""] : []),
      "具体内容请登录明账查看。本邮件由系统发出，请勿回复。",
      `要改为每日汇总或不再接收，请在“我的账号”的“邮件提醒”中设置${settingsLink === null ? "" : `：${settingsLink}`}`,
    ].join("\n"),
  };
}

/** The mail by which a person shows that an address is theirs. */
export function mailOfCode(code: string, { name, minutes }: { name: string; minutes: number }): MailText {
  return {
    subject: "【明账】邮箱验证码",
    text: [
      `${oneLine(name)}，您好：`,
      "",
      `您正在明账中设置接收通知的邮箱，验证码是 ${code}，${minutes}分钟内有效。`,
      "",
      "不是您本人操作的，请忽略本邮件：没有验证码，不会向这个邮箱发送任何通知。",
    ].join("\n"),
  };
}
