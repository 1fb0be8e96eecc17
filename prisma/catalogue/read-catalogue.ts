import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { subjectRowSchema, type SubjectRow } from "@/lib/features/subjects/schema";

const year = z
  .string()
  .regex(/^(\d{4})?$/)
  .transform((text) => (text === "" ? undefined : Number(text)));
const fileRowSchema = subjectRowSchema.omit({ replaces: true }).extend({ from: year, to: year });
const successorSchema = z.object({ earlier: z.string(), successor: z.string() });

function parsed<T>(name: string, row: z.ZodType<T>): T[] {
  const text = readFileSync(path.join(process.cwd(), "prisma", "catalogue", name), "utf8");
  return z.array(row).parse(parse(text, { columns: true, skip_empty_lines: true }));
}

/**
 * The rows of one CSV file that are in force in `fiscalYear`; a row whose 款 or 类 is not in force is not either. Throws
 * on a malformed file.
 */
function readFile(name: string, fiscalYear: number): SubjectRow[] {
  const successions = parsed("successors.csv", successorSchema);
  const absent = new Set<string>();
  const inForce: SubjectRow[] = [];
  for (const { from, to, ...row } of parsed(name, fileRowSchema)) {
    const parent = row.code.slice(0, -2);
    if (absent.has(parent) || (from !== undefined && fiscalYear < from) || (to !== undefined && fiscalYear > to))
      absent.add(row.code);
    else
      inForce.push({
        ...row,
        replaces: successions.flatMap(({ earlier, successor }) => (successor === row.code ? [earlier] : [])).join(" "),
      });
  }
  return inForce;
}

/** Functional and economic subjects in force in a fiscal year, in print order. */
export function readCatalogueRows(fiscalYear: number): { functional: SubjectRow[]; economic: SubjectRow[] } {
  return {
    functional: readFile("functional-subjects.csv", fiscalYear),
    economic: readFile("economic-subjects.csv", fiscalYear),
  };
}
