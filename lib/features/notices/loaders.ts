import "server-only";
import { countUnread, listNotices, NOTICES_A_PAGE } from "@/lib/features/notices/data";
import { inboxFilterSchema, type InboxFilter, type NoticeLine } from "@/lib/features/notices/schema";
import { requireSession, watchingSession, type Session } from "@/lib/features/session/loaders";

export interface Inbox {
  session: Session;
  filter: InboxFilter;
  notices: NoticeLine[];
  /** Of what was asked for. */
  total: number;
  pages: number;
  unread: number;
}

/** What the signed-in person was told, as the address of the inbox asks for it. */
export async function loadInbox(asked: Record<string, string | string[] | undefined>): Promise<Inbox> {
  const session = await requireSession();
  const { user, district } = session;
  const filter = inboxFilterSchema.parse(asked);
  const [{ notices, total }, unread] = await Promise.all([
    listNotices(district.id, user.id, filter),
    countUnread(district.id, user.id),
  ]);
  return { session, filter, notices, total, pages: Math.max(1, Math.ceil(total / NOTICES_A_PAGE)), unread };
}

/**
 * How many notices the person has not read: asked by pages, which does not keep a session alive.
 *
 * @throws AppError notSignedIn.
 */
export async function loadUnreadCount(): Promise<number> {
  const { district, user } = await watchingSession();
  return countUnread(district.id, user.id);
}
