import { strFromU8, unzipSync } from "fflate";
import { parse as parseCsv } from "csv-parse/sync";
import { Parser } from "htmlparser2";
import { read } from "hucre";
import { writeFeed, type FeedFormat } from "@/lib/documents/open-data/feed";
import { writeList } from "@/lib/documents/lists/write-list";
import { viewAsCsv, viewAsJson, viewAsSvg, viewAsWorkbook } from "@/lib/documents/questions/write-view";
import { renderWord } from "@/lib/documents/word/render-word";
import { heading, paragraph, sampleDocument } from "@/lib/documents/testing/sample-document";
import { luozhuangPublication } from "@/lib/domain/testing/luozhuang-2021-publication";
import type { StatutoryDocument } from "@/lib/domain/document/document";
import { ask } from "@/lib/domain/questions/question";
import { noSiteDetails } from "@/lib/domain/site/site-details";
import type { View } from "@/lib/domain/questions/view";
import type { PublicReport } from "@/lib/features/public-reports/data";
import type { Snapshot } from "@/lib/features/publication/schema";
import { renderReport } from "@/site/render";

/** What a medium makes of a text: the kinds of its bones, to which no text may add one, and what its reader sees. */
export interface Rendered {
  bones: ReadonlySet<string>;
  shown: string[];
}

/** All texts, one behind the other, in every slot of a published page. */
export async function htmlWith(texts: readonly string[]): Promise<Rendered> {
  return bonesOfMarkup(await pageWith(texts.join("")), { isXml: false });
}

/** All texts in one Word file. */
export async function wordWith(texts: readonly string[]): Promise<Rendered> {
  return bonesOfArchive(await renderWord(documentWith(texts), { publication: null, date: "2022-09-15" }));
}

/** Every way out by which a text reaches a reader, but pages, Word and PDF, which are made of many texts at once. */
export const media: Record<string, (text: string) => Promise<Rendered>> = {
  "list, Excel": async (text) => bonesOfWorkbook(await bytesOf(writeList(listWith(text), "xlsx"))),
  "list, CSV": async (text) => bonesOfCsv((await bytesOf(writeList(listWith(text), "csv"))).toString("utf8")),
  "answer, Excel": async (text) => bonesOfWorkbook(await viewAsWorkbook(viewWith(text))),
  "answer, CSV": async (text) => bonesOfCsv(viewAsCsv(viewWith(text))),
  "answer, JSON": async (text) => bonesOfJson(viewAsJson(viewWith(text))),
  "answer, SVG": async (text) => bonesOfMarkup(viewAsSvg(viewWith(text))!, { isXml: true }),
  "feed, Atom": async (text) => bonesOfFeed(feedWith(text, "atom")),
  "feed, JSON": async (text) => bonesOfJson(feedWith(text, "json")),
};

/** Keys of a publication that hold words for people, wherever they stand in it. */
const wordKeys = new Set(["text", "heading", "term", "definition", "title", "name", "label", "caption", "unitName"]);

/** The same with the text before each of its words. */
function withWords(value: unknown, text: string, key = ""): unknown {
  if (typeof value === "string") return wordKeys.has(key) ? `${text}${value}` : value;
  if (Array.isArray(value)) return value.map((each) => withWords(each, text, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withWords(each, text, name)]));
}

const publication = {
  ...luozhuangPublication([], 1),
  district: { code: "371311", name: "罗庄区" },
} as unknown as Snapshot;

async function pageWith(text: string): Promise<string> {
  const snapshot = withWords(publication, text) as Snapshot;
  const version = {
    number: 1,
    publishedAt: new Date("2022-09-15T02:00:00Z"),
    contentHash: "1".repeat(64),
    correctionReason: null,
  };
  const report = {
    districtId: "d",
    unitCode: "101001",
    namings: [],
    sharedWith: [],
    snapshot,
    sequence: 1,
    previousHash: "",
    chainHash: "c".repeat(64),
    versions: [version],
    files: [],
    ...version,
  } as unknown as PublicReport;
  const district = { id: "d", code: "371311", name: `${text}罗庄区`, site: noSiteDetails } as never;
  return renderReport(
    {
      district,
      report,
      correction: null,
      yearBefore: null,
      memberCorrections: [],
      contact: null,
      portalAddress: null,
      isOfVersion: false,
      licence: "/data",
      addressOf: (path: string) => `https://js.example.gov.cn${path}`,
    } as never,
    { css: "/site.css", script: "/site.js" },
  );
}

/** A document with each text as sentence, heading and term, and in its name. */
export function documentWith(texts: readonly string[]): StatutoryDocument {
  const { document } = sampleDocument({ identity: { unitName: "一个单位" }, narrative: [] });
  return {
    ...document,
    unitName: `${texts[0]}一个单位`,
    title: `${texts[0]}单位决算`,
    parts: [
      {
        id: "profile",
        heading: `第一部分 ${texts[0]}`,
        blocks: texts.flatMap((text, at) => [
          heading(`h${at}`, 1, `一、${text}`),
          paragraph(`p${at}`, `句${text}。`),
          { kind: "term" as const, id: `t${at}`, term: `词${text}`, definition: `指${text}。` },
        ]),
      },
    ],
  };
}

function listWith(text: string) {
  return {
    name: "表",
    columns: [{ id: "a" as const, heading: "甲", width: 8, value: (row: string) => row, read: null }],
    rows: (async function* () {
      await Promise.resolve();
      yield [text];
    })(),
  };
}

function viewWith(text: string): View {
  return {
    question: ask("rank", { year: 2021, figure: "expenditure" }),
    district: { code: "371311", name: text },
    day: "2022-09-01",
    title: text,
    sentence: text,
    answer: text,
    columns: [
      { id: "name", heading: "单位", kind: "text" },
      { id: "amount", heading: "金额", kind: "money" },
    ],
    rows: [{ values: { name: text, amount: -1_00 } }],
    total: null,
    chart: { caption: text, label: "name", bar: "amount" },
    rule: text,
    notes: [text],
    empty: text,
    paging: { total: 1, page: 1, pageSize: 100 },
    related: [],
  };
}

function feedWith(text: string, format: FeedFormat): string {
  return writeFeed(format, {
    name: text,
    noun: "单位决算",
    of: "all",
    addressOf: (path) => `https://js.example.gov.cn${path}`,
    entries: [
      {
        scope: "unit",
        unitCode: "101001",
        unitName: text,
        year: 2021,
        number: 2,
        publishedAt: new Date("2022-09-15T02:00:00Z"),
        correctionReason: text,
        chainHash: "c".repeat(64),
        changed: { facts: 1, sentences: 1, cells: 1 } as never,
      },
    ],
  });
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** What no file of XML may hold, whatever it says. */
const forbiddenInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/;

/** Elements with the names of their attributes, and all words in and between them. */
function bonesOfMarkup(markup: string, { isXml }: { isXml: boolean }): Rendered {
  const bones = new Set<string>();
  const shown: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        bones.add(`<${name}>`);
        for (const [attribute, value] of Object.entries(attributes)) {
          bones.add(`${name} ${attribute}`);
          if (/^(href|src|action|xlink:href)$/.test(attribute) && /^\s*(javascript|data|vbscript):/i.test(value))
            bones.add(`${attribute} that runs`);
          shown.push(value);
        }
      },
      ontext: (text) => shown.push(text),
      oncomment: () => bones.add("a comment"),
      onprocessinginstruction: (name) => bones.add(name),
    },
    { xmlMode: isXml, decodeEntities: true },
  );
  parser.end(markup);
  if (isXml && forbiddenInXml.test(markup)) bones.add("a sign that XML forbids");
  return { bones, shown: [shown.join("")] };
}

/** A feed with the titles and contents in it, which are HTML. */
function bonesOfFeed(atom: string): Rendered {
  const feed = bonesOfMarkup(atom, { isXml: true });
  const inside = [...atom.matchAll(/<(?:title|content)[^>]*><!\[CDATA\[([^]*?)\]\]>/g)].map(([, html]) =>
    bonesOfMarkup(html!, { isXml: false }),
  );
  return {
    bones: new Set([...feed.bones, ...inside.flatMap(({ bones }) => [...bones])]),
    shown: inside.flatMap(({ shown }) => shown),
  };
}

/** The parts of an office file as markup; what their relations lead to is part of the bones. */
function bonesOfArchive(bytes: Uint8Array): Rendered {
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => /\.(xml|rels)$/.test(name));
  const read = parts.map(([name, part]) => ({ name, ...bonesOfMarkup(strFromU8(part), { isXml: true }) }));
  return {
    bones: new Set(read.flatMap(({ name, bones }) => [name, ...bones])),
    shown: read.flatMap(({ shown }) => shown),
  };
}

async function bonesOfWorkbook(bytes: Uint8Array): Promise<Rendered> {
  const { bones } = bonesOfArchive(bytes);
  const { sheets } = await read(bytes);
  return { bones, shown: sheets.flatMap(({ rows }) => rows.flat().map(String)) };
}

function bonesOfCsv(csv: string): Rendered {
  const rows = parseCsv(csv, { bom: true, relax_column_count: true });
  // A figure below zero is a figure; words that begin like a formula have a quote before them.
  const runs = rows.flat().filter((cell) => /^[=+\-@＝＋－＠\t\r]/.test(cell) && !/^-\d+\.\d\d$/.test(cell));
  const bones = rows.map((row) => `a row of ${row.length} cells`);
  return { bones: new Set(runs.length === 0 ? bones : [...bones, "a formula"]), shown: rows.flat() };
}

function bonesOfJson(json: string): Rendered {
  const shown: string[] = [];
  const bones = JSON.stringify(JSON.parse(json), (_, value: unknown) => {
    if (typeof value !== "string") return value;
    shown.push(value);
    return "";
  });
  return { bones: new Set([bones]), shown };
}
