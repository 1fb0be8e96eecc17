import { noticePath, reportPath } from "@/lib/domain/words/report-path";
import { departmentNoun, type ReportScope } from "@/lib/domain/words/report-identity";
import { printableText } from "@/lib/documents/text/printable-text";
import { Feed } from "feed";
import { countsSentence, type ChangeCounts } from "@/lib/domain/document/publication-changes";
import { EXPLAINED_AT } from "./answers";
import { styledFeed } from "./feed-style";
import { LICENCE } from "./published-data";

const feedFormats = {
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
} as const;
export type FeedFormat = keyof typeof feedFormats;

/**
 * As what a feed is sent. Chromium shows what is called a feed as its source, whatever style it names; to a browser that
 * asks for something to be shown, Atom is the XML that it is.
 */
export function feedHeaders(format: FeedFormat, accept: string | null): { type: string; headers: { vary: string } } {
  const isShown = format === "atom" && (accept ?? "").includes("text/html");
  return { type: isShown ? "application/xml; charset=utf-8" : feedFormats[format], headers: { vary: "Accept" } };
}

/** The feed of everything; that of a unit has its code. */
export const ALL = "all";

/** A publication or correction as a feed tells of it. */
export interface FeedEntry {
  scope: ReportScope;
  unitCode: string;
  unitName: string;
  year: number;
  number: number;
  publishedAt: Date;
  correctionReason: string | null;
  chainHash: string;
}

/** An entry with how much it changed; `null`: a first version. */
export type ToldEntry = FeedEntry & { changed: ChangeCounts | null };

interface FeedOf {
  /** Whose feed it is: a district or a unit. */
  name: string;
  /** What it publishes: 单位决算. */
  noun: string;
  /** `all`, or the code of the unit. */
  of: string;
  entries: readonly ToldEntry[];
  /** An absolute address of a path of this site. */
  addressOf: (path: string) => string;
}

/** `101001.atom` taken apart; null for what names no feed. */
export function readFeedName(name: string): { of: string; format: FeedFormat } | null {
  const [, of, format] = /^([A-Za-z0-9-]{1,30})\.(atom|json)$/.exec(name) ?? [];
  return of === undefined ? null : { of, format: format as FeedFormat };
}

/**
 * Publications and corrections as an Atom feed (RFC 4287) or a JSON Feed 1.1, the newest first. An entry is known by its
 * link of the chain, which never changes.
 */
export function writeFeed(format: FeedFormat, { name, noun, of, entries, addressOf }: FeedOf): string {
  // The library writes titles of Atom as HTML, those of JSON Feed as they are; contents are HTML in both.
  const written = format === "atom" ? asHtml : printableText;
  const feed = new Feed({
    id: addressOf(`/feeds/${of}.atom`),
    title: printableText(`${name}${noun}：公开和更正`),
    description: printableText(`${name}${noun}的公开和更正，最近的在前。`),
    link: addressOf(pageOf(of, entries)),
    language: "zh-CN",
    copyright: `${LICENCE}（${addressOf(EXPLAINED_AT)}）`,
    generator: false,
    // Of the newest entry and of no clock: the same entries are the same bytes.
    updated: entries[0]?.publishedAt ?? new Date(0),
    feedLinks: { atom: addressOf(`/feeds/${of}.atom`), json: addressOf(`/feeds/${of}.json`) },
  });
  for (const entry of entries) {
    const { scope, unitName, year, number, publishedAt, correctionReason, chainHash, changed } = entry;
    const address = addressOf(reportPath(entry));
    const isCorrection = number > 1;
    const kind = isCorrection ? "更正" : "公开";
    const what = scope === "department" ? departmentNoun : noun;
    const told = changed
      ? `更正原因：${correctionReason ?? ""} ${countsSentence(changed)}`
      : `${unitName}公开了${year}年度${what}。`;
    feed.addItem({
      id: `urn:sha256:${chainHash}`,
      title: written(`${unitName}${year}年度${what}${isCorrection ? `（更正，第 ${number} 版）` : ""}`),
      link: address,
      date: publishedAt,
      published: publishedAt,
      content: changed
        ? `${asHtml(`更正原因：${correctionReason ?? ""}`)} <a href="${asHtml(addressOf(noticePath(entry)))}">${countsSentence(changed)}</a>`
        : asHtml(told),
      author: [{ name: printableText(unitName) }],
      description: written(told),
      category: [
        { name: kind, term: kind },
        { name: `${year}年度`, term: String(year) },
      ],
    });
  }
  return format === "atom" ? styledFeed(feed.atom1()) : feed.json1();
}

/** The page of what a feed tells of: the site, a unit over the years, or the newest accounts of a department. */
function pageOf(of: string, [newest]: readonly FeedEntry[]): string {
  if (of === ALL || !newest) return "/";
  return newest.scope === "department"
    ? reportPath({ unitCode: newest.unitCode, year: newest.year })
    : `/d/units/${of}`;
}

const asHtml = (text: string) =>
  printableText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
