"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { askUnread, useUnread } from "@/components/shell/use-unread";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { markNoticesReadAction } from "@/lib/features/notices/actions";
import type { NoticeLine } from "@/lib/features/notices/schema";
import { markOpened } from "./mark-opened";

/** A notice with its time as printed. */
export type ShownNotice = Omit<NoticeLine, "at"> & { at: string };

/** What a person was told, newest first; a new one appears by itself. Opening one marks it as read. */
export function NoticeList({ notices, unread }: { notices: readonly ShownNotice[]; unread: number }) {
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，未标为已读。请重试。" });
  useNewNotices();
  const markRead = (noticeId: string | null) =>
    void send(
      () => markNoticesReadAction({ noticeId }),
      () => askUnread(),
    );
  return (
    <div className="flex flex-col gap-2">
      {unread > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p role="status" className="text-sm">
            未读 {unread} 条
          </p>
          <Button isDisabled={isSending} onPress={() => markRead(null)}>
            全部标为已读
          </Button>
        </div>
      )}
      <Refusals reasons={reasons} title="未标为已读" />
      <ul className="border-t border-line">
        {notices.map((notice) => (
          <li
            key={notice.id}
            data-unread={!notice.isRead || undefined}
            className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-l-4 border-b-line border-l-transparent py-3 pl-3 text-sm data-unread:border-l-accent data-unread:bg-accent-shade"
          >
            <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={notice.isRead ? "neutral" : "active"}>{notice.label}</Badge>
                <Link
                  href={notice.href}
                  prefetch={false}
                  className={notice.isRead ? "" : "font-semibold"}
                  onClick={() => {
                    if (!notice.isRead) markOpened(notice.id);
                  }}
                >
                  {!notice.isRead && <span className="sr-only">未读：</span>}
                  {notice.title}
                </Link>
              </p>
              {notice.text && <p className="mt-1 whitespace-pre-line">{notice.text}</p>}
              <p className="mt-1 text-muted tabular-nums">{notice.at}</p>
            </div>
            {!notice.isRead && (
              <Button
                aria-label={`标为已读：${notice.title}`}
                isDisabled={isSending}
                onPress={() => markRead(notice.id)}
                className="mr-2"
              >
                标为已读
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Has the page made anew when the number of unread notices becomes another one. */
export function useNewNotices(): void {
  const router = useRouter();
  const unread = useUnread();
  const seen = useRef(unread);
  useEffect(() => {
    if (seen.current === unread) return;
    seen.current = unread;
    router.refresh();
  }, [router, unread]);
}

/** An empty inbox: what comes appears here by itself as well. */
export function EmptyInbox({ children }: { children: React.ReactNode }) {
  useNewNotices();
  return children;
}
