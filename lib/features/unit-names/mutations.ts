import type { z } from "zod";
import { folded } from "@/lib/domain/search/folded";
import { shortNamesOf, stemOf } from "@/lib/domain/search/short-names";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { addAliasSchema, removeAliasSchema } from "@/lib/features/unit-names/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { initialsOf, pinyinOf } from "@/lib/platform/pinyin";

/**
 * Writes anew what units and departments are found by, in the transaction that has changed a name, a code or an alias of
 * theirs.
 */
export async function indexUnitNames(
  transaction: Prisma.TransactionClient,
  districtId: string,
  unitIds: readonly string[],
): Promise<void> {
  if (unitIds.length === 0) return;
  const found = await transaction.$queryRaw<FoundNames[]>`
    SELECT u.id AS "unitId", d.name AS "districtName",
      ARRAY(SELECT DISTINCT p.name FROM unit_period p WHERE p.unit_id = u.id) AS names,
      ARRAY(SELECT DISTINCT p.short_name FROM unit_period p WHERE p.unit_id = u.id AND p.short_name IS NOT NULL
            UNION SELECT a.alias FROM unit_alias a WHERE a.district_id = u.district_id AND a.unit_id = u.id) AS aliases,
      ARRAY(SELECT DISTINCT p.code FROM unit_period p WHERE p.unit_id = u.id) AS codes
    FROM unit u JOIN district d ON d.id = u.district_id
    WHERE u.district_id = ${districtId}::uuid AND u.id = ANY(${[...unitIds]}::uuid[])`;
  const rows = found.map(rowOf);
  await transaction.$executeRaw`
    INSERT INTO search_unit (district_id, unit_id, names, codes, sounds)
    SELECT ${districtId}::uuid, * FROM unnest(${rows.map(({ unitId }) => unitId)}::uuid[], ${rows.map(({ names }) => names)}::text[],
      ${rows.map(({ codes }) => codes)}::text[], ${rows.map(({ sounds }) => sounds)}::text[])
    ON CONFLICT (district_id, unit_id) DO UPDATE SET names = EXCLUDED.names, codes = EXCLUDED.codes, sounds = EXCLUDED.sounds`;
}

interface FoundNames {
  unitId: string;
  districtName: string;
  names: string[];
  aliases: string[];
  codes: string[];
}

function rowOf({ unitId, districtName, names, aliases, codes }: FoundNames) {
  const stems = names.map((name) => stemOf(name, districtName));
  const spoken = [...new Set([...stems, ...stems.flatMap(shortNamesOf), ...aliases])];
  return {
    unitId,
    names: linesOf([...names, ...spoken].map(folded)),
    codes: linesOf(codes),
    sounds: linesOf([...spoken, ...names].flatMap((name) => [pinyinOf(name), initialsOf(name)])),
  };
}

/** Each line between two breaks, so that a whole one can be looked for, and the beginning of one. */
const linesOf = (lines: readonly string[]) => ["", ...new Set(lines.filter((line) => line !== "")), ""].join("\n");

/** Adds a short name that people use of a unit. Several units may share one: all of them are found. */
export async function addAlias(
  districtId: string,
  actor: AuditActor & { id: string },
  { unitId, alias }: z.output<typeof addAliasSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const name = await nameOf(transaction, districtId, unitId);
    const { count } = await transaction.unitAlias.createMany({
      data: [{ districtId, unitId, alias, addedById: actor.id, addedAt: now() }],
      skipDuplicates: true,
    });
    if (count === 0) return refused(`“${name}”已经有简称“${alias}”。`);
    await afterChange(transaction, districtId, { actor, unitId, name, details: { aliasAdded: alias } });
    return done(undefined);
  });
}

/** Takes a short name away again. */
export async function removeAlias(
  districtId: string,
  actor: AuditActor,
  { unitId, alias }: z.output<typeof removeAliasSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const name = await nameOf(transaction, districtId, unitId);
    const { count } = await transaction.unitAlias.deleteMany({ where: { districtId, unitId, alias } });
    if (count === 0) return refused("这个简称已经被删除，请刷新页面。");
    await afterChange(transaction, districtId, { actor, unitId, name, details: { aliasRemoved: alias } });
    return done(undefined);
  });
}

/** @throws AppError notFound for a unit of another district. */
async function nameOf(transaction: Prisma.TransactionClient, districtId: string, unitId: string): Promise<string> {
  const period = await transaction.unitPeriod.findFirst({
    where: { districtId, unitId },
    orderBy: { validFrom: { sort: "desc", nulls: "last" } },
    select: { name: true },
  });
  if (!period) throw new AppError("notFound", `unit ${unitId}`);
  return period.name;
}

async function afterChange(
  transaction: Prisma.TransactionClient,
  districtId: string,
  {
    actor,
    unitId,
    name,
    details,
  }: { actor: AuditActor; unitId: string; name: string; details: Record<string, string> },
): Promise<void> {
  await indexUnitNames(transaction, districtId, [unitId]);
  const subject = { kind: "unit", id: unitId, name } as const;
  await recordAudit({ districtId, action: "unit.aliasChanged", actor, subject, details }, transaction);
}
