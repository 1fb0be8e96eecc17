import { quoted } from "@/lib/domain/words/quoted";
import { randomUUID } from "node:crypto";
import { isOwnByName } from "@/lib/domain/register/departments-own";
import { obligationsOf, owes } from "@/lib/domain/register/obligations";
import { initialRegistration, recordEvent } from "@/lib/domain/register/record-event";
import {
  partiesOf,
  periodsBeside,
  type UnitEvent,
  type UnitPeriod,
  type UnitRegister,
  type UnitState,
} from "@/lib/domain/register/register";
import { savedMeanwhile } from "@/lib/features/audit/data";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { indexUnitNames } from "@/lib/features/unit-names/mutations";
import { readEventContext, readUnitOfYear, readUnitRegister, dateOf } from "@/lib/features/units/data";
import type { CreateUnitInput, ExemptionState, SetExemptionInput } from "@/lib/features/units/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Brings a department or a unit into the register: as founded on a day, by a document, or as one that was there before
 * the register was kept.
 */
export async function createUnit(
  districtId: string,
  actor: AuditActor,
  input: CreateUnitInput,
): Promise<Outcome<{ unitId: string }>> {
  const unitId = randomUUID();
  return changeRegister(districtId, async (transaction, register) => {
    const state = stateOf(input, register);
    const recorded = input.founded
      ? recordEvent(
          register,
          {
            id: randomUUID(),
            effectiveOn: input.founded.on,
            document: input.founded.document,
            kind: "found",
            unitId,
            state,
          },
          await readEventContext(districtId, transaction),
        )
      : initialRegistration(register, unitId, state);
    if (!recorded.ok) return recorded;
    await writeRegister(transaction, districtId, register, recorded.register, actor);
    await recordAudit(
      {
        districtId,
        action: "unit.created",
        actor,
        subject: { kind: "unit", id: unitId, name: state.name },
        details: { code: state.code, kind: state.kind, foundedOn: input.founded?.on ?? null },
      },
      transaction,
    );
    return done({ unitId });
  });
}

/** The state of a unit that enters a register. */
export function stateOf(input: Omit<CreateUnitInput, "founded">, register: UnitRegister): UnitState {
  const { level, parentId, kind, code, name, shortName = null } = input;
  const isDepartmentsOwn = input.isDepartmentsOwn ?? isOwnByName(register, input);
  return { level, parentId, kind, code, name, shortName, isObliged: true, isDepartmentsOwn };
}

/**
 * Sets, for one year, that a unit need not publish its accounts, with the basis, or that it has to. With `meanwhile`,
 * nothing has been done: somebody else has changed it since it was read as `known`, which is missing where nobody looked
 * at a page.
 */
export async function setExemption(
  districtId: string,
  actor: AuditActor,
  { known, ...exemption }: Exemption & { known?: ExemptionState },
): Promise<Outcome<{ meanwhile: SavedMeanwhile<ExemptionState> | null }>> {
  const { unitId, year } = exemption;
  return db().$transaction(async (transaction) => {
    const [state] = await transaction.$queryRaw<ExemptionState[]>`
      SELECT exempt_basis AS basis FROM obligation
      WHERE district_id = ${districtId}::uuid AND unit_id = ${unitId}::uuid AND year = ${year} FOR UPDATE`;
    const saving = {
      districtId,
      action: "unit.exemptionChanged",
      subjectId: unitId,
      details: { path: ["year"], equals: year },
    };
    const meanwhile =
      known && state && (await savedMeanwhile(transaction, saving, { changes: exemptionChanges(known, state), state }));
    if (meanwhile) return done({ meanwhile });
    const outcome = await exemptInYear(transaction, districtId, actor, exemption);
    return outcome.ok ? done({ meanwhile: null }) : outcome;
  });
}

function exemptionChanges(before: ExemptionState, now: ExemptionState): string[] {
  if (before.basis === now.basis) return [];
  if (now.basis === null) return ["改为公开"];
  return [
    before.basis === null
      ? `设为不予公开，依据${quoted(now.basis)}`
      : `依据由${quoted(before.basis)}改为${quoted(now.basis)}`,
  ];
}

type Exemption = Omit<SetExemptionInput, "known">;

/** The same as a part of something larger; refused for a unit that does not owe the year. */
export async function exemptInYear(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  { unitId, year, basis }: Exemption,
): Promise<Outcome<undefined>> {
  const { count } = await transaction.obligation.updateMany({
    where: { districtId, unitId, year },
    data: { exemptBasis: basis },
  });
  if (count === 0) return refused(`该单位不须填报${year}年度决算。`);
  const { unit } = (await readUnitOfYear(districtId, unitId, year, transaction))!;
  await recordAudit(
    {
      districtId,
      action: "unit.exemptionChanged",
      actor,
      subject: { kind: "unit", id: unitId, name: unit.name },
      details: { year, isExempt: basis !== null, exemptBasis: basis },
    },
    transaction,
  );
  return done(undefined);
}

/**
 * Freezes who owes a year, from the register as it is. Whether a unit publishes is taken over from its newest year
 * before.
 */
export async function freezeObligations(
  transaction: Prisma.TransactionClient,
  districtId: string,
  year: number,
): Promise<void> {
  await lockRegister(transaction, districtId);
  const register = await readUnitRegister(districtId, transaction);
  await addObligations(transaction, districtId, obligationsOf(register, year));
}

async function addObligations(
  transaction: Prisma.TransactionClient,
  districtId: string,
  obligations: readonly { unitId: string; year: number }[],
): Promise<void> {
  if (obligations.length === 0) return;
  await transaction.$executeRaw`
    INSERT INTO obligation (district_id, year, unit_id, exempt_basis)
    SELECT ${districtId}::uuid, given.year, given.unit_id,
      (SELECT o.exempt_basis FROM obligation o
       WHERE o.district_id = ${districtId}::uuid AND o.unit_id = given.unit_id AND o.year < given.year
       ORDER BY o.year DESC LIMIT 1)
    FROM unnest(${obligations.map(({ unitId }) => unitId)}::uuid[], ${obligations.map(({ year }) => year)}::int[]) AS given(unit_id, year)
    ON CONFLICT DO NOTHING`;
}

/** Changes the register of a district, one person after the other. */
export async function changeRegister<T>(
  districtId: string,
  change: (transaction: Prisma.TransactionClient, register: UnitRegister) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return db().$transaction(
    async (transaction) => {
      await lockRegister(transaction, districtId);
      return change(transaction, await readUnitRegister(districtId, transaction));
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

/** Changes of the register of a district wait for each other. */
export async function lockRegister(transaction: Prisma.TransactionClient, districtId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('register:' || ${districtId}::text, 0))`;
}

const keyOf = ({ unitId, validFrom }: Pick<UnitPeriod, "unitId" | "validFrom">) => `${unitId}:${validFrom ?? ""}`;

/**
 * Stores what is new in a register: identities, periods that end before those that begin, the events, and who owes which
 * opened year. Events of one day are kept in the order of their ids.
 */
export async function writeRegister(
  transaction: Prisma.TransactionClient,
  districtId: string,
  before: UnitRegister,
  next: UnitRegister,
  actor: AuditActor,
): Promise<void> {
  const known = new Set(before.periods.map(({ unitId }) => unitId));
  const founded = [...new Set(next.periods.map(({ unitId }) => unitId))].filter((unitId) => !known.has(unitId));
  await transaction.unit.createMany({ data: founded.map((id) => ({ id, districtId, createdAt: now() })) });

  const changed = periodsBeside(next, before);
  const stored = new Map(before.periods.map((period) => [keyOf(period), period]));
  const altered = changed.filter((period) => stored.has(keyOf(period)));
  for (const period of altered) {
    await transaction.unitPeriod.updateMany({
      where: { districtId, unitId: period.unitId, validFrom: period.validFrom && dateOf(period.validFrom) },
      data: columnsOf(period),
    });
  }
  const begun = changed.filter((each) => !stored.has(keyOf(each)));
  const namesakes = await transaction.unitPeriod.findMany({
    where: { districtId, isNamesake: true },
    select: { unitId: true, name: true },
  });
  const isNamesake = ({ unitId, name }: UnitPeriod) =>
    namesakes.some((each) => each.unitId === unitId && each.name === name);
  await transaction.unitPeriod.createMany({
    data: begun.map((period) => ({
      districtId,
      unitId: period.unitId,
      validFrom: period.validFrom && dateOf(period.validFrom),
      isNamesake: isNamesake(period),
      ...columnsOf(period),
    })),
  });
  const recorded = new Set(before.events);
  const events = next.events.filter((event) => !recorded.has(event));
  await writeEvents(transaction, districtId, events, actor);
  const touched = new Set([
    ...changed.map(({ unitId }) => unitId),
    ...events.flatMap((event) => [...partiesOf(event)]),
  ]);
  await refreezeObligations(transaction, districtId, next, [...touched]);
  await indexUnitNames(transaction, districtId, [...touched]);
}

function columnsOf({ unitId: _, validFrom: __, validTo, ...state }: UnitPeriod) {
  return { ...state, validTo: validTo && dateOf(validTo) };
}

async function writeEvents(
  transaction: Prisma.TransactionClient,
  districtId: string,
  events: readonly UnitEvent[],
  actor: AuditActor,
): Promise<void> {
  const recordedAt = now();
  await transaction.unitEvent.createMany({
    data: events.map(({ id, kind, effectiveOn, document, finalReport }) => ({
      districtId,
      id,
      kind,
      effectiveOn: dateOf(effectiveOn),
      documentNumber: document.number,
      documentDate: dateOf(document.date),
      finalReport,
      recordedById: actor.id,
      recordedAt,
    })),
  });
  await transaction.unitEventParty.createMany({
    data: events.flatMap(({ id, predecessors, successors }) =>
      [
        ...predecessors.map((unitId, position) => ({ part: "predecessor" as const, unitId, position, share: null })),
        ...successors.map(({ unitId, share }, position) => ({ part: "successor" as const, unitId, position, share })),
      ].map((party) => ({ districtId, eventId: id, ...party })),
    ),
  });
}

/**
 * Who owes the opened years, worked out anew for the units that were touched; the years of all others stay as they were
 * frozen.
 */
async function refreezeObligations(
  transaction: Prisma.TransactionClient,
  districtId: string,
  register: UnitRegister,
  unitIds: string[],
): Promise<void> {
  const years = (await transaction.fiscalYear.findMany({ where: { districtId }, select: { year: true } })).map(
    ({ year }) => year,
  );
  const frozen = await transaction.obligation.findMany({
    where: { districtId, unitId: { in: unitIds }, year: { in: years } },
    select: { unitId: true, year: true },
  });
  for (const { unitId, year } of frozen) {
    if (!owes(register, unitId, year))
      await transaction.obligation.delete({
        where: { districtId_year_unitId: { districtId, year, unitId } },
      });
  }
  const owed = years
    .toSorted((one, other) => one - other)
    .flatMap((year) => unitIds.filter((unitId) => owes(register, unitId, year)).map((unitId) => ({ unitId, year })));
  await addObligations(transaction, districtId, owed);
}
