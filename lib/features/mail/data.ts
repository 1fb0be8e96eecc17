import { subDays } from "date-fns";
import type { MailStanding } from "@/lib/domain/operation/operation";
import type { TroubledMail, UnreachablePerson } from "@/lib/features/mail/schema";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import type { MailServer } from "@/lib/platform/generated/prisma/client";
import { mailServer } from "@/lib/platform/mail/hand-over";

/** So long a mail that went wrong is shown. */
const SHOWN_DAYS = 30;
/** And so many of them. */
const SHOWN = 50;

/** How the mail server was found last. */
export async function readMailServer(): Promise<Pick<MailServer, "failingSince" | "said" | "lastSentAt">> {
  // Asked by two at once, Prisma would put the questions of findUnique together, which it cannot for a truth value.
  const found = await db().mailServer.findFirst();
  return found ?? { failingSince: null, said: null, lastSentAt: null };
}

/** How mail stands in a district. */
export async function readMailStanding(districtId: string): Promise<MailStanding> {
  const [{ failingSince, said, lastSentAt }, { rows }] = await Promise.all([
    readMailServer(),
    pool().query<Pick<MailStanding, "waiting" | "unsure" | "unreachable">>(
      `SELECT count(*) FILTER (WHERE state IN ('waiting', 'sending'))::int AS waiting,
         count(*) FILTER (WHERE state = 'unsure' AND created_at > $2)::int AS unsure,
         (SELECT count(*)::int FROM mail_setting s JOIN app_user u ON u.id = s.user_id
          WHERE s.district_id = $1 AND s.unreachable_at IS NOT NULL AND u.disabled_at IS NULL) AS unreachable
       FROM mail WHERE district_id = $1 AND state IN ('waiting', 'sending', 'unsure')`,
      [districtId, subDays(now(), SHOWN_DAYS)],
    ),
  ]);
  return { isSetUp: mailServer() !== null, failingSince, said, lastSentAt, ...rows[0]! };
}

/** Mail of a district that did not go out, or may not have, the newest first. */
export async function listTroubledMail(districtId: string): Promise<TroubledMail[]> {
  const rows = await db().mail.findMany({
    where: { districtId, state: { in: ["refused", "unsure"] }, createdAt: { gt: subDays(now(), SHOWN_DAYS) } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    include: { user: { select: { name: true, username: true } } },
  });
  return rows.map(({ id, user, state, said, endedAt, createdAt }) => ({
    id,
    person: `${user.name}（${user.username}）`,
    state: state as TroubledMail["state"],
    said: said ?? "",
    at: (endedAt ?? createdAt).toISOString(),
  }));
}

/** People of a district whose address a mail server has refused, by name. */
export async function listUnreachable(districtId: string): Promise<UnreachablePerson[]> {
  const rows = await db().mailSetting.findMany({
    where: { districtId, unreachableAt: { not: null }, user: { disabledAt: null } },
    include: { user: { select: { name: true, username: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return rows.map(({ user, unreachableAt, refusal }) => ({
    ...user,
    since: unreachableAt!.toISOString(),
    said: refusal ?? "",
  }));
}
