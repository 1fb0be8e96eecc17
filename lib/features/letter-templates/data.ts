import type { LetterKind } from "@/lib/domain/decision/letter/letter";
import { initialTemplate, type LetterTemplate } from "@/lib/domain/decision/letter/template";
import { templateSchema } from "@/lib/features/letter-templates/schema";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** A district's template; revision 0 while it has not changed the initial one. */
export interface StoredTemplate {
  kind: LetterKind;
  template: LetterTemplate;
  revision: number;
}

/** The template of a kind that a district's letters are drafted from. */
export async function readTemplate(
  districtId: string,
  kind: LetterKind,
  client: Prisma.TransactionClient = db(),
): Promise<StoredTemplate> {
  const row = await client.letterTemplate.findUnique({ where: { districtId_kind: { districtId, kind } } });
  if (row) {
    const template = readStored(templateSchema, row.content, `letter template ${kind} of district ${districtId}`);
    return { kind, template, revision: row.revision };
  }
  const { name } = await client.district.findUniqueOrThrow({ where: { id: districtId }, select: { name: true } });
  return { kind, template: initialTemplate(kind, name), revision: 0 };
}
