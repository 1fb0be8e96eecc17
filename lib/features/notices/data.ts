import {
  kindsOfGroup,
  noticeKindIds,
  noticeKinds,
  noticeTitle,
  type NoticeKind,
} from "@/lib/domain/notices/notice-kinds";
import { lastDayOf } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { noticeFactsSchema, type InboxFilter, type NoticeLine } from "@/lib/features/notices/schema";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Notice, Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** Notices on one page of the inbox. */
export const NOTICES_A_PAGE = 50;

/** Kinds that this release knows how to say. */
const known = { kind: { in: noticeKindIds } } satisfies Prisma.NoticeWhereInput;

/** What a person was told, newest first, one page of it, and how many there are of what was asked for. */
export async function listNotices(
  districtId: string,
  userId: string,
  { group, unread, page }: InboxFilter,
): Promise<{ notices: NoticeLine[]; total: number }> {
  const where: Prisma.NoticeWhereInput = {
    districtId,
    userId,
    ...(group === null ? known : { kind: { in: kindsOfGroup(group) } }),
    ...(unread ? { readAt: null } : {}),
  };
  const [rows, total] = await Promise.all([
    db().notice.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * NOTICES_A_PAGE,
      take: NOTICES_A_PAGE,
    }),
    db().notice.count({ where }),
  ]);
  return { notices: rows.map(lineOf), total };
}

/** How many notices a person has not read. */
export function countUnread(districtId: string, userId: string): Promise<number> {
  return db().notice.count({ where: { districtId, userId, readAt: null, ...known } });
}

/** What a stored notice says. */
export function saidBy({ id, kind, facts }: Pick<Notice, "id" | "kind" | "facts">) {
  return { kind: kind as NoticeKind, facts: readStored(noticeFactsSchema, facts, `notice ${id}`) };
}

function lineOf(row: Notice): NoticeLine {
  const { kind, facts } = saidBy(row);
  return {
    id: row.id,
    label: noticeKinds[kind].label,
    title: noticeTitle(kind, facts),
    text: facts.text ?? "",
    href: row.href,
    at: row.createdAt.toISOString(),
    isRead: row.readAt !== null,
  };
}

/** Where a version belongs, as notices name it and lead to it. */
export interface NoticePlace {
  unitId: string;
  unitCode: string;
  unitName: string;
  fiscalYearId: string;
  year: number;
  /** Of the version. */
  number: number;
}

/** Where a version belongs. */
export async function placeOfVersion(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient,
): Promise<NoticePlace> {
  const [place] = await client.$queryRaw<NoticePlace[]>`
    SELECT r.unit_id AS "unitId", p.code AS "unitCode", p.name AS "unitName", y.id AS "fiscalYearId", y.year, v.number
    FROM report_version v
    JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) p
    WHERE v.district_id = ${districtId}::uuid AND v.id = ${versionId}::uuid`;
  return place!;
}

/** A unit as notices of a year name it. */
export interface NamedUnit {
  id: string;
  code: string;
  name: string;
}

/** Units as they are called in a year; those that the district has not are left out. */
export async function listNamedUnits(
  districtId: string,
  year: number,
  unitIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<NamedUnit[]> {
  return client.$queryRaw<NamedUnit[]>`
    SELECT u.id, p.code, p.name FROM unit u CROSS JOIN LATERAL unit_as_of(u.id, ${lastDayOf(year)}::date) p
    WHERE u.district_id = ${districtId}::uuid AND u.id = ANY(${[...unitIds]}::uuid[]) ORDER BY p.code, u.id`;
}

export interface Recipient {
  id: string;
  name: string;
}

/**
 * Who is told of what concerns units at this moment: their preparers, those of their department of today, and whoever
 * stands in for one of them. Nobody whose account is closed. As one question, however many units there are.
 */
export async function listPreparers(
  districtId: string,
  unitIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, Recipient[]>> {
  const today = chinaDay(now());
  const rows = await client.$queryRaw<(Recipient & { unitId: string })[]>`
    WITH holder AS (
      SELECT a.id AS unit_id, h.id AS user_id
      FROM unnest(${[...unitIds]}::uuid[]) a(id)
      CROSS JOIN LATERAL unit_as_of(a.id, ${today}::date) p
      JOIN role_assignment ra ON ra.district_id = ${districtId}::uuid AND ra.role = 'preparer'
        AND (ra.unit_id = a.id OR (ra.unit_id IS NULL AND ra.department_id = p.parent_id))
      JOIN app_user h ON h.district_id = ra.district_id AND h.id = ra.user_id AND h.disabled_at IS NULL
    ), told AS (
      SELECT unit_id, user_id FROM holder
      UNION
      SELECT h.unit_id, d.deputy_id FROM holder h
      JOIN deputyship d ON d.district_id = ${districtId}::uuid AND d.absent_id = h.user_id AND d.ended_at IS NULL
        AND 'preparer' = ANY(d.roles) AND ${today}::date BETWEEN d.from_day AND d.to_day
    )
    SELECT t.unit_id AS "unitId", u.id, u.name FROM told t
    JOIN app_user u ON u.district_id = ${districtId}::uuid AND u.id = t.user_id AND u.disabled_at IS NULL
    ORDER BY u.name, u.username`;
  const people = new Map<string, Recipient[]>(unitIds.map((id) => [id, []]));
  for (const { unitId, id, name } of rows) people.get(unitId)!.push({ id, name });
  return people;
}

/** So many days before their deadline units of a district are told. */
export async function readDeadlineDays(districtId: string): Promise<number[]> {
  const { deadlineDays } = await db().district.findUniqueOrThrow({
    where: { id: districtId },
    select: { deadlineDays: true },
  });
  return deadlineDays;
}
