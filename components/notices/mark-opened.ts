import { markNoticesReadAction } from "@/lib/features/notices/actions";

/** A person opens what a notice leads to: it is read then. Should that fail, it stays unread in the inbox. */
export function markOpened(noticeId: string): void {
  void markNoticesReadAction({ noticeId }).catch(() => undefined);
}
