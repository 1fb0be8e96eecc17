/**
 * Parts of a report that a person marks as looked at. A mark is of what the part said then: it falls when that changes,
 * whatever moved it.
 */
import type { ReportState } from "./report-state";

export interface SeenPart {
  /** Its address in the page. */
  id: string;
  title: string;
  /** Everything that it says, for its hash. */
  content: unknown;
}

/** The statutory tables, the other parts of the document, and what the unit says of its findings. */
export function seenParts({
  tables,
  document,
  explanations,
}: Pick<ReportState, "tables" | "document" | "explanations">): SeenPart[] {
  return [
    ...document.parts.flatMap(({ id, heading, blocks }): SeenPart[] =>
      id === "tables"
        ? tables.map((table) => ({ id: `table-${table.id}`, title: table.title, content: table }))
        : [{ id, title: heading, content: blocks }],
    ),
    { id: "explanations", title: "核实说明", content: explanations },
  ];
}

/** A mark of one person. */
export interface SeenMark {
  part: string;
  hash: string;
  at: Date;
}

/**
 * Since when a person has not looked at everything: the oldest of their newest looks at each part; `null` where they
 * never looked at some part. Whoever took a step on the report (`decidedAt`) had all of it before them.
 */
export function lookedAt(
  parts: readonly Pick<SeenPart, "id">[],
  marks: readonly SeenMark[],
  decidedAt: Date | null,
): Date | null {
  let oldest: Date | null = null;
  for (const { id } of parts) {
    const mark = marks.find(({ part }) => part === id)?.at ?? null;
    const look = mark && decidedAt ? (mark > decidedAt ? mark : decidedAt) : (mark ?? decidedAt);
    if (!look) return null;
    if (!oldest || look < oldest) oldest = look;
  }
  return oldest;
}

/** What a change is marked as seen by: a mark of one thing falls when that thing changes again. */
export function changePart(list: string, address: string): string {
  return `change:${list}:${address}`;
}
