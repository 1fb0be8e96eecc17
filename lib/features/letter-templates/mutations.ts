import type { z } from "zod";
import { composeLetter } from "@/lib/domain/decision/letter/compose";
import { letterKinds, type LetterKind } from "@/lib/domain/decision/letter/letter";
import { numberOf, templateProblems, type LetterTemplate } from "@/lib/domain/decision/letter/template";
import { printingProblems } from "@/lib/documents/letter/write-letter-pdf";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { readTemplate } from "@/lib/features/letter-templates/data";
import type { saveTemplateSchema } from "@/lib/features/letter-templates/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Stores the words of a district's letters. Letters that are drafted already keep theirs. */
export async function saveTemplate(
  districtId: string,
  actor: AuditActor & { id: string },
  { kind, template, revision }: z.output<typeof saveTemplateSchema>,
): Promise<Outcome<undefined>> {
  const problems = templateProblems(kind, template);
  if (problems.length > 0) return refused(...problems.map(({ text }) => text));
  const unprintable = await printingProblems(letterOf(kind, template), env().OFFICE_FONT_FOLDER);
  if (unprintable.length > 0) return refused(...unprintable);
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM district WHERE id = ${districtId}::uuid FOR NO KEY UPDATE`;
    const stored = await readTemplate(districtId, kind, transaction);
    if (stored.revision !== revision) return refused("他人刚刚修改了这份模板，请刷新后核对再保存。");
    const fields = (Object.keys(template) as (keyof LetterTemplate)[]).filter(
      (field) => !same(template[field], stored.template[field]),
    );
    if (fields.length === 0) return refused("模板与现在相同，没有需要保存的内容。");
    const data = { content: { ...template }, revision: revision + 1, updatedById: actor.id, updatedAt: now() };
    await transaction.letterTemplate.upsert({
      where: { districtId_kind: { districtId, kind } },
      create: { districtId, kind, ...data },
      update: data,
    });
    await recordAudit(
      {
        districtId,
        action: "letterTemplate.changed",
        actor,
        subject: { kind: "district", id: districtId, name: letterKinds[kind] },
        details: { fields },
      },
      transaction,
    );
    return done(undefined);
  });
}

/** A letter with the words of a template and nothing else, to see whether they can be printed. */
const letterOf = (kind: LetterKind, template: LetterTemplate) =>
  composeLetter({
    kind,
    year: 0,
    template,
    issuer: "",
    number: numberOf(template, 0, 1),
    addressee: "",
    reports: [],
    ownAccounts: null,
    total: null,
    hasAnnex: false,
    congress: null,
    follows: null,
    replaces: null,
  });
