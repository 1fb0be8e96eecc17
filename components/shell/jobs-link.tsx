"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";

const EVERY_MS = 5_000;

/**
 * The way to one's background jobs, with how many are not over. Asked anew on every page, and again while there are
 * any.
 */
export function JobsLink() {
  const path = usePathname();
  const [running, setRunning] = useState(0);

  useEffect(() => {
    const asking = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const answer = await fetch("/account/jobs/running", { signal: asking.signal, cache: "no-store" });
        if (!answer.ok) return;
        const { running: count } = (await answer.json()) as { running: number };
        setRunning(count);
        if (count > 0) timer = setTimeout(() => void ask(), EVERY_MS);
      } catch {
        // The number stays as it was; the next page asks again.
      }
    };
    void ask();
    return () => {
      asking.abort();
      clearTimeout(timer);
    };
  }, [path]);

  return (
    <Link href="/account/jobs" aria-current={path.startsWith("/account/jobs") ? "page" : undefined}>
      后台任务
      {running > 0 && (
        <span className="ml-1 border border-accent bg-accent-shade px-1 text-xs text-accent tabular-nums">
          <span className="sr-only">正在办理</span>
          {running}
          <span className="sr-only">项</span>
        </span>
      )}
    </Link>
  );
}
