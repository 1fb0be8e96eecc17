"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { transitionOf } from "@/lib/domain/report/lifecycle";
import type { BulkStep } from "@/lib/features/background-jobs/schema";
import { chooseForStepAction } from "@/lib/features/queue/actions";
import type { ChosenInput, ReadyReport, StepChoice } from "@/lib/features/queue/schema";
import { askForStepAction } from "@/lib/features/report-steps/actions";
import { countOf } from "./queue-line";
import { useForecast, type Forecast } from "./use-forecast";

interface Props {
  step: BulkStep;
  year: number;
  chosen: ChosenInput;
  onClose: () => void;
}

const consequences: Record<BulkStep, string> = {
  beginReview: "开始审核后，单位不能再撤回。",
  approve: "批复后内容不能再修改，随后可以公开。",
  publish: "公开后任何人都可以查阅，内容不能撤回，只能以新版本更正。",
};

const askedLater: Record<BulkStep, string> = {
  beginReview: "",
  approve:
    "办理时逐份再核对一次；其间有变化、不能批复的不会批复，原因列在结果中。有未决事项的，请在各自的审核页面看过后办理。",
  publish:
    "办理时逐份再核对一次；其间有变化、不能公开的不会公开，原因列在结果中。有未决事项的，请在各自的审核页面确认后公开。",
};

/** Which reports a step is taken of, and why not of the others; asks for it as a background job and follows that. */
export function BulkStepDialog({ step, year, chosen, onClose }: Props) {
  const [choice, setChoice] = useState<StepChoice | null>(null);
  const { look, stop, ...forecast } = useForecast();
  const { reasons, send } = useSending({
    unreached: "没有连上服务器，没有读到名单。请检查网络后重试。",
    refreshes: false,
  });
  const { label } = transitionOf(step);
  const choose = () =>
    send(
      () => chooseForStepAction({ step, chosen }),
      (found) => {
        setChoice(found);
        // Nothing but the state stands in the way of 开始审核.
        if (step !== "beginReview" && found.ready.length > 0) void look(step, found.ready);
      },
    );
  const begin = useEffectEvent(() => void choose());
  useEffect(() => begin(), []);

  return (
    <Modal
      title={`批量${label}：${year}年度决算`}
      isOpen
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        stop();
        onClose();
      }}
      isWide
    >
      {(close) =>
        choice === null ? (
          <>
            {reasons.length === 0 ? (
              <p role="status" className="text-sm text-muted">
                正在读取名单……
              </p>
            ) : (
              <Refusals title="没有读到名单" reasons={reasons} />
            )}
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              {reasons.length > 0 && <Button onPress={() => void choose()}>重试</Button>}
            </div>
          </>
        ) : (
          <Asking step={step} choice={choice} forecast={forecast} close={close} />
        )
      }
    </Modal>
  );
}

/** The reports that the step can be taken of, as chosen, and the button that asks for it. */
function Asking({
  step,
  choice,
  forecast,
  close,
}: {
  step: BulkStep;
  choice: StepChoice;
  /** What stands in the way of each, as far as it is known. */
  forecast: Forecast;
  close: () => void;
}) {
  const router = useRouter();
  const { label } = transitionOf(step);
  const ready = choice.ready.filter((report) => forecast.reasonsOf(report).length === 0);
  const excluded = [
    ...choice.ready.flatMap((report) => {
      const found = forecast.reasonsOf(report);
      return found.length === 0 ? [] : [{ ...report, reason: found.join("") }];
    }),
    ...choice.excluded,
  ];
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [takesUnkeptTexts, setTakesUnkeptTexts] = useState(false);
  const { reasons, isSending, send } = useSending({
    unreached: "没有连上服务器，没有交办。请检查网络后重试。",
    refreshes: false,
  });
  const taken = ready.filter(({ unitCode }) => !leftOut.has(unitCode));
  const withoutText = taken.filter(({ isWithoutText }) => isWithoutText);

  const ask = () =>
    send(
      () => askForStepAction({ step, versions: taken.map(({ version }) => version), takesUnkeptTexts }),
      ({ jobId }) => router.push(`/account/jobs/${jobId}`),
    );

  return (
    <>
      <p className="text-sm">{consequences[step]}</p>
      {forecast.isLooking && (
        <p role="status" className="text-sm text-muted">
          正在逐份核对：{forecast.looked} / {choice.ready.length}……
        </p>
      )}
      {forecast.problems.length > 0 && (
        <Callout tone="danger" title="没有核对完，未核对的在办理时核对" isAlert>
          {forecast.problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </Callout>
      )}
      {forecast.named.length > 0 && (
        <Callout tone="warn" title={`${label}前请注意`}>
          {forecast.named.join("、")}。不影响办理，记入办理过程。
        </Callout>
      )}
      {!forecast.isLooking && ready.length < choice.ready.length && (
        <p className="text-sm">
          轮到{label}的 {countOf(choice.ready)}中，现在可以{label} {ready.length} 个。
        </p>
      )}
      {ready.length === 0 ? (
        <p className="text-sm text-muted">没有现在可以{label}的决算。</p>
      ) : (
        <Choice label={label} ready={ready} leftOut={leftOut} onChange={setLeftOut} />
      )}
      {excluded.length > 0 && (
        <details className="text-sm" open={ready.length === 0}>
          <summary className="cursor-pointer font-semibold">不在其中 {countOf(excluded)}</summary>
          <ul className="max-h-40 overflow-auto text-muted" tabIndex={0} aria-label="不在其中的单位">
            {excluded.map(({ unitCode, unitName, reason }) => (
              <li key={unitCode}>
                {unitName}：{reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      {choice.elsewhere.length > 0 && (
        <p className="text-sm text-muted">
          其余还没有轮到或已经办过：{choice.elsewhere.map(({ label, count }) => `${label} ${count}`).join("、")}。
        </p>
      )}
      {choice.leftForLater > 0 && (
        <p className="text-sm">
          一次最多办理 {choice.ready.length} 份，另有 {choice.leftForLater} 份请在这一批之后办理。
        </p>
      )}
      {askedLater[step] && <p className="text-sm text-muted">{askedLater[step]}</p>}
      {step === "publish" && withoutText.length > 0 && (
        <Callout tone="warn" title={`${countOf(withoutText)}的批复由旧版本系统办理，没有保存批复时的文本`}>
          <p>{withoutText.map(({ unitName }) => unitName).join("、")}</p>
          <label className="mt-1 flex items-start gap-2">
            <input
              type="checkbox"
              className="mt-1"
              checked={takesUnkeptTexts}
              onChange={({ target }) => setTakesUnkeptTexts(target.checked)}
            />
            我已看过，将按现行文字一并公开。
          </label>
        </Callout>
      )}
      <Refusals title="没有交办" reasons={reasons} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-sm text-muted">交办后由系统逐份办理，可以离开页面。</p>
        <Button onPress={close}>取消</Button>
        <Button
          emphasis="primary"
          isDisabled={taken.length === 0 || isSending || forecast.isLooking}
          onPress={() => void ask()}
        >
          {isSending ? "正在交办……" : `确认${label}（${taken.length}）`}
        </Button>
      </div>
    </>
  );
}

/** Which of the reports that are ready: all, unless some are left out. */
function Choice({
  label,
  ready,
  leftOut,
  onChange,
}: {
  label: string;
  ready: readonly ReadyReport[];
  leftOut: ReadonlySet<string>;
  onChange: (leftOut: ReadonlySet<string>) => void;
}) {
  const chosen = ready.filter(({ unitCode }) => !leftOut.has(unitCode));
  const toggle = (unitCode: string, isChosen: boolean) => {
    const next = new Set(leftOut);
    if (isChosen) next.delete(unitCode);
    else next.add(unitCode);
    onChange(next);
  };
  return (
    <fieldset className="text-sm">
      <legend className="mb-1 font-semibold">
        将{label} {countOf(chosen)}（可以{label} {countOf(ready)}）
      </legend>
      <label className="flex items-center gap-2 border-b border-rule py-1">
        <input
          type="checkbox"
          checked={chosen.length === ready.length}
          onChange={({ target }) =>
            onChange(target.checked ? new Set() : new Set(ready.map(({ unitCode }) => unitCode)))
          }
        />
        全选
      </label>
      <ul className="max-h-72 overflow-auto" tabIndex={0} aria-label={`可以${label}的单位`}>
        {ready.map(({ unitCode, unitName, departmentName }) => (
          <li key={unitCode}>
            <label className="flex flex-wrap items-center gap-x-2 border-b border-line py-1">
              <input
                type="checkbox"
                checked={!leftOut.has(unitCode)}
                onChange={({ target }) => toggle(unitCode, target.checked)}
              />
              <span className="text-muted tabular-nums">{unitCode}</span> {unitName}
              <span className="text-xs text-muted">{departmentName}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
