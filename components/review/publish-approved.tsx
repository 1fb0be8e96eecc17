"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { publishReportsAction } from "@/lib/features/report-steps/actions";
import { ApprovedChoice } from "./approved-choice";
import type { ApprovedLine } from "./approved-line";
import { PublicationResults } from "./publication-results";

interface Props {
  year: number;
  approved: readonly ApprovedLine[];
  /** Units that are left out, each with its state. */
  excluded: readonly { unitName: string; reason: string }[];
  /** Units whose approval, taken by an earlier release, kept no text. */
  withoutText: readonly string[];
}

/** So many go to the server at once: often enough to see how far it has come, and to stop. */
const AT_ONCE = 5;

/** Where a publication of many has come to. */
interface Run {
  chosen: readonly ApprovedLine[];
  /** By version: the reasons why it could not be published; none when it was. */
  outcomes: ReadonlyMap<string, readonly string[]>;
  isRunning: boolean;
  /** Why it ended before the last one. */
  problem: string | null;
}

/** Publishes the approved reports of a year that the person chooses, a few at a time, and lists what became of each. */
export function PublishApproved({ year, approved, excluded, withoutText }: Props) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [takesUnkeptTexts, setTakesUnkeptTexts] = useState(false);
  const [run, setRun] = useState<Run | null>(null);
  const isStopAsked = useRef(false);
  const chosen = approved.filter(({ versionId }) => !leftOut.has(versionId));
  const isRunning = run?.isRunning ?? false;

  async function publish() {
    const outcomes = new Map<string, readonly string[]>();
    const tell = (rest: Pick<Run, "isRunning" | "problem">) => setRun({ chosen, outcomes: new Map(outcomes), ...rest });
    isStopAsked.current = false;
    tell({ isRunning: true, problem: null });
    let problem: string | null = null;
    for (let at = 0; at < chosen.length && problem === null; at += AT_ONCE) {
      if (isStopAsked.current) {
        problem = "已按要求停止，其余报告没有公开。";
        break;
      }
      const versions = chosen.slice(at, at + AT_ONCE).map(({ versionId, revision }) => ({ versionId, revision }));
      const result = await publishReportsAction({ versions, takesUnkeptTexts }).catch(() => null);
      if (result?.ok) for (const { versionId, reasons } of result.data) outcomes.set(versionId, reasons);
      else problem = result ? result.reasons.join("") : "没有连上服务器。请刷新后查看其余报告是否已经公开。";
      tell({ isRunning: true, problem: null });
    }
    tell({ isRunning: false, problem });
    router.refresh();
  }

  return (
    <>
      <Button
        emphasis="primary"
        onPress={() => {
          setRun(null);
          setLeftOut(new Set());
          setIsOpen(true);
        }}
      >
        公开已批复决算（{approved.length}）
      </Button>
      <Modal title={`公开${year}年度已批复决算`} isOpen={isOpen} onOpenChange={setIsOpen} isWide isBusy={isRunning}>
        {(close) => (
          <>
            {run ? (
              <>
                {run.isRunning ? <Progress done={run.outcomes.size} of={run.chosen.length} /> : <Summary run={run} />}
                <PublicationResults lines={run.chosen} outcomes={run.outcomes} />
              </>
            ) : (
              <>
                <ApprovedChoice approved={approved} excluded={excluded} leftOut={leftOut} onChange={setLeftOut} />
                <p className="text-sm text-muted">
                  还有未决事项（核实说明未办理、意见或提问未了结）的报告不会一并公开，请在各自的审核页面确认后公开。
                </p>
                {withoutText.length > 0 && (
                  <UnkeptTexts units={withoutText} isTaken={takesUnkeptTexts} onChange={setTakesUnkeptTexts} />
                )}
              </>
            )}
            <div className="flex justify-end gap-2">
              {isRunning ? (
                <Button onPress={() => (isStopAsked.current = true)}>停止</Button>
              ) : (
                <Button onPress={close}>{run ? "关闭" : "取消"}</Button>
              )}
              {!run && (
                <Button emphasis="primary" isDisabled={chosen.length === 0} onPress={() => void publish()}>
                  确认公开（{chosen.length}）
                </Button>
              )}
            </div>
          </>
        )}
      </Modal>
    </>
  );
}

/** Approvals of an earlier release: what they said is not kept, what goes out is confirmed. */
function UnkeptTexts({
  units,
  isTaken,
  onChange,
}: {
  units: readonly string[];
  isTaken: boolean;
  onChange: (isTaken: boolean) => void;
}) {
  return (
    <Callout tone="warn" title={`${units.length} 个单位的批复由旧版本系统办理，没有保存批复时的文本`}>
      <p>{units.join("、")}</p>
      <label className="mt-1 flex items-start gap-2">
        <input type="checkbox" className="mt-1" checked={isTaken} onChange={({ target }) => onChange(target.checked)} />
        我已看过，将按现行文字一并公开。
      </label>
    </Callout>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  return (
    <div>
      <p role="status" className="text-sm">
        正在公开：已办理
        <span className="tabular-nums">
          {" "}
          {done} / {of}{" "}
        </span>
        个单位。关闭页面即停止，已公开的不受影响。
      </p>
      <progress aria-label="公开进度" className="h-2 w-full accent-accent" value={done} max={of} />
    </div>
  );
}

function Summary({ run: { chosen, outcomes, problem } }: { run: Run }) {
  const published = [...outcomes.values()].filter((reasons) => reasons.length === 0).length;
  const isWhole = published === chosen.length;
  return (
    <Callout
      tone={isWhole ? "done" : "warn"}
      title={`已公开 ${published} 个单位${isWhole ? "" : `，未公开 ${chosen.length - published} 个`}`}
      isAlert
    >
      {problem}
    </Callout>
  );
}
