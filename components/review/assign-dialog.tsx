"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { assignReviewersAction } from "@/lib/features/queue/actions";
import type { ChosenInput } from "@/lib/features/queue/schema";
import type { OfferedReviewer, Scope } from "./chosen-reports";

interface Props {
  chosen: ChosenInput;
  scope: Scope;
  reviewers: readonly OfferedReviewer[];
  userId: string;
  onClose: () => void;
}

type Way = "one" | "evenly" | "nobody";

const ways: Record<Way, string> = {
  one: "交给一名审核人",
  evenly: "平均分给几名审核人，同一部门尽量由一人审核",
  nobody: "取消分配",
};

/** Gives the chosen reports to one reviewer or evenly to some, or takes them back. */
export function AssignDialog({ chosen, scope, reviewers, userId, onClose }: Props) {
  const [way, setWay] = useState<Way>("one");
  const [one, setOne] = useState(reviewers.some(({ id }) => id === userId) ? userId : (reviewers[0]?.id ?? ""));
  const [some, setSome] = useState<ReadonlySet<string>>(new Set(reviewers.map(({ id }) => id)));
  const [onlyUnassigned, setOnlyUnassigned] = useState(true);
  const [result, setResult] = useState<string[] | null>(null);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，没有分配。请检查网络后重试。" });
  const isComplete = way === "nobody" || (way === "one" ? one !== "" : some.size >= 2);

  const assign = () =>
    send(
      () =>
        assignReviewersAction({
          chosen,
          to:
            way === "one"
              ? { kind: "one", reviewerId: one }
              : way === "evenly"
                ? { kind: "evenly", reviewerIds: [...some] }
                : { kind: "nobody" },
          onlyUnassigned: way !== "nobody" && onlyUnassigned,
        }),
      (assigned) =>
        setResult(
          assigned.map(({ reviewer, count }) =>
            reviewer === null ? `已取消 ${count} 项的分配` : `${reviewer}：新分配 ${count} 项`,
          ),
        ),
    );

  return (
    <Modal
      title={`分配审核人：${scope.isTicked ? "勾选的" : "筛选出的全部"} ${scope.text}`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isBusy={isSending}
    >
      {(close) =>
        result === null ? (
          <>
            <fieldset className="flex flex-col gap-1 text-sm">
              <legend className="sr-only">怎样分配</legend>
              {(Object.keys(ways) as Way[]).map((each) => (
                <label key={each} className="flex items-center gap-2 py-1">
                  <input type="radio" name="way" checked={way === each} onChange={() => setWay(each)} />
                  {ways[each]}
                </label>
              ))}
            </fieldset>
            {reviewers.length === 0 && way !== "nobody" && (
              <p className="text-sm">还没有能审核的人。请管理员先授予审核人角色。</p>
            )}
            {way === "one" && reviewers.length > 0 && (
              <label className="flex flex-col text-sm">
                审核人
                <select
                  value={one}
                  onChange={({ target }) => setOne(target.value)}
                  className="min-h-8 border border-line bg-surface px-2"
                >
                  {reviewers.map(({ id, name, load }) => (
                    <option key={id} value={id}>
                      {name}
                      {id === userId && "（我）"}（现有 {load}）
                    </option>
                  ))}
                </select>
              </label>
            )}
            {way === "evenly" && reviewers.length > 0 && (
              <fieldset className="text-sm">
                <legend className="font-semibold">分给（已选 {some.size} 人，至少两人）</legend>
                <ul className="max-h-60 overflow-auto" tabIndex={0} aria-label="审核人">
                  {reviewers.map(({ id, name, load }) => (
                    <li key={id}>
                      <label className="flex items-center gap-2 border-b border-line py-1">
                        <input
                          type="checkbox"
                          checked={some.has(id)}
                          onChange={({ target }) => {
                            const next = new Set(some);
                            if (target.checked) next.add(id);
                            else next.delete(id);
                            setSome(next);
                          }}
                        />
                        {name}
                        <span className="text-muted">现有 {load}</span>
                      </label>
                    </li>
                  ))}
                </ul>
                <p className="mt-1 text-muted">已有的计算在内：分完之后各人的总数相差不超过一个。</p>
              </fieldset>
            )}
            {way !== "nobody" && (
              <label className="flex items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  checked={onlyUnassigned}
                  onChange={({ target }) => setOnlyUnassigned(target.checked)}
                />
                只分配还没有审核人的，已分配的不动
              </label>
            )}
            <Refusals title="没有分配" reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button emphasis="primary" isDisabled={!isComplete || isSending} onPress={() => void assign()}>
                {isSending ? "正在办理……" : way === "nobody" ? "取消分配" : "分配"}
              </Button>
            </div>
          </>
        ) : (
          <>
            <div role="status" className="text-sm">
              {result.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
            <div className="flex justify-end">
              <Button emphasis="primary" onPress={close}>
                完成
              </Button>
            </div>
          </>
        )
      }
    </Modal>
  );
}
