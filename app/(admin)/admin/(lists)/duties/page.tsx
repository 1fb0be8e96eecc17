import type { Metadata } from "next";
import { SeparationControl } from "@/components/admin/separation-control";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { loadDuties } from "@/lib/features/duties/loaders";

export const metadata: Metadata = { title: "办理分工" };

export default async function DutiesPage() {
  const { isSeparate, reviewers } = await loadDuties();
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <h1 className="font-serif text-2xl">办理分工</h1>
      <section aria-labelledby="separation" className="flex flex-col gap-3 border-b border-line pb-4 text-sm">
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div className="flex max-w-prose flex-col gap-1">
            <h2 id="separation" className="flex items-center gap-2 text-base font-semibold">
              批复与公开{" "}
              <Badge tone={isSeparate ? "done" : "warn"}>{isSeparate ? "由不同的人办理" : "可由同一人办理"}</Badge>
            </h2>
            <p>
              {isSeparate
                ? "批复了一份报告的审核人不能公开这份报告，公开前也不能自己退回或撤销批复，须由另一位审核人办理。"
                : "审核人可以公开自己批复的报告，公开前也可以退回；撤销批复仍须由另一位审核人办理。"}
            </p>
            <p className="text-muted">
              参与填报、说明或上报一个版本的人，任何时候都不能批复或公开该版本。现有审核人 {reviewers} 位。
            </p>
          </div>
          <SeparationControl isSeparate={isSeparate} />
        </div>
        {isSeparate && reviewers < 2 && (
          <Callout tone="warn" title="现在没有人能公开">
            {reviewers === 0
              ? "现在没有审核人。"
              : "只有一位审核人，本人批复的报告没有另一个人可以公开，也没有另一个人可以退回。"}
            请在“用户”中增加审核人；确实只有一人的，在此停用本规定。
          </Callout>
        )}
      </section>
    </div>
  );
}
