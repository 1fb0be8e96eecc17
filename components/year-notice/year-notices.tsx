"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { putAwayNoticeAction } from "@/lib/features/year-notice/actions";
import type { YearNotice } from "@/lib/features/year-notice/schema";
import { YearChangeList } from "./year-change-list";

interface Props {
  notices: readonly YearNotice[];
  /** Where the whole of it stands and can be found again. */
  area: "/desk" | "/review";
}

/** What is otherwise in years that a person has not put away yet, above their work. */
export function YearNotices({ notices, area }: Props) {
  return notices.map((notice) => <Notice key={`${notice.year}-${notice.revision}`} notice={notice} area={area} />);
}

function Notice({ notice: { year, notice, revision, changes }, area }: { notice: YearNotice; area: Props["area"] }) {
  const { reasons, isSending, send } = useSending();
  const changed = changes.filter(({ isChanged }) => isChanged);
  return (
    <section aria-label={`${year}年度有什么变化`} className="mb-4 border-l-4 border-accent bg-accent-shade px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="font-semibold">{year}年度有什么变化</h2>
        <Button isDisabled={isSending} onPress={() => void send(() => putAwayNoticeAction({ year, revision }))}>
          知道了
        </Button>
      </div>
      {notice !== "" && <p className="my-2 max-w-prose text-sm whitespace-pre-line">{notice}</p>}
      <YearChangeList changes={changed.length > 0 ? changed : changes} hasDetails={false} />
      <p className="mt-2 text-sm">
        <Link href={`${area}/changes/${year}`}>查看全部变化</Link>
        <span className="text-muted">，收起后仍可从{year}年度旁的“本年变化”找到。</span>
      </p>
      <Refusals reasons={reasons} />
    </section>
  );
}
