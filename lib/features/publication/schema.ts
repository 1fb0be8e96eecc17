import { z } from "zod";
import { frozenDocumentSchema } from "@/lib/documents/publication/frozen-document-schema";
import { keyEvaluationSchema, projectSchema } from "@/lib/documents/report-package/performance-schema";
import type { PrintedTable } from "@/lib/domain/engine/contract";

const organisation = z.object({ code: z.string(), name: z.string() });

/** Version of the snapshot's own form; raised when its meaning changes. Old snapshots keep theirs for ever. */
export const SNAPSHOT_VERSION = 1;

/**
 * What a publication says, whole and by itself: nothing in it is looked up elsewhere later. Money is integer fen,
 * counts are integers; the tables are as they were printed, cell by cell.
 */
export const snapshotSchema = z.object({
  format: z.literal("mingzhang.publication"),
  formatVersion: z.literal(SNAPSHOT_VERSION),
  /** Absent: one unit's accounts. */
  scope: z.literal("department").optional(),
  district: organisation,
  department: organisation.nullable(),
  unit: organisation.extend({ kind: z.enum(["administrative", "civilServiceInstitution", "institution"]) }),
  year: z.number().int(),
  tableSetId: z.string(),
  catalogueId: z.string(),
  number: z.number().int().min(1),
  correctionReason: z.string().nullable(),
  facts: z.array(
    z.object({
      sheet: z.string(),
      row: z.string(),
      fund: z.string(),
      column: z.string(),
      measure: z.enum(["money", "count", "score"]),
      value: z.number().int(),
    }),
  ),
  texts: z.array(z.object({ slot: z.string(), text: z.string() })),
  projects: z.array(projectSchema),
  keyEvaluations: z.array(keyEvaluationSchema).default([]),
  /** Subjects used, under the names they were published with. */
  subjects: z.array(
    z.object({ classification: z.enum(["functional", "economic"]), code: z.string(), name: z.string() }),
  ),
  /** The nine statutory tables as they were printed. Their form is the domain's; nothing but this program writes it. */
  tables: z.array(
    z.custom<PrintedTable>(
      (value) => typeof value === "object" && value !== null && "rows" in value && "header" in value,
    ),
  ),
  /** The whole document as it read: profile, narrative with every calculation in words, glossary, attachments. */
  document: frozenDocumentSchema,
});

export type Snapshot = z.infer<typeof snapshotSchema>;
