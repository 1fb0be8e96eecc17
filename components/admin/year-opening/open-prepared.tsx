"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { discardDraftAction, openPreparedAction } from "@/lib/features/year-opening/actions";

interface Props {
  year: number;
  revision: number;
  /** What has to be confirmed, as it stands when the page is shown. */
  questions: readonly string[];
}

/** The last step: what has consequences is confirmed, then the year is opened as a whole. */
export function OpenPrepared({ year, revision, questions: shown }: Props) {
  const router = useRouter();
  const [questions, setQuestions] = useState(shown);
  const [isConfirmed, setIsConfirmed] = useState(false);
  const { reasons, isSending, send } = useSending({ refreshes: false });
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send(
          () => openPreparedAction({ year, known: revision, confirmed: [...questions] }),
          ({ questions: asked }) => {
            if (asked.length === 0) return router.push(`/admin/years?opened=${year}`);
            setQuestions(asked);
            setIsConfirmed(false);
          },
        );
      }}
    >
      {questions.length > 0 && (
        <Callout tone="warn" title="开设前请核对">
          <ul className="list-disc pl-5">
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
          <label className="mt-2 flex items-center gap-2">
            <input type="checkbox" checked={isConfirmed} onChange={({ target }) => setIsConfirmed(target.checked)} />
            以上 {questions.length} 项已核对，仍要开设
          </label>
        </Callout>
      )}
      <Refusals reasons={reasons} title="没有开设" />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" emphasis="primary" isDisabled={isSending || (questions.length > 0 && !isConfirmed)}>
          {isSending ? "正在开设……" : `开设${year}年度`}
        </Button>
        <p className="text-sm text-muted">
          开设后各单位从填报开始日期起填报；报表格式在单位开始填报之前、期限在任何时候仍可修改。
        </p>
      </div>
    </form>
  );
}

/** Gives a prepared year up, after a question. */
export function DiscardDraft({ year, revision }: { year: number; revision: number }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending({ refreshes: false });
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>放弃准备</Button>
      <Modal title={`放弃准备${year}年度`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="放弃"
            reasons={reasons}
            refusedTitle="没有放弃"
            isDisabled={isSending}
            close={close}
            onConfirm={() =>
              void send(
                () => discardDraftAction({ year, known: revision }),
                () => router.push("/admin/years"),
              )
            }
          >
            <p className="text-sm">已保存的各步内容将删除，各单位和已开设的年度不受影响。已导入的科目目录保留。</p>
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
