import type { LetterDays } from "@/lib/domain/decision/due-dates";
import type { Letter, LetterKind } from "@/lib/domain/decision/letter/letter";
import type { LetterStatus, ReportNow } from "@/lib/domain/decision/letter/letter-rules";
import type { Day } from "@/lib/domain/register/days";
import { can, type Actor } from "@/lib/domain/report/permissions";
import { letterContentSchema } from "@/lib/features/letters/schema";
import { dayOf, readUnitOfYear } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db, pool } from "@/lib/platform/db";
import type { ApprovalLetter, Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** A letter in a list. */
export interface LetterLine {
  id: string;
  kind: LetterKind;
  year: number;
  issuerId: string | null;
  addresseeId: string;
  number: string | null;
  status: LetterStatus;
  revision: number;
  issuer: string;
  addressee: string;
  title: string;
  /** How many reports it approves. */
  reports: number;
  issuedOn: Day | null;
  receivedOn: Day | null;
  supersedesId: string | null;
  followsId: string | null;
}

/** A letter with everything that is stored of it. */
export interface StoredLetter extends Omit<LetterLine, "reports" | "title" | "issuer" | "addressee"> {
  fiscalYearId: string;
  letter: Letter;
  contentHash: string | null;
  editedById: string;
  /** `null` while it is in force; number and day are `null` where an earlier release asked for the reason only. */
  revoked: { number: string | null; on: Day | null; reason: string } | null;
}

function toStored(row: ApprovalLetter): StoredLetter {
  const letter = readStored(letterContentSchema, row.content, `letter ${row.id}`);
  const { id, kind, fiscalYearId, issuerId, addresseeId, number, status, revision, contentHash, editedById } = row;
  return {
    id,
    kind,
    fiscalYearId,
    year: letter.year,
    issuerId,
    addresseeId,
    number,
    status,
    revision,
    letter,
    contentHash,
    editedById,
    issuedOn: row.issuedOn && dayOf(row.issuedOn),
    receivedOn: row.receivedOn && dayOf(row.receivedOn),
    revoked:
      row.revokedReason === null
        ? null
        : { number: row.revokedNumber, on: row.revokedOn && dayOf(row.revokedOn), reason: row.revokedReason },
    supersedesId: row.supersedesId,
    followsId: row.followsId,
  };
}

/** A letter of a district; `null` when it has no such letter. */
export async function readLetter(
  districtId: string,
  letterId: string,
  client: Prisma.TransactionClient = db(),
): Promise<StoredLetter | null> {
  const row = await client.approvalLetter.findUnique({ where: { districtId_id: { districtId, id: letterId } } });
  return row && toStored(row);
}

/** Letters of a district by their ids, with the names of those who received them. */
export async function readLetters(
  districtId: string,
  ids: readonly string[],
): Promise<{ letters: StoredLetter[]; receivers: Map<string, string> }> {
  const rows = await db().approvalLetter.findMany({ where: { districtId, id: { in: [...ids] } } });
  const names = await namesOf(
    districtId,
    rows.map(({ receivedById }) => receivedById),
  );
  const receivers = rows.flatMap(({ id, receivedById }) =>
    receivedById === null ? [] : [[id, names.get(receivedById) ?? ""] as const],
  );
  return { letters: rows.map(toStored), receivers: new Map(receivers) };
}

/** What somebody may do with a letter. */
export interface LetterRights {
  mayRead: boolean;
  /** Edit, delete; of an issued one: correct, revoke. */
  mayDraft: boolean;
  mayIssue: boolean;
  mayReceive: boolean;
  /** The department may pass it on to its units. */
  mayPassOn: boolean;
}

/**
 * A letter is seen by the bureau, by who issued it, by its addressee and by the addressee's department; a draft by who
 * drafts it only.
 */
export async function rightsTo(actor: Actor, districtId: string, stored: StoredLetter): Promise<LetterRights> {
  const { issuerId, addresseeId, status, year } = stored;
  const district = { districtId };
  const unit = (unitId: string) => ({ districtId, unitId, status: null });
  const isIssuer =
    issuerId === null ? can(actor, "letter.draft", district) : can(actor, "letter.passOn", unit(issuerId));
  const isAddressee = can(actor, "letter.receive", unit(addresseeId));
  const isOut = status !== "draft";
  const mayReadAtBureau = can(actor, "letter.read", district) && (isOut || issuerId === null);
  const department = (await readUnitOfYear(districtId, addresseeId, year))?.department ?? null;
  const isAbove = department !== null && can(actor, "letter.receive", unit(department.id));
  return {
    mayRead: mayReadAtBureau || isIssuer || (isOut && (isAddressee || isAbove)),
    mayDraft: isIssuer,
    mayIssue: issuerId === null ? can(actor, "letter.issue", district) : isIssuer,
    mayReceive: isOut && isAddressee,
    mayPassOn: isOut && issuerId === null && can(actor, "letter.passOn", unit(addresseeId)),
  };
}

interface LetterFilter {
  year?: number;
  kind?: LetterKind;
  addresseeIds?: readonly string[];
  issuerIds?: readonly string[];
  followsId?: string;
}

/** Ties of both end with the number, then the addressee; a draft without a number comes after those with one. */
const letterOrders = {
  /** For working on them: drafts, then by the day of the letter, the newest first. */
  newest: "l.issued_on DESC NULLS FIRST, l.kind, l.number_year DESC, length(l.number), l.number",
  /** As a register has them: the bureau's first, by number. */
  register: "l.kind, l.number_year DESC, length(l.number), l.number",
};

/** Letters of a district, those of the newest fiscal year first. */
export async function listLetters(
  districtId: string,
  filter: LetterFilter = {},
  order: keyof typeof letterOrders = "newest",
): Promise<LetterLine[]> {
  const { rows } = await pool().query<LetterLine>(
    `SELECT l.id, l.kind, y.year, l.issuer_id AS "issuerId", l.addressee_id AS "addresseeId", l.number, l.status, l.revision,
       l.content->>'issuer' AS issuer, l.content->>'addressee' AS addressee, l.content->>'title' AS title,
       (SELECT count(*)::int FROM approval_letter_report r WHERE r.district_id = l.district_id AND r.letter_id = l.id) AS reports,
       to_char(l.issued_on, 'YYYY-MM-DD') AS "issuedOn", to_char(l.received_on, 'YYYY-MM-DD') AS "receivedOn",
       l.supersedes_id AS "supersedesId", l.follows_id AS "followsId"
     FROM approval_letter l JOIN fiscal_year y ON y.id = l.fiscal_year_id
     WHERE l.district_id = $1 AND ($2::int IS NULL OR y.year = $2) AND ($3::letter_kind IS NULL OR l.kind = $3)
       AND ($4::uuid[] IS NULL OR l.addressee_id = ANY($4)) AND ($5::uuid[] IS NULL OR l.issuer_id = ANY($5))
       AND ($6::uuid IS NULL OR l.follows_id = $6)
     ORDER BY y.year DESC, ${letterOrders[order]}, l.content->>'addressee', l.id`,
    [
      districtId,
      filter.year ?? null,
      filter.kind ?? null,
      filter.addresseeIds ?? null,
      filter.issuerIds ?? null,
      filter.followsId ?? null,
    ],
  );
  return rows;
}

/** Names of the people who had to do with a letter. */
export async function peopleOfLetter(
  districtId: string,
  letterId: string,
): Promise<{ editedBy: string; issuedBy: string; receivedBy: string; revokedBy: string }> {
  const row = await db().approvalLetter.findUniqueOrThrow({ where: { districtId_id: { districtId, id: letterId } } });
  const ids = [row.editedById, row.issuedById, row.receivedById, row.revokedById];
  const names = await namesOf(districtId, ids);
  const [editedBy, issuedBy, receivedBy, revokedBy] = ids.map((id) => (id === null ? "" : (names.get(id) ?? "")));
  return { editedBy: editedBy!, issuedBy: issuedBy!, receivedBy: receivedBy!, revokedBy: revokedBy! };
}

/** How the reports that a letter approves stand now; locked until the end of a transaction that issues it. */
export async function readReportsNow(
  districtId: string,
  versionIds: readonly string[],
  client: Prisma.TransactionClient = db(),
  options: { lock: boolean } = { lock: false },
): Promise<ReportNow[]> {
  if (options.lock)
    await client.$executeRaw`
      SELECT FROM report_version WHERE district_id = ${districtId}::uuid AND id = ANY(${[...versionIds]}::uuid[])
      ORDER BY id FOR SHARE`;
  return client.$queryRaw<ReportNow[]>`
    SELECT v.id AS "versionId", u.name AS "unitName",
      CASE WHEN v.status IN ('approved', 'published') THEN v.content_hash END AS "contentHash",
      EXISTS (SELECT FROM report_version n WHERE n.district_id = v.district_id AND n.report_id = v.report_id
        AND n.number > v.number AND n.status IN ('approved', 'published')) AS "isOutdated"
    FROM report_version v
    JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    JOIN fiscal_year y ON y.id = r.fiscal_year_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
    WHERE v.district_id = ${districtId}::uuid AND v.id = ANY(${[...versionIds]}::uuid[])`;
}

/** Who a unit's letters came from, with their days. */
export interface LettersOfUnit {
  /** The bureau's, to its department or to itself. */
  bureau: LetterDays | null;
  /** Its department's, or the bureau's where that went to the unit itself. */
  own: LetterDays | null;
}

/**
 * The days of the letters of a year, by the code that the unit has in it. Where a letter was replaced, its days stay:
 * clocks run from the first one.
 */
export async function listLetterDays(districtId: string, fiscalYearId: string): Promise<Map<string, LettersOfUnit>> {
  const { rows } = await pool().query<{
    unitCode: string;
    kind: LetterKind;
    isDirect: boolean;
    signedOn: Day;
    receivedOn: Day | null;
  }>(
    `SELECT u.code AS "unitCode", l.kind, l.addressee_id = r.unit_id AS "isDirect",
       to_char(min(l.issued_on), 'YYYY-MM-DD') AS "signedOn", to_char(min(l.received_on), 'YYYY-MM-DD') AS "receivedOn"
     FROM approval_letter l
     JOIN fiscal_year y ON y.id = l.fiscal_year_id
     JOIN approval_letter_report a ON a.district_id = l.district_id AND a.letter_id = l.id
     JOIN report r ON r.district_id = a.district_id AND r.id = a.report_id
     CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
     WHERE l.district_id = $1 AND l.fiscal_year_id = $2 AND l.status IN ('issued', 'received', 'superseded')
     GROUP BY u.code, l.kind, l.addressee_id = r.unit_id ORDER BY min(l.issued_on)`,
    [districtId, fiscalYearId],
  );
  const letters = new Map<string, LettersOfUnit>();
  for (const { unitCode, kind, isDirect, signedOn, receivedOn } of rows) {
    const days = { signedOn, receivedOn };
    const of = letters.get(unitCode) ?? { bureau: null, own: null };
    if (kind === "bureauToDepartment") of.bureau ??= days;
    if (kind === "departmentToUnit" || isDirect) of.own ??= days;
    letters.set(unitCode, of);
  }
  return letters;
}

/** What happened to the letters of a report, for its timeline. */
export interface LetterEvent {
  versionId: string;
  kind: LetterKind;
  number: string;
  issuer: string;
  addressee: string;
  step: "issued" | "received" | "revoked";
  at: Date;
  by: string | null;
  on: Day | null;
  reason: string | null;
  /** Of the document that took it out of force. */
  revokedNumber: string | null;
}

/** Letters of a report's versions: when they were issued, received and revoked. */
export async function listLetterEvents(districtId: string, versionIds: readonly string[]): Promise<LetterEvent[]> {
  const rows = await db().approvalLetterReport.findMany({
    where: { districtId, versionId: { in: [...versionIds] }, status: { not: "draft" } },
    include: { letter: true },
  });
  const names = await namesOf(
    districtId,
    rows.flatMap(({ letter }) => [letter.issuedById, letter.receivedById, letter.revokedById]),
  );
  return rows.flatMap(({ versionId, letter: row }) => {
    const { letter } = toStored(row);
    const place = { versionId, kind: row.kind, number: row.number ?? "", issuer: letter.issuer };
    const event = (step: LetterEvent["step"], at: Date | null, byId: string | null, on: Date | null): LetterEvent[] =>
      at === null
        ? []
        : [
            {
              ...place,
              addressee: letter.addressee,
              step,
              at,
              by: byId === null ? null : (names.get(byId) ?? null),
              on: on && dayOf(on),
              reason: step === "revoked" ? row.revokedReason : null,
              revokedNumber: step === "revoked" ? row.revokedNumber : null,
            },
          ];
    return [
      ...event("issued", row.issuedAt, row.issuedById, row.issuedOn),
      ...event("received", row.receivedAt, row.receivedById, row.receivedOn),
      ...event("revoked", row.revokedAt, row.revokedById, row.revokedOn),
    ];
  });
}
