"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FocusKeeper } from "@/components/ui/focus-keeper";
import { JobsLink } from "./jobs-link";
import { NoticesLink } from "./notices-link";

interface Props {
  districtName: string;
  personName: string;
  links: { href: string; label: string }[];
  /** For people whose work there are background jobs for. */
  hasJobs?: boolean;
  children: ReactNode;
}

/** The frame of every signed-in page: where one is, who one is, and the way out. */
export function AppFrame({ districtName, personName, links, hasJobs = false, children }: Props) {
  const path = usePathname();
  // The longest address that the path begins with, so that /admin is not marked on /admin/users.
  const current = links
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
  return (
    <>
      <FocusKeeper />
      <a href="#content" className="sr-only focus:not-sr-only">
        跳到正文
      </a>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-2 text-sm print:hidden">
        <Link href="/" className="font-serif text-lg font-bold text-ink no-underline">
          明账
        </Link>
        <span className="text-muted">{districtName}</span>
        <nav aria-label="主导航" className="flex flex-wrap gap-x-4">
          {links.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              aria-current={href === current ? "page" : undefined}
              className="py-1 no-underline aria-[current=page]:border-b-2 aria-[current=page]:border-accent aria-[current=page]:font-semibold"
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-3">
          <NoticesLink />
          {hasJobs && <JobsLink />}
          <Link href="/account/profile">{personName}</Link>
          <Button onPress={() => void signOut({ callbackUrl: "/" })}>退出</Button>
        </div>
      </header>
      <main id="content" className="mx-auto max-w-[96rem] px-4 py-6">
        {children}
      </main>
    </>
  );
}
