import { documentFormatLabels, documentFormats, documentMediaTypes } from "@/lib/domain/document/file-formats";
import { z } from "zod";
import { createDocument } from "zod-openapi";
import { frozenDocumentSchema } from "@/lib/documents/publication/frozen-document-schema";
import { reportPackageSchema } from "@/lib/documents/report-package/schema";
import { reportListHints } from "./address";
import { API_VERSION, LICENCE } from "./published-data";

const organisation = z.object({ code: z.string(), name: z.string() });
const envelope = { apiVersion: z.literal(API_VERSION), licence: z.literal(LICENCE) };
const version = z.object({
  number: z.number().int(),
  publishedAt: z.string(),
  contentHash: z.string(),
  correctionReason: z.string().nullable(),
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
      organisation.extend({ kind: z.string(), department: organisation.nullable(), years: z.array(z.number().int()) }),
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
        publishedAt: z.string(),
        contentHash: z.string(),
        correctionReason: z.string().nullable(),
        url: z.string(),
      }),
    ),
  }),
  report: z.object({
    ...envelope,
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

const json = (description: string, schema: z.ZodType) => ({
  "200": { description, content: { "application/json": { schema } } },
});
const notFound = {
  "308": { description: "代码为该单位其他年度所用，转至公开时的代码" },
  "404": {
    description: "没有公开的决算",
    content: {
      "application/problem+json": { schema: z.object({ title: z.string(), status: z.number(), detail: z.string() }) },
    },
  },
};
const address = z.object({ unitCode: z.string(), year: z.string() });
const chosen = z.object({ version: z.string().optional().meta({ description: "版本号，缺省为最新版本" }) });

/** OpenAPI 3.1 description of /api/v1 (design §8). */
export const openApiDocument = createDocument({
  openapi: "3.1.0",
  info: {
    title: "明账开放数据接口",
    version: API_VERSION,
    description: `已公开的单位决算，逐格数据。只含已公开内容，无须注册。${LICENCE}。`,
  },
  paths: {
    "/api/v1/years": { get: { summary: "有公开决算的年度", responses: json("年度", answers.years) } },
    "/api/v1/units": { get: { summary: "有公开决算的单位", responses: json("单位", answers.units) } },
    "/api/v1/reports": {
      get: {
        summary: "已公开的决算，按页",
        requestParams: {
          query: z.object({
            year: z.string().optional().meta({ description: reportListHints.year }),
            unit: z.string().optional().meta({ description: reportListHints.unit }),
            page: z.string().optional().meta({ description: reportListHints.page }),
            pageSize: z.string().optional().meta({ description: reportListHints.pageSize }),
          }),
        },
        responses: json("决算", answers.reports),
      },
    },
    "/api/v1/reports/{unitCode}/{year}": {
      get: {
        summary: "一份公开的决算，九张表逐格",
        requestParams: { path: address, query: chosen },
        responses: { ...json("决算", answers.report), ...notFound },
      },
    },
    "/api/v1/reports/{unitCode}/{year}.csv": {
      get: {
        summary: "一份公开的决算（CSV）",
        requestParams: { path: address, query: chosen },
        responses: { "200": { description: "CSV", content: { "text/csv": { schema: z.string() } } }, ...notFound },
      },
    },
    ...Object.fromEntries(
      documentFormats.map((format) => [
        `/api/v1/reports/{unitCode}/{year}.${format}`,
        {
          get: {
            summary: `一份公开的决算全文（${documentFormatLabels[format]}），内容不再变动`,
            requestParams: { path: address, query: chosen },
            responses: {
              "200": {
                description: documentFormatLabels[format],
                content: { [documentMediaTypes[format]]: { schema: z.string().meta({ format: "binary" }) } },
              },
              ...notFound,
            },
          },
        },
      ]),
    ),
    "/api/v1/reports/{unitCode}/{year}.provenance.json": {
      get: {
        summary: "一份公开的决算中每个数从哪里来、到哪里去",
        requestParams: { path: address, query: chosen },
        responses: { ...json("数的来龙去脉", answers.provenance), ...notFound },
      },
    },
    "/api/v1/reports/{unitCode}/{year}.package.json": {
      get: {
        summary: "一份公开的决算的全部数据（决算数据包，可导入）",
        requestParams: { path: address, query: chosen },
        responses: { ...json("数据包", reportPackageSchema), ...notFound },
      },
    },
  },
});
