import "server-only";
import { listTroubledMail, listUnreachable, readMailServer, readMailStanding } from "@/lib/features/mail/data";
import { readDeadlineDays } from "@/lib/features/notices/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { mailServer } from "@/lib/platform/mail/hand-over";

/** How mail stands in the administrator's district, and what went wrong; the server by name, its password never. */
export async function loadMail() {
  const { district } = await requirePermission("notices.manage");
  const [standing, troubled, unreachable, deadlineDays] = await Promise.all([
    readMailStanding(district.id),
    listTroubledMail(district.id),
    listUnreachable(district.id),
    readDeadlineDays(district.id),
  ]);
  const server = mailServer();
  return { standing, troubled, unreachable, deadlineDays, server: server && { host: server.host, from: server.from } };
}

/** For the health check: whether mail goes out. */
export async function loadMailHealth(): Promise<"off" | "sending" | "failing"> {
  if (mailServer() === null) return "off";
  return (await readMailServer()).failingSince === null ? "sending" : "failing";
}
