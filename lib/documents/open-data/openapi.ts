import { documentFormatLabels, documentFormats, documentMediaTypes } from "@/lib/domain/document/file-formats";
import { z } from "zod";
import { createDocument } from "zod-openapi";
import { frozenDocumentSchema } from "@/lib/documents/publication/frozen-document-schema";
import { MANIFEST_FORMAT } from "@/lib/domain/proof/entry";
import { reportPackageSchema } from "@/lib/documents/report-package/schema";
import { EXPLAINED_AT, LICENCE_AT } from "./answers";
import { API_VERSION, LICENCE } from "./published-data";
import { queries } from "./queries";

/** What a publication is of. */
const reportScope = z.enum(["unit", "department"]).meta({
  description: "unit：单位决算；department：部门决算，含所属单位的数，不列入报告列表、合计、排名、检索和年度汇编",
});
const organisation = z.object({ code: z.string(), name: z.string() });
const envelope = { apiVersion: z.literal(API_VERSION), licence: z.literal(LICENCE), licenceUrl: z.literal(LICENCE_AT) };
const version = z.object({
  number: z.number().int(),
  publishedAt: z.string(),
  contentHash: z.string(),
  correctionReason: z.string().nullable(),
});

const sha256 = z.string().meta({ description: "SHA-256，十六进制" });
const publicKey = z
  .object({ crv: z.literal("Ed25519"), kty: z.literal("OKP"), x: z.string() })
  .meta({ description: "Ed25519 公钥（JSON Web Key，RFC 8037）" });
const keyId = z.string().meta({ description: "密钥编号：公钥的 JWK 指纹（RFC 7638），十六进制" });
const proofLine = z.object({
  entry: z.number().int().meta({ description: "编号，从 1 起不间断" }),
  hash: z.string().meta({ description: "text 的 SHA-256，十六进制" }),
  signature: z.string().meta({ description: "对 text 的 Ed25519 签名，Base64" }),
  text: z.string().meta({ description: "一条清单的原文（RFC 8785），其中 previous 为前一条的 hash" }),
});

const cell = z.object({
  id: z.string().meta({ description: "table.row.column" }),
  column: z.string(),
  yuan: z.string().nullable().meta({ description: "exact amount in yuan, null when blank" }),
  wan: z.string().nullable().meta({ description: "万元, two decimals, half up" }),
  printed: z.string().meta({ description: "as the statutory form shows it; zero prints empty" }),
});

const table = z.object({
  id: z.string(),
  number: z.number().int(),
  code: z.string(),
  title: z.string(),
  notes: z.array(z.string()),
  emptyStatement: z.string().nullable(),
  rows: z.array(
    z.object({
      id: z.string(),
      code: z.string().nullable(),
      label: z.string(),
      line: z.string().nullable(),
      cells: z.array(cell),
    }),
  ),
});

const changedThings = z.array(
  z.object({
    address: z.string().meta({ description: "单元格、句子、填报数的标识，也是报告页上的锚点" }),
    what: z.string().meta({ description: "是什么，用文字说" }),
    before: z.string().nullable().meta({ description: "更正前；没有或为空时为 null" }),
    after: z.string().nullable().meta({ description: "更正后；没有或为空时为 null" }),
  }),
);

/** Answers of the interface, as schemas: the document below and the tests read them. */
export const answers = {
  years: z.object({
    ...envelope,
    district: organisation.nullable(),
    years: z.array(
      z.object({ year: z.number().int(), tableSetId: z.string(), units: z.number().int(), expected: z.number().int() }),
    ),
  }),
  units: z.object({
    ...envelope,
    district: organisation.nullable(),
    units: z.array(
      organisation.extend({
        kind: z.string(),
        department: organisation.nullable(),
        isDepartmentsOwn: z.boolean(),
        years: z.array(z.number().int()),
      }),
    ),
  }),
  reports: z.object({
    ...envelope,
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int(),
    reports: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        departmentName: z.string().nullable(),
        year: z.number().int(),
        number: z.number().int(),
        sequence: z.number().int(),
        publishedAt: z.string(),
        contentHash: z.string(),
        correctionReason: z.string().nullable(),
        url: z.string(),
      }),
    ),
  }),
  cells: z.object({
    ...envelope,
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int(),
    reports: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        year: z.number().int(),
        number: z.number().int(),
        url: z.string(),
        tables: z.array(table.pick({ id: true, code: true, title: true, rows: true })),
      }),
    ),
  }),
  subjects: z.object({
    ...envelope,
    subjects: z.array(
      z.object({
        year: z.number().int(),
        classification: z.enum(["functional", "economic"]),
        code: z.string(),
        name: z.string(),
        level: z.number().int().meta({ description: "1 类、2 款、3 项" }),
      }),
    ),
  }),
  tables: z.object({
    ...envelope,
    years: z.array(
      z.object({
        year: z.number().int(),
        tables: z.array(
          z.object({
            id: z.string(),
            number: z.number().int(),
            code: z.string(),
            title: z.string(),
            columns: z.array(z.object({ id: z.string(), head: z.string().meta({ description: "栏目，由外到内" }) })),
          }),
        ),
      }),
    ),
  }),
  changes: z.object({
    ...envelope,
    changes: z.array(
      z.object({
        sequence: z.number().int().meta({ description: "公开的序号，本区县从 1 起不间断" }),
        scope: reportScope,
        unitCode: z.string(),
        unitName: z.string(),
        year: z.number().int(),
        number: z.number().int().meta({ description: "版本；2 起为更正" }),
        publishedAt: z.string(),
        correctionReason: z.string().nullable(),
        contentHash: z.string(),
        previousHash: z.string(),
        chainHash: z.string(),
        url: z.string(),
        changesUrl: z.string().nullable().meta({ description: "这次更正改了什么；首次公开为 null" }),
      }),
    ),
    next: z.string().nullable().meta({ description: "其余的公开；没有时为 null" }),
  }),
  search: z.object({
    ...envelope,
    q: z.string(),
    page: z.number().int(),
    total: z.number().int(),
    reports: z.array(
      z.object({
        unitCode: z.string(),
        unitName: z.string(),
        departmentName: z.string().nullable(),
        year: z.number().int(),
        number: z.number().int(),
        publishedAt: z.string(),
        url: z.string(),
        places: z.array(
          z.object({
            kind: z.enum(["unit", "subject", "project", "text", "amount"]),
            title: z.string(),
            excerpt: z.string().nullable(),
            fen: z.number().int().nullable().meta({ description: "金额（分）" }),
            place: z.string().nullable().meta({ description: "报告页上的锚点" }),
          }),
        ),
        further: z.number().int().meta({ description: "没有列出的其余处数" }),
      }),
    ),
  }),
  archives: z.object({
    ...envelope,
    archives: z.array(
      z.object({
        year: z.number().int(),
        reports: z.number().int(),
        lines: z.number().int(),
        size: z.number().int().meta({ description: "字节" }),
        sha256: z.string(),
        sequence: z.number().int().meta({ description: "所含最近一次公开的序号" }),
        madeAt: z.string(),
        isCurrent: z.boolean().meta({ description: "此后该年度没有新的公开和更正" }),
        url: z.string(),
      }),
    ),
  }),
  proof: z.object({
    ...envelope,
    district: organisation.nullable(),
    head: z
      .object({ entry: z.number().int(), hash: sha256, madeAt: z.string(), key: keyId })
      .nullable()
      .meta({ description: "清单日志的最后一条" }),
    chain: z
      .object({ sequence: z.number().int(), chainHash: sha256 })
      .nullable()
      .meta({ description: "最近一次公开及其本环" }),
    publications: z.number().int().meta({ description: "公开的份数" }),
    covered: z.number().int().meta({ description: "已有清单的份数" }),
    key: z.object({ id: keyId, publicKey }).nullable().meta({ description: "现在签名的密钥" }),
    entries: z.string(),
    keys: z.string(),
  }),
  proofEntries: z.object({
    ...envelope,
    entries: z.array(proofLine),
    next: z.string().nullable().meta({ description: "其余的清单；没有时为 null" }),
  }),
  proofKeys: z.object({
    ...envelope,
    keys: z.array(
      z.object({
        id: keyId,
        publicKey,
        madeAt: z.string(),
        from: z.number().int().meta({ description: "启用它的一条" }),
        until: z.number().int().nullable().meta({ description: "启用下一个密钥的一条；现用的为 null" }),
        lost: z.string().nullable().meta({ description: "前一个密钥丢失、未能签署更换的原因" }),
      }),
    ),
  }),
  manifest: z.object({ format: z.literal(MANIFEST_FORMAT), ...proofLine.shape, publicKey }),
  index: z.object({ ...envelope, addresses: z.array(z.string()) }),
  report: z.object({
    ...envelope,
    scope: reportScope,
    district: organisation,
    department: organisation.nullable(),
    unit: organisation.extend({ kind: z.string() }),
    year: z.number().int(),
    tableSet: z.string(),
    version: z.number().int(),
    publishedAt: z.string(),
    correctionReason: z.string().nullable(),
    hashes: z.object({ content: z.string(), chain: z.string(), previous: z.string(), sequence: z.number().int() }),
    versions: z.array(version),
    /** Hash and length (bytes) of a file that nobody has asked for yet are null. */
    files: z.array(
      z.object({
        format: z.enum(documentFormats),
        url: z.string(),
        sha256: z.string().nullable(),
        size: z.number().int().nullable(),
      }),
    ),
    tables: z.array(table),
    texts: z.array(z.object({ slot: z.string(), text: z.string() })),
    /** The whole document: every number of a sentence with its cells and its calculation in words. */
    document: frozenDocumentSchema,
  }),
  reportChanges: z.object({
    ...envelope,
    unitCode: z.string(),
    year: z.number().int(),
    version: z.number().int(),
    contentHash: z.string(),
    publishedAt: z.string(),
    correctionReason: z.string().nullable(),
    before: z.object({ number: z.number().int(), publishedAt: z.string(), contentHash: z.string() }),
    summary: z.string(),
    counts: z.object({
      facts: z.number().int(),
      cells: z.number().int(),
      sentences: z.number().int(),
      forms: z.number().int(),
      wording: z.number().int(),
    }),
    changedCells: z.array(z.string()).meta({ description: "本版中与上一版不同的单元格" }),
    changedSentences: z.array(z.string()).meta({ description: "本版中与上一版不同的句子" }),
    facts: changedThings.meta({ description: "填报数" }),
    cells: changedThings.meta({ description: "各表中的数（元）" }),
    sentences: changedThings.meta({ description: "情况说明等的句子" }),
    texts: changedThings.meta({ description: "填报的文字" }),
    explanations: changedThings.meta({ description: "句中数字的算法" }),
    forms: changedThings.meta({ description: "绩效表格" }),
    wording: changedThings.meta({ description: "名称、标题和说明" }),
    isUnnamed: z.boolean().meta({ description: "两版不同，但不在以上所列之中：只是次序或引用不同" }),
  }),
  provenance: z.object({
    ...envelope,
    unitCode: z.string(),
    year: z.number().int(),
    version: z.number().int(),
    figures: z.record(
      z.string().meta({ description: "table.row.column" }),
      z.object({
        label: z.string(),
        calculation: z.string().nullable().meta({ description: "the calculation in words, in yuan" }),
        from: z.array(z.string()).meta({ description: "figures it is computed from" }),
        into: z.array(z.string()).meta({ description: "figures computed from it" }),
        same: z.array(z.string()).meta({ description: "figures of other tables that come from the same entries" }),
      }),
    ),
  }),
} as const;

/** What goes wrong, as application/problem+json (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  problems: z.array(z.string()).optional(),
  allowed: z.array(z.string()).optional().meta({ description: "该地址可用的参数" }),
  addresses: z.array(z.string()).optional().meta({ description: "可用的地址" }),
});

const refused = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problem } },
});
const badQuery = { "400": refused("参数有误，或没有这个参数") };
const notFound = {
  "308": { description: "代码为该单位其他年度所用，转至公开时的代码" },
  "404": refused("没有公开的决算"),
};

const json = (description: string, schema: z.ZodType) => ({
  "200": { description, content: { "application/json": { schema } } },
  ...badQuery,
});

/** An operation whose answer is JSON. */
function operation(operationId: string, summary: string, { answer, query }: { answer: z.ZodType; query: z.ZodObject }) {
  return { get: { operationId, summary, requestParams: { query }, responses: json(summary, answer) } };
}

const place = z.object({
  unitCode: z.string().meta({ description: "单位代码", example: "101001" }),
  year: z.string().meta({ description: "年度", example: "2021" }),
});

/** An operation of one report. */
function reportOperation(operationId: string, summary: string, content: Record<string, { schema: z.ZodType }>) {
  return {
    get: {
      operationId,
      summary,
      requestParams: { path: place, query: queries.report },
      responses: { "200": { description: summary, content }, ...badQuery, ...notFound },
    },
  };
}

const ofJson = (schema: z.ZodType) => ({ "application/json": { schema } });

/** OpenAPI 3.1 description of /api/v1 (design §8). */
export const openApiDocument = createDocument({
  openapi: "3.1.0",
  info: {
    title: "明账开放数据接口",
    version: API_VERSION,
    description: `已公开的单位决算，逐格数据。只含已公开内容，无须注册。${LICENCE}。没有的参数一律拒绝，不会忽略。`,
    license: { name: LICENCE, url: LICENCE_AT },
  },
  servers: [{ url: "/" }],
  externalDocs: { description: "说明和示例", url: EXPLAINED_AT },
  paths: {
    "/api/v1": operation("index", "接口的全部地址", { answer: answers.index, query: queries.none }),
    "/api/v1/years": operation("years", "有公开决算的年度", { answer: answers.years, query: queries.none }),
    "/api/v1/units": operation("units", "有公开决算的单位", { answer: answers.units, query: queries.units }),
    "/api/v1/subjects": operation("subjects", "科目：有公开决算的各年度的科目目录", {
      answer: answers.subjects,
      query: queries.subjects,
    }),
    "/api/v1/tables": operation("tables", "各年度的公开表及其栏目", { answer: answers.tables, query: queries.tables }),
    "/api/v1/reports": operation("reports", "已公开的决算，按页", { answer: answers.reports, query: queries.reports }),
    "/api/v1/cells": operation("cells", "多份决算的数，按表和科目", { answer: answers.cells, query: queries.cells }),
    "/api/v1/archives": operation("archives", "整年数据：各年度全部已公开决算的压缩包", {
      answer: answers.archives,
      query: queries.none,
    }),
    "/api/v1/archives/{year}.zip": {
      get: {
        operationId: "archive",
        summary: "一个年度的全部已公开决算：CSV、Parquet 和 Fiscal Data Package 描述",
        requestParams: { path: place.pick({ year: true }), query: queries.none },
        responses: {
          "200": {
            description: "压缩包",
            content: { "application/zip": { schema: z.string().meta({ format: "binary" }) } },
          },
          ...badQuery,
          "404": refused("没有该年度的整年数据，或还没有做成"),
        },
      },
    },
    "/api/v1/changes": operation("changes", "某一时点以来的公开和更正", {
      answer: answers.changes,
      query: queries.changes,
    }),
    "/api/v1/proof": operation("proof", "可验证：清单日志的链头、密钥和份数", {
      answer: answers.proof,
      query: queries.none,
    }),
    "/api/v1/proof/entries": operation("proofEntries", "清单日志：每份公开及其文件的签名清单，逐条相接", {
      answer: answers.proofEntries,
      query: queries.proofEntries,
    }),
    "/api/v1/proof/keys": operation("proofKeys", "签名用过的全部公钥", {
      answer: answers.proofKeys,
      query: queries.none,
    }),
    "/api/v1/search": operation("search", "查找已公开的决算", { answer: answers.search, query: queries.search }),
    "/api/v1/reports/{unitCode}/{year}": reportOperation("report", "一份公开的决算，各表逐格", ofJson(answers.report)),
    "/api/v1/reports/{unitCode}/{year}.csv": reportOperation("reportCsv", "一份公开的决算（CSV）", {
      "text/csv": { schema: z.string() },
    }),
    ...Object.fromEntries(
      documentFormats.map((format) => [
        `/api/v1/reports/{unitCode}/{year}.${format}`,
        reportOperation(`report_${format}`, `一份公开的决算全文（${documentFormatLabels[format]}），内容不再变动`, {
          [documentMediaTypes[format]]: { schema: z.string().meta({ format: "binary" }) },
        }),
      ]),
    ),
    "/api/v1/reports/{unitCode}/{year}.provenance.json": reportOperation(
      "provenance",
      "一份公开的决算中每个数从哪里来、到哪里去",
      ofJson(answers.provenance),
    ),
    "/api/v1/reports/{unitCode}/{year}.changes.json": reportOperation(
      "reportChanges",
      "一次更正改了什么：与上一版逐格、逐句对照",
      ofJson(answers.reportChanges),
    ),
    "/api/v1/reports/{unitCode}/{year}.snapshot.json": reportOperation(
      "snapshot",
      "一份公开的决算的原文：这个文件的 SHA-256 就是校验值（hashes.content）",
      ofJson(z.record(z.string(), z.unknown())),
    ),
    "/api/v1/reports/{unitCode}/{year}.manifest.json": reportOperation(
      "manifest",
      "一份公开的决算最近一次的签名清单，连同公钥",
      ofJson(answers.manifest),
    ),
    "/api/v1/reports/{unitCode}/{year}.package.json": reportOperation(
      "reportPackage",
      "一份公开的决算的全部数据（决算数据包，可导入）",
      ofJson(reportPackageSchema),
    ),
  },
});
