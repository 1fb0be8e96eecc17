"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { publishApprovedAction } from "@/lib/features/reports/actions";

type Outcome = Extract<Awaited<ReturnType<typeof publishApprovedAction>>, { ok: true }>["data"];

interface Props {
  fiscalYearId: string;
  year: number;
  approved: string[];
  /** Units that are left out, each with its state. */
  excluded: { unitName: string; reason: string }[];
}

/** Publishes everything approved of a year, after naming what goes out and what stays behind. */
export function PublishApproved({ fiscalYearId, year, approved, excluded }: Props) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reasons, setReasons] = useState<string[]>([]);

  async function publish() {
    setIsPending(true);
    setReasons([]);
    const result = await publishApprovedAction({ fiscalYearId }).catch(() => null);
    setIsPending(false);
    if (result?.ok) {
      setOutcome(result.data);
      router.refresh();
    } else setReasons(result ? result.reasons : ["没有连上服务器，请刷新后查看哪些报告已经公开。"]);
  }

  return (
    <>
      <Button
        emphasis="primary"
        onPress={() => {
          setOutcome(null);
          setReasons([]);
          setIsOpen(true);
        }}
      >
        公开全部已批复（{approved.length}）
      </Button>
      <Modal title={`公开${year}年度全部已批复决算`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <>
            {outcome ? (
              <>
                <Callout tone="done" title={`已公开 ${outcome.published.length} 个单位`} isAlert>
                  {outcome.published.map(({ unitName }) => unitName).join("、")}
                </Callout>
                {outcome.refused.length > 0 && (
                  <Callout tone="warn" title={`未公开 ${outcome.refused.length} 个单位`}>
                    {outcome.refused.map(({ unitName, reasons: why }) => (
                      <p key={unitName}>
                        {unitName}：{why.join("")}
                      </p>
                    ))}
                  </Callout>
                )}
              </>
            ) : (
              <>
                <p className="text-sm">公开后任何人都可以查阅，内容不能撤回，只能以新版本更正。</p>
                <NameList title={`将公开 ${approved.length} 个单位`} lines={approved} />
                <NameList title={`不在其中 ${excluded.length} 个单位`} lines={excluded.map(({ unitName, reason }) => `${unitName}：${reason}`)} />
              </>
            )}
            {reasons.length > 0 && (
              <Callout tone="danger" title="未办理" isAlert>
                {reasons.join("")}
              </Callout>
            )}
            <div className="flex justify-end gap-2">
              <Button onPress={close}>{outcome ? "关闭" : "取消"}</Button>
              {!outcome && (
                <Button emphasis="primary" isDisabled={isPending || approved.length === 0} onPress={() => void publish()}>
                  {isPending ? "正在公开……" : "确认公开"}
                </Button>
              )}
            </div>
          </>
        )}
      </Modal>
    </>
  );
}

function NameList({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="max-h-40 overflow-auto text-sm text-muted">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
