import { createCatalogue, parentCodeOf, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { SubjectRow } from "@/lib/features/subjects/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { initialsOf } from "@/lib/platform/pinyin";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Writes a whole catalogue, replacing what is there under the same id. Used at installation and once a year.
 * A row whose parent is missing, or a code that appears twice, refuses the file; nothing is half-imported.
 */
export async function importCatalogue(
  districtId: string,
  actor: AuditActor,
  catalogueId: string,
  files: { functional: readonly SubjectRow[]; economic: readonly SubjectRow[] },
): Promise<Outcome<{ functional: number; economic: number }>> {
  const problems = [...problemsOf("functional", files.functional), ...problemsOf("economic", files.economic)];
  if (problems.length > 0) return refused(...problems);

  const { length: functional } = files.functional;
  const { length: economic } = files.economic;
  await db().$transaction(
    async (transaction) => {
      await writeCatalogue(transaction, catalogueId, files);
      await recordAudit(
        {
          districtId,
          action: "catalogue.imported",
          actor,
          subject: { kind: "catalogue", id: catalogueId, name: catalogueId },
          details: { functional, economic },
        },
        transaction,
      );
    },
    { timeout: 30_000 },
  );
  return done({ functional, economic });
}

/** Writes the rows of a catalogue in the place of those that are there. They are whole, and no code is in them twice. */
export async function writeCatalogue(
  transaction: Prisma.TransactionClient,
  catalogueId: string,
  files: { functional: readonly ImportedSubject[]; economic: readonly ImportedSubject[] },
): Promise<void> {
  const functional = withInitials(files.functional);
  const economic = withInitials(files.economic);
  const { appropriationOf } = createCatalogue("functional", functional);
  await deleteCatalogue(transaction, catalogueId);
  await transaction.functionalSubject.createMany({
    data: functional.map((subject) => ({
      catalogueId,
      ...subject,
      parentCode: parentCodeOf("functional", subject.code) ?? null,
      fund: appropriationOf(subject.code),
    })),
  });
  await transaction.economicSubject.createMany({
    data: economic.map((subject) => ({
      catalogueId,
      ...subject,
      parentCode: parentCodeOf("economic", subject.code) ?? null,
    })),
  });
}

/** Takes away the rows of a catalogue, which no year has, or which are written anew. */
export async function deleteCatalogue(transaction: Prisma.TransactionClient, catalogueId: string): Promise<void> {
  await transaction.functionalSubject.deleteMany({ where: { catalogueId } });
  await transaction.economicSubject.deleteMany({ where: { catalogueId } });
}

/** A subject as a file has it; `initials` are derived from its name. */
type ImportedSubject = Pick<SubjectRow, "code" | "name" | "level" | "note" | "source"> & { replaces?: string };

function withInitials(rows: readonly ImportedSubject[]): Subject[] {
  return rows.map(({ code, name, level, note, source, replaces = "" }) => ({
    code,
    name,
    level: level as Subject["level"],
    note,
    source,
    replaces,
    initials: initialsOf(name),
  }));
}

function problemsOf(classification: "functional" | "economic", rows: readonly SubjectRow[]): string[] {
  const label = classification === "functional" ? "功能分类科目" : "经济分类科目";
  const codes = new Set<string>();
  const problems: string[] = [];
  if (rows.length === 0) problems.push(`${label}没有任何一行。`);
  for (const { code } of rows) {
    if (codes.has(code)) problems.push(`${label}${code}出现了两次。`);
    codes.add(code);
  }
  for (const { code } of rows) {
    const parent = parentCodeOf(classification, code);
    if (parent !== undefined && !codes.has(parent)) problems.push(`${label}${code}的上级科目${parent}不在目录中。`);
  }
  return problems;
}
