import type { PortalDeed } from "@/lib/domain/lists/portal-import";
import { portalAddressProblem } from "@/lib/domain/site/portal-address";
import { isNotAsked, judgeAnswer, keptFindings, type PortalAnswer } from "@/lib/domain/site/portal-watch";
import { quoted } from "@/lib/domain/words/quoted";
import { savedMeanwhile } from "@/lib/features/audit/data";
import { recordAudit, recordAudits, type AuditActor, type AuditEntry } from "@/lib/features/audit/mutations";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { askFor, askOfHouse, type AskedItem } from "@/lib/features/background-jobs/mutations";
import {
  listAddressesNotAskedSince,
  listSameAddress,
  readPortalAddress,
  readPortalPlaces,
  readWatched,
  type AddressKey,
} from "@/lib/features/portal-addresses/data";
import type { SetPortalAddressInput } from "@/lib/features/portal-addresses/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** What came of giving an address. */
export interface PortalAddressAnswer {
  /** Somebody else has changed it since it was read as `known`; nothing has been done. */
  meanwhile: SavedMeanwhile<string> | null;
  /** Whose address it is already, as words. */
  sharedWith: string[];
}

/** An address that has not been asked. */
const unasked = { askedAt: null, isClosed: false, findings: [] } as const;

/**
 * Stores where the portal shows a unit's report of a year; a blank one takes it away. The watch asks it within minutes.
 *
 * @throws AppError notFound for a unit of another district.
 */
export async function setPortalAddress(
  districtId: string,
  actor: AuditActor & { id: string },
  { unitId, year, address, known }: SetPortalAddressInput,
): Promise<Outcome<PortalAddressAnswer>> {
  return db().$transaction(async (transaction): Promise<Outcome<PortalAddressAnswer>> => {
    // Two who save at once: the second sees what the first has stored.
    const [unit] = await transaction.$queryRaw<{ name: string | null }[]>`
      SELECT (SELECT unit_name FROM publication p WHERE p.district_id = u.district_id AND p.unit_id = u.id AND p.year = ${year}::int
              ORDER BY number DESC LIMIT 1) AS name
      FROM unit u WHERE u.district_id = ${districtId}::uuid AND u.id = ${unitId}::uuid FOR UPDATE`;
    if (!unit) throw new AppError("notFound", `unit ${unitId}`);
    if (unit.name === null) return refused(`本单位 ${year}年度决算还没有公开，公开之后再填门户网站上的网址。`);
    const key = { unitId, year };
    const state = (await readPortalAddress(districtId, key, transaction))?.address ?? "";
    const saving = {
      districtId,
      action: "portalAddress.changed",
      subjectId: unitId,
      details: { path: ["year"], equals: year },
    };
    const meanwhile = await savedMeanwhile(transaction, saving, { changes: changesBetween(known, state), state });
    if (meanwhile) return done({ meanwhile, sharedWith: [] });
    const [change] = changesBetween(state, address);
    if (change === undefined) return done({ meanwhile: null, sharedWith: [] });
    const problem =
      address === "" ? null : portalAddressProblem(address, await readPortalPlaces(districtId, transaction));
    if (problem !== null) return refused(problem);
    const where = { districtId_year_unitId: { districtId, year, unitId } };
    const changed = { address, changedById: actor.id, changedAt: now(), ...unasked };
    if (address === "") await transaction.portalAddress.delete({ where });
    else {
      await transaction.portalAddress.upsert({
        where,
        create: { districtId, ...key, ...changed, findings: [] },
        update: { ...changed, findings: [] },
      });
      await askForWatch(transaction, districtId, [key]);
    }
    const subject = { kind: "unit", id: unitId, name: unit.name } as const;
    const details = { year, portalAddress: change };
    await recordAudit({ districtId, action: "portalAddress.changed", actor, subject, details }, transaction);
    const sharedWith = address === "" ? [] : await listSameAddress(districtId, { ...key, address }, transaction);
    return done({ meanwhile: null, sharedWith });
  });
}

/** What is otherwise, as a sentence without its full stop. */
function changesBetween(before: string, now: string): string[] {
  if (before === now) return [];
  if (now === "") return [`删去网址${quoted(before)}`];
  return [before === "" ? `填写网址${quoted(now)}` : `网址由${quoted(before)}改为${quoted(now)}`];
}

/** Writes what a list has brought, in the transaction of its import, and asks for their watch. */
export async function writePortalAddresses(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor & { id: string },
  { deeds, importId }: { deeds: readonly (PortalDeed & { unitName: string; before: string })[]; importId: string },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO portal_address (district_id, unit_id, year, address, changed_by, changed_at)
    SELECT ${districtId}::uuid, d.unit_id, d.year, d.address, ${actor.id}::uuid, ${now()}::timestamptz
    FROM unnest(${deeds.map(({ unitId }) => unitId)}::uuid[], ${deeds.map(({ year }) => year)}::int[],
      ${deeds.map(({ address }) => address)}::text[]) AS d (unit_id, year, address)
    ON CONFLICT (district_id, year, unit_id) DO UPDATE SET address = EXCLUDED.address, changed_by = EXCLUDED.changed_by,
      changed_at = EXCLUDED.changed_at, asked_at = NULL, is_closed = false, findings = '[]'`;
  await recordAudits(
    deeds.map(({ unitId, unitName, year, address, before }): AuditEntry => {
      const subject = { kind: "unit", id: unitId, name: unitName } as const;
      const details = { year, portalAddress: changesBetween(before, address)[0]!, importId };
      return { districtId, action: "portalAddress.changed", actor, subject, details };
    }),
    transaction,
  );
  await askForWatch(transaction, districtId, deeds);
}

/** Addresses that one item of the watch asks, one after the other: within its time even where none answers. */
const ADDRESSES_OF_AN_ITEM = 10;

function itemsOf(keys: readonly AddressKey[]): AskedItem<"portalWatch">[] {
  const items: AskedItem<"portalWatch">[] = [];
  for (let from = 0; from < keys.length; from += ADDRESSES_OF_AN_ITEM) {
    const addresses = keys.slice(from, from + ADDRESSES_OF_AN_ITEM).map(({ unitId, year }) => ({ unitId, year }));
    items.push({ label: `第 ${from + 1} 至 ${from + addresses.length} 个网址`, input: { addresses } });
  }
  return items;
}

/** Work of the house, although somebody has given the addresses: nobody waits for it. */
async function askForWatch(
  transaction: Prisma.TransactionClient,
  districtId: string,
  keys: readonly AddressKey[],
): Promise<void> {
  const askedBy = { id: null, name: "系统" };
  const items = itemsOf(keys);
  await askFor(transaction, {
    districtId,
    kind: "portalWatch",
    askedBy,
    subject: `${keys.length} 个新填的网址`,
    items,
  });
}

/**
 * Asks for the watch of every address of a district that has not been asked since a moment, unless a watch is going on.
 *
 * @returns whether it was asked for.
 */
export async function askForWatchSince(districtId: string, since: Date): Promise<boolean> {
  const keys = await listAddressesNotAskedSince(districtId, since);
  if (keys.length === 0) return false;
  return askOfHouse(districtId, { kind: "portalWatch", subject: `${keys.length} 个网址`, items: itemsOf(keys) });
}

/**
 * Keeps what an address answered. One that was changed meanwhile has not been asked.
 *
 * @param asked the address as it was asked
 */
export async function keepAnswer(
  districtId: string,
  key: AddressKey,
  { asked, answer }: { asked: string; answer: PortalAnswer },
): Promise<void> {
  const watched = await readWatched(districtId, key);
  if (watched?.portal.address !== asked) return;
  const at = now();
  const findings = keptFindings(watched.portal.findings, judgeAnswer(watched.report, answer), at);
  await db().portalAddress.updateMany({
    where: { districtId, ...key, address: asked },
    data: { askedAt: at, isClosed: isNotAsked(answer), findings: findings.map((finding) => ({ ...finding })) },
  });
}
