"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { askUnread, useUnread } from "./use-unread";

/** More are not told apart at a glance. */
const MOST = 99;

/** The way to one's notices, with how many are not read. */
export function NoticesLink() {
  const path = usePathname();
  const unread = useUnread();
  useEffect(() => void askUnread(), [path]);
  return (
    <Link href="/account/notices" aria-current={path.startsWith("/account/notices") ? "page" : undefined}>
      通知
      {unread > 0 && (
        <span className="ml-1 border border-danger bg-danger-shade px-1 text-xs text-danger tabular-nums">
          <span className="sr-only">未读</span>
          {unread > MOST ? `${MOST}+` : unread}
          <span className="sr-only">条</span>
        </span>
      )}
    </Link>
  );
}
