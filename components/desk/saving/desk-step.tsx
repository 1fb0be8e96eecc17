"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { useSending } from "@/components/ui/use-sending";
import { transitionOf, type TransitionName } from "@/lib/domain/report/lifecycle";
import { transitionAction } from "@/lib/features/report-steps/actions";
import type { Blocker } from "@/lib/domain/report/blockers";
import { isAllSaved } from "../edits/edit-queue";
import { isRehearsing } from "../store/desk-state";
import { useDesk, useDeskActs, useSaving } from "../store/use-desk";
import { obstacleOf, rehearsalObstacle, unsaved, type Obstacle } from "./obstacles";

interface Props {
  versionId: string;
  revision: number;
  step: TransitionName;
  /** What stands in the way as the server saw it when the page was made. */
  blockers: readonly Blocker[];
}

/** 上报 or 撤回: the dialog lists everything that stands in the way, as the server sees it now. */
export function DeskStep({ versionId, revision, step, blockers }: Props) {
  const { queue, rehearsal, ways } = useDeskActs();
  const saving = useSaving();
  const rehearses = useDesk(isRehearsing);
  const obstacles = [
    ...(isAllSaved(saving) ? [] : [unsaved]),
    ...(rehearses ? [rehearsalObstacle(() => rehearsal.leave())] : []),
    ...blockers.map((blocker) => obstacleOf(blocker, ways)),
  ];
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send, forget } = useSending({ unreached: "没有连上服务器。请检查网络后重试。" });
  /** What the page was made from may be older than what it shows: until the server has answered, nobody knows. */
  const [isFlushing, setIsFlushing] = useState(false);
  const [isRefreshing, startRefreshing] = useTransition();
  const isAsking = isFlushing || isRefreshing;
  const { label } = transitionOf(step);
  const standing: readonly Obstacle[] = reasons.length > 0 ? reasons.map((sentence) => ({ sentence })) : obstacles;

  const ask = async () => {
    forget();
    setIsFlushing(true);
    setIsOpen(true);
    await queue.flush();
    startRefreshing(() => router.refresh());
    setIsFlushing(false);
  };

  return (
    <>
      <Button emphasis="primary" onPress={() => void ask()}>
        {label}
      </Button>
      <Modal title={label} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <>
            {isAsking ? (
              <p role="status">正在核对…</p>
            ) : standing.length > 0 ? (
              <Callout tone="danger" title={`还不能${label}`} isAlert={reasons.length > 0}>
                <ul className="list-disc pl-5">
                  {standing.map(({ sentence, go }) => (
                    <li key={sentence}>
                      {sentence}
                      {go && (
                        <button
                          type="button"
                          className="cursor-pointer text-accent underline underline-offset-4"
                          onClick={() => {
                            close();
                            go.run();
                          }}
                        >
                          {go.label}
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
              </Callout>
            ) : (
              <p>
                {step === "submit"
                  ? "上报后不能再修改，直到财政局退回或在审核开始前撤回。"
                  : "撤回后可以继续修改，修改完成后须重新上报。"}
              </p>
            )}
            <div className="flex justify-end gap-2">
              <Button onPress={close}>关闭</Button>
              <Button
                emphasis="primary"
                isDisabled={isSending || isAsking || obstacles.length > 0}
                onPress={() => void send(() => transitionAction({ versionId, revision, step }), close)}
              >
                确认{label}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </>
  );
}
