/** What a watched address of the portal answered, judged against what is published. */
import { subDays, subHours } from "date-fns";
import { chinaDay } from "../words/moments";
import { inOneForm } from "../words/one-form";

/** Why an address gave nothing that could be judged. */
export const askingFailures = {
  noHost: "域名解析不到",
  refused: "拒绝连接",
  broken: "连接中断",
  slow: "在限定时间内没有应答完",
  certificate: "证书无效或已过期",
  tooManyRedirects: "反复跳转，没有到达页面",
  badRedirect: "跳转到的不是网址",
  tooLarge: "内容过大，没有读完",
  closedNetwork: "在内部网络上，没有核对",
} as const;
export type AskingFailure = keyof typeof askingFailures;

/** What came back from an address. */
export type PortalAnswer =
  | { state: "failed"; why: AskingFailure }
  | { state: "refused"; status: number }
  /** A page, as the text that a reader sees of it. */
  | { state: "page"; text: string }
  | { state: "pdf"; sha256: string }
  /** Something else: a picture, an archive. */
  | { state: "file" };

/** What is found of an address; each has its sentence, without the full stop. */
export const portalFindingKinds = ["unreachable", "unitNotNamed", "yearNotNamed", "otherFile"] as const;
export type PortalFindingKind = (typeof portalFindingKinds)[number];

export interface PortalFinding {
  kind: PortalFindingKind;
  text: string;
}

/** A finding with the moment since which every asking has found it. */
export interface KeptFinding extends PortalFinding {
  /** ISO 8601. */
  since: string;
}

/** The portal's address of a unit's year, with what the watch knows of it. */
export interface ShownPortalAddress {
  address: string;
  /** ISO 8601; `null` before the first time. */
  askedAt: string | null;
  /** It lies in a network that this installation does not ask. */
  isClosed: boolean;
  findings: readonly KeptFinding[];
}

/** What is known of an address, in a word. */
export type PortalState = "missing" | "notAsked" | "closed" | "trouble" | "right";

export const portalStateLabels: Record<PortalState, string> = {
  missing: "没有填网址",
  notAsked: "还没有核对",
  closed: "在内部网络上，没有核对",
  trouble: "有问题",
  right: "能打开，相符",
};

export function portalStateOf(shown: ShownPortalAddress | null): PortalState {
  if (shown === null) return "missing";
  if (shown.askedAt === null) return "notAsked";
  if (shown.isClosed) return "closed";
  return shown.findings.length > 0 ? "trouble" : "right";
}

/** A finding as a line of a list: since when, in China. */
export function findingText({ text, since }: KeptFinding): string {
  return `${text}（自 ${chinaDay(new Date(since))} 起）`;
}

/** The report that an address is to show. */
export interface WatchedReport {
  /** What the unit was called in its publications of the year. */
  unitNames: readonly string[];
  year: number;
  /** The PDF of every version, the newest first; those that are not made are absent. */
  pdfs: readonly { number: number; sha256: string }[];
  /** Number of the newest version. */
  newest: number;
}

/** A text without blanks and with one form of brackets and digits: what two spellings of a name share. */
export function comparedText(text: string): string {
  return inOneForm(text).normalize("NFKC").replace(/\s+/g, "");
}

/** Whether the policy of this installation, not the portal, kept the address from being asked. */
export function isNotAsked(answer: PortalAnswer): boolean {
  return answer.state === "failed" && answer.why === "closedNetwork";
}

/** What is wrong with what an address answered; none where it shows the report. */
export function judgeAnswer(report: WatchedReport, answer: PortalAnswer): PortalFinding[] {
  switch (answer.state) {
    case "failed":
      return isNotAsked(answer) ? [] : [{ kind: "unreachable", text: askingFailures[answer.why] }];
    case "refused":
      return [{ kind: "unreachable", text: `网站回答状态 ${answer.status}` }];
    case "page":
      return judgePage(report, comparedText(answer.text));
    case "pdf":
      return judgePdf(report, answer.sha256);
    case "file":
      return [{ kind: "otherFile", text: "打开的既不是网页，也不是 PDF" }];
  }
}

function judgePage({ unitNames, year }: WatchedReport, text: string): PortalFinding[] {
  const findings: PortalFinding[] = [];
  if (!unitNames.some((name) => text.includes(comparedText(name))))
    findings.push({ kind: "unitNotNamed", text: `页面文字中没有单位名称“${unitNames[0]}”` });
  if (!text.includes(String(year))) findings.push({ kind: "yearNotNamed", text: `页面文字中没有年度 ${year}` });
  return findings;
}

function judgePdf({ pdfs, newest }: WatchedReport, sha256: string): PortalFinding[] {
  const same = pdfs.find((pdf) => pdf.sha256 === sha256);
  if (same?.number === newest) return [];
  if (same) return [{ kind: "otherFile", text: `是第 ${same.number} 版的 PDF，现在公开的是更正后的第 ${newest} 版` }];
  // Without a file of its own there is nothing to compare with.
  return pdfs.some(({ number }) => number === newest)
    ? [{ kind: "otherFile", text: "PDF 与公开的 PDF 不是同一个文件（校验值不同）" }]
    : [];
}

/** What was found now, each since it was first found without a break. */
export function keptFindings(before: readonly KeptFinding[], found: readonly PortalFinding[], at: Date): KeptFinding[] {
  return found.map((finding) => ({
    ...finding,
    since: before.find(({ kind }) => kind === finding.kind)?.since ?? at.toISOString(),
  }));
}

/** A watched address of a unit's year as the alarm looks at it. */
export interface WatchedAddress {
  unitName: string;
  year: number;
  findings: readonly KeptFinding[];
}

/** Nights without an answer after which a portal is out of reach, and not merely busy. */
const BUSY_HOURS = 20;
/** Days without any asking after which somebody has to look. */
const SILENT_DAYS = 3;

/**
 * What the administrator is told of the portal on every page; `null` while everything is in order.
 *
 * @param lastAskedAt of all addresses; `null` before the first time
 * @param givenSince when the oldest address was given; `null` where there is none
 */
export function portalAlarmOf({
  at,
  troubled,
  lastAskedAt,
  givenSince,
}: {
  at: Date;
  troubled: readonly WatchedAddress[];
  lastAskedAt: Date | null;
  givenSince: Date | null;
}): { title: string; text: string } | null {
  const lasting = troubled.flatMap(({ unitName, year, findings }) => {
    const finding = findings.find(
      ({ kind, since }) => kind !== "unreachable" || new Date(since) < subHours(at, BUSY_HOURS),
    );
    return finding ? [`${unitName} ${year}年度：${finding.text}。`] : [];
  });
  if (lasting.length > 0)
    return { title: `门户网站上有 ${lasting.length} 份决算打不开，或不是公开的内容`, text: lasting[0]! };
  const silentSince = lastAskedAt ?? givenSince;
  return silentSince !== null && silentSince < subDays(at, SILENT_DAYS)
    ? {
        title: `门户网站上的决算有 ${SILENT_DAYS} 天以上没有核对`,
        text: "每天夜间应自动核对。请查看后台工作是否在运行。",
      }
    : null;
}
