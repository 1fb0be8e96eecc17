import { z } from "zod";
import type { Action } from "@/lib/domain/report/actions";
import { importOutcomes, type ImportLine, type ImportOutcome } from "@/lib/domain/lists/difference";
import type { SubjectColumnId } from "@/lib/domain/lists/subject-columns";
import type { PortalColumnId } from "@/lib/domain/lists/portal-columns";
import type { PeopleColumnId } from "@/lib/domain/lists/people-columns";
import type { UnitColumnId } from "@/lib/domain/lists/unit-columns";
import type { UnderstoodRow } from "@/lib/domain/lists/understood-list";

interface ImportKind {
  label: string;
  permission: Extract<Action, "unit.manage" | "user.manage" | "fiscalYear.manage" | "portal.handOver">;
  /** The page from which a file of it is chosen; below it, the page of one import. */
  path: "/admin/import" | "/review/portal/import";
}

/** What can be imported as a list. */
export const importKinds = {
  units: { label: "单位", permission: "unit.manage", path: "/admin/import" },
  users: { label: "用户", permission: "user.manage", path: "/admin/import" },
  subjects: { label: "科目", permission: "fiscalYear.manage", path: "/admin/import" },
  portal: { label: "门户网站公开网址", permission: "portal.handOver", path: "/review/portal/import" },
} as const satisfies Record<string, ImportKind>;
export type ImportKindId = keyof typeof importKinds;
/** What administrators import among the lists of the district. */
export type AdminImportKindId = Exclude<ImportKindId, "portal">;
export const importKindIds = Object.keys(importKinds) as [ImportKindId, ...ImportKindId[]];

/** Largest file that is taken. */
export const MAX_LIST_BYTES = 5 * 1024 * 1024;
const base64Length = Math.ceil(MAX_LIST_BYTES / 3) * 4;

export const readListSchema = z.object({
  kind: z.enum(importKindIds),
  fileName: z.string().trim().min(1).max(200),
  /** Of subjects: the catalogue that they are for. */
  catalogueId: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z._-]{1,40}$/, "目录名称须为 1 至 40 位数字、字母或 . _ -。")
    .nullable()
    .default(null),
  /** The file, base64. */
  content: z
    .base64("文件在传输中损坏，请重新选择。")
    .min(1, "文件是空的，请重新选择。")
    .max(base64Length, `文件超过${MAX_LIST_BYTES / 1024 / 1024} MB。`),
});
export type ReadListInput = z.output<typeof readListSchema>;

const importId = z.uuid();

export const applyListSchema = z.object({
  importId,
  /** Names the difference that the person saw, and what was stored then. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

/** So many passwords are made for one request: each takes a few hundredths of a second of a processor. */
export const PASSWORDS_AT_ONCE = 20;
export const issuePasswordsSchema = z.object({ importId, userIds: z.array(z.uuid()).min(1).max(PASSWORDS_AT_ONCE) });

/** More records than this are applied as a background job. */
export const APPLIED_AT_ONCE = 200;

/** One sheet of a file as it was understood. */
export interface ReadSheet<Id extends string = UnitColumnId | PeopleColumnId | SubjectColumnId | PortalColumnId> {
  name: string;
  rows: UnderstoodRow<Id>[];
  /** Headings of columns that are not read. */
  unread: string[];
}

export const readSheetsSchema = z.array(
  z.object({
    name: z.string(),
    rows: z.array(
      z.object({
        row: z.number(),
        cells: z.record(z.string(), z.string()),
        problems: z.array(z.string()),
        notes: z.array(z.string()),
      }),
    ),
    unread: z.array(z.string()),
  }),
);

const changeSchema = z.object({ label: z.string(), before: z.string(), after: z.string() });
const lineSchema: z.ZodType<ImportLine> = z.object({
  row: z.number().nullable(),
  code: z.string(),
  name: z.string(),
  outcome: z.enum(["problem", "new", "changed", "unchanged", "absent"]),
  deeds: z.array(z.string()),
  changes: z.array(changeSchema),
  problems: z.array(z.string()),
  notes: z.array(z.string()),
});

/** What came of an import; `created`: ids of people who are new. */
export const importResultSchema = z.object({
  lines: z.array(lineSchema),
  questions: z.array(z.string()),
  created: z.array(z.object({ userId: z.uuid(), username: z.string(), name: z.string() })),
  durationMs: z.number(),
  /** Of the lines, where these were emptied after their span. */
  counts: z.record(z.enum(Object.keys(importOutcomes) as [ImportOutcome, ...ImportOutcome[]]), z.number()).optional(),
});
export type ImportResult = z.output<typeof importResultSchema>;

/** An import as its page shows it: before it is applied against what is stored now, afterwards as it was. */
export interface ImportView {
  id: string;
  kind: ImportKindId;
  fileName: string;
  catalogueId: string | null;
  sheets: { name: string; rows: number; unread: string[] }[];
  lines: ImportLine[];
  questions: string[];
  digest: string;
  /** What forbids it as a whole. */
  refusals: string[];
  jobId: string | null;
  applied: { by: string; at: string; durationMs: number; counts: Record<ImportOutcome, number> } | null;
  /** When its rows were emptied after their span; `null` while they are there. */
  emptiedAt: string | null;
  /** People who are new and have not signed in yet. */
  withoutPassword: { userId: string; username: string; name: string }[];
}

/** An import in a list. */
export interface ImportListLine {
  id: string;
  kind: ImportKindId;
  fileName: string;
  readBy: string;
  readAt: string;
  isApplied: boolean;
}

/** The page of one import. */
export function importPath(kind: ImportKindId, importId: string): string {
  return `${importKinds[kind].path}/${importId}`;
}

/** Lines that change what is stored. */
export function changingLines(lines: readonly ImportLine[]): number {
  return lines.filter(({ outcome }) => outcome === "new" || outcome === "changed").length;
}
