"use client";

import { useState } from "react";
import { RuleLink } from "@/components/rules/rule-link";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { pointAnswers, pointComparisons, type PointAnswer } from "@/lib/domain/review-points/point";
import { lengthError } from "@/lib/domain/words/text-length";
import { answerPointAction } from "@/lib/features/point-answers/actions";
import type { AnswerLine, PointLine } from "@/lib/features/point-answers/schema";

const tones: Record<PointAnswer, Tone> = { passed: "done", problem: "danger", notApplicable: "neutral" };
const answers = Object.keys(pointAnswers) as PointAnswer[];

interface Props {
  versionId: string;
  preparer: string;
  line: PointLine;
  mayAnswer: boolean;
  onShow: (address: string) => void;
  /** `signed`: of all answers as they are now. */
  onAnswered: (answer: AnswerLine, signed: string) => void;
}

/** One point: what is asked, where to look, what was answered and by whom, and the three answers. Keys 1, 2 and 3. */
export function PointItem({ versionId, preparer, line, mayAnswer, onShow, onAnswered }: Props) {
  const { id, question, answer, changed, changedCount, earlier } = line;
  const [chosen, setChosen] = useState<PointAnswer | null>(null);
  const [note, setNote] = useState(answer?.note ?? "");
  const [bureauNote, setBureauNote] = useState(answer?.bureauNote ?? "");
  const [tellsUnit, setTellsUnit] = useState(true);
  const [needsAnswer, setNeedsAnswer] = useState(true);
  const [overtaken, setOvertaken] = useState<{ by: AnswerLine; signed: string; mine: PointAnswer } | null>(null);
  // A comment stands in the list of comments: the page is asked for again then.
  const [isTold, setIsTold] = useState(false);
  const sending = useSending({ refreshes: false });
  const refreshing = useSending();
  const isLapsed = changedCount > 0;
  const isOpen = chosen !== null;

  async function give(value: PointAnswer, known = answer?.number ?? 0) {
    const tells = value === "problem" && tellsUnit;
    await (tells ? refreshing : sending).send(
      () =>
        answerPointAction({
          versionId,
          pointId: id,
          known,
          seen: line.hash,
          answer: value,
          note,
          bureauNote,
          tellUnit: tells ? { needsAnswer, isBlocking: false } : null,
        }),
      (outcome) => {
        if (outcome.kind === "overtaken") {
          setOvertaken({ ...outcome, mine: value });
          return;
        }
        setOvertaken(null);
        setChosen(null);
        setIsTold(tells);
        onAnswered(outcome.answer, outcome.signed);
      },
    );
  }

  return (
    <div
      data-item={`point:${id}`}
      tabIndex={0}
      role="group"
      aria-label={`审核要点 ${id}`}
      className="flex flex-col gap-1 border-b border-line py-2 pl-2"
    >
      <p>
        <span className="mr-1 text-xs text-muted tabular-nums">{id}</span>
        {question}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        {line.isOwn ? "本地区自定" : line.isUnproven && "审核实践"}
        {line.comparisons.length > 0 && (
          <span>对照{line.comparisons.map((each) => pointComparisons[each]).join("、")}</span>
        )}
        {line.rules.map((rule) => (
          <RuleLink key={rule} ruleId={rule} />
        ))}
      </p>
      {line.places.length > 0 && (
        <p className="flex flex-wrap gap-x-3 text-xs">
          {line.places.map(({ address, label }) => (
            <button
              key={address}
              type="button"
              className="cursor-pointer text-left text-accent underline underline-offset-4"
              onClick={() => onShow(address)}
            >
              {label}
            </button>
          ))}
          {line.placeCount > line.places.length && <span className="text-muted">等 {line.placeCount} 处</span>}
        </p>
      )}
      {answer && <Answered line={answer} isLapsed={isLapsed} />}
      {isLapsed && (
        <ul className="border-l-2 border-warn pl-2 text-xs">
          {changed.map(({ label, was, now }) => (
            <li key={label}>{was === "" && now === "" ? `${label}有改动` : `${label}：原为 ${was}，现为 ${now}`}</li>
          ))}
          {changedCount > changed.length && <li>共 {changedCount} 处有改动</li>}
        </ul>
      )}
      {earlier.length > 0 && (
        <details className="text-xs text-muted">
          <summary className="cursor-pointer">此前的结论（{earlier.length}）</summary>
          {earlier.map((each) => (
            <Answered key={each.number} line={each} isLapsed={false} />
          ))}
        </details>
      )}
      {overtaken && (
        <Callout tone="warn" title="他人刚刚办理了这条要点" isAlert>
          <p>
            {overtaken.by.by}于 {overtaken.by.at} 的结论为“{pointAnswers[overtaken.by.answer]}”
            {overtaken.by.note && `：${overtaken.by.note}`}。您的结论“{pointAnswers[overtaken.mine]}”尚未保存。
          </p>
          <div className="mt-1 flex flex-wrap gap-2">
            <Button onPress={() => void give(overtaken.mine, overtaken.by.number)}>
              改为“{pointAnswers[overtaken.mine]}”
            </Button>
            <Button
              onPress={() => {
                setOvertaken(null);
                setChosen(null);
                onAnswered(overtaken.by, overtaken.signed);
              }}
            >
              保留对方的结论
            </Button>
          </div>
        </Callout>
      )}
      <Refusals title="未保存" reasons={[...sending.reasons, ...refreshing.reasons]} />
      {isTold && <p className="text-muted">已同时向{preparer}提出意见。</p>}
      {mayAnswer && !isOpen && !overtaken && (
        <div className="flex flex-wrap gap-2">
          {answers.map((each, at) => (
            <Button
              key={each}
              isDisabled={sending.isSending}
              data-shortcut={String(at + 1)}
              onPress={() => (each === "problem" ? setChosen(each) : void give(each))}
            >
              {pointAnswers[each]}
            </Button>
          ))}
          <Button onPress={() => setChosen(answer?.answer ?? "passed")}>写明情况</Button>
        </div>
      )}
      {mayAnswer && isOpen && !overtaken && (
        <form
          method="post"
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void give(chosen);
          }}
        >
          <fieldset className="flex flex-wrap gap-3">
            <legend className="font-medium">结论</legend>
            {answers.map((each) => (
              <label key={each} className="flex min-h-8 items-center gap-1">
                <input type="radio" name={`answer-${id}`} checked={chosen === each} onChange={() => setChosen(each)} />
                {pointAnswers[each]}
              </label>
            ))}
          </fieldset>
          <TextField
            label={chosen === "problem" ? "审核情况（必填，印入审核情况记录表）" : "审核情况（印入审核情况记录表）"}
            isMultiline
            rows={2}
            value={note}
            onChange={setNote}
            {...lengthError(note, 2000)}
            autoFocus
          />
          <TextField
            label="内部备注（只有财政局可见，不打印）"
            isMultiline
            rows={2}
            value={bureauNote}
            onChange={setBureauNote}
            {...lengthError(bureauNote, 2000)}
          />
          {chosen === "problem" && (
            <>
              <label className="flex gap-2">
                <input type="checkbox" checked={tellsUnit} onChange={(event) => setTellsUnit(event.target.checked)} />
                同时作为审核意见发给{preparer}（只发审核情况）
              </label>
              {tellsUnit && (
                <label className="flex gap-2">
                  <input
                    type="checkbox"
                    checked={needsAnswer}
                    onChange={(event) => setNeedsAnswer(event.target.checked)}
                  />
                  需要{preparer}答复后才能重新上报
                </label>
              )}
            </>
          )}
          <div className="flex gap-2">
            <Button
              type="submit"
              emphasis="primary"
              isDisabled={sending.isSending || refreshing.isSending || (chosen === "problem" && !note.trim())}
            >
              保存结论
            </Button>
            <Button onPress={() => setChosen(null)}>取消</Button>
          </div>
        </form>
      )}
    </div>
  );
}

function Answered({ line, isLapsed }: { line: AnswerLine; isLapsed: boolean }) {
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-2">
        {isLapsed && <Badge tone="warn">已失效</Badge>}
        <Badge tone={isLapsed ? "neutral" : tones[line.answer]}>{pointAnswers[line.answer]}</Badge>
        <span className="text-xs text-muted">
          {line.by} {line.at}
        </span>
      </p>
      {line.note && <p className="whitespace-pre-line">{line.note}</p>}
      {line.bureauNote && <p className="whitespace-pre-line text-muted">内部备注：{line.bureauNote}</p>}
    </div>
  );
}
