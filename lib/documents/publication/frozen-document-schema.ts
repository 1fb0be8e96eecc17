import { z } from "zod";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { partIds } from "@/lib/domain/engine/figure-state";
import type { FrozenDocument } from "@/lib/domain/document/frozen-document";

// A string to whoever reads the schema; which keys there are is the business of the domain.
const factKeySchema = z.string() as unknown as z.ZodType<FactKey>;

const fragmentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({
    kind: z.literal("number"),
    text: z.string(),
    value: z.number().int(),
    measure: z.enum(["fen", "count", "percent", "score"]),
    cells: z.array(z.string()),
    facts: z.array(z.string()),
    forms: z.array(z.string()).exactOptional(),
    places: z.array(z.string()).exactOptional(),
    explanation: z.string(),
  }),
  z.object({
    kind: z.literal("blank"),
    text: z.string(),
    blanks: z.array(z.object({ part: z.enum(partIds), key: factKeySchema.nullable() })),
  }),
  z.object({ kind: z.literal("reason"), slot: z.string(), isRequired: z.boolean(), text: z.string() }),
]);

const gridCellSchema = z.object({
  text: z.string(),
  colSpan: z.number().int().exactOptional(),
  rowSpan: z.number().int().exactOptional(),
  align: z.enum(["left", "center", "right"]).exactOptional(),
  isHead: z.boolean().exactOptional(),
  address: z.string().exactOptional(),
});

const blockSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("heading"),
    id: z.string(),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  z.object({
    kind: z.literal("paragraph"),
    id: z.string(),
    sentences: z.array(z.object({ id: z.string(), fragments: z.array(fragmentSchema) })),
  }),
  z.object({ kind: z.literal("statutoryTable"), id: z.string(), tableId: z.string() }),
  z.object({
    kind: z.literal("grid"),
    id: z.string(),
    grid: z.object({
      title: z.string().nullable(),
      widths: z.array(z.number()),
      orientation: z.enum(["portrait", "landscape"]),
      head: z.array(z.array(gridCellSchema)),
      body: z.array(z.array(gridCellSchema)),
      notes: z.array(z.string()),
    }),
  }),
  z.object({ kind: z.literal("term"), id: z.string(), term: z.string(), definition: z.string() }),
]);

/** A frozen document as a publication stores it. */
export const frozenDocumentSchema: z.ZodType<FrozenDocument> = z.object({
  title: z.string(),
  parts: z.array(
    z.object({
      id: z.enum(["profile", "tables", "narrative", "glossary", "attachments"]),
      heading: z.string(),
      blocks: z.array(blockSchema),
    }),
  ),
});
