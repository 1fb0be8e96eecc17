"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FormTable } from "@/components/ui/form-table";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { RuleLink } from "@/components/rules/rule-link";
import { severityTones } from "@/components/rules/severity-tones";
import type { RuleOfYear, RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { severityLabels } from "@/lib/domain/words/finding";
import { ruleChangeLabels, type RuleChange } from "@/lib/domain/words/rule-switches";
import { previewRuleSwitchesAction, saveRuleSwitchesAction } from "@/lib/features/rule-switches/actions";
import { switchesSchema, type SwitchesEffect } from "@/lib/features/rule-switches/schema";
import { RuleSwitchesEffect } from "./rule-switches-effect";

type Chosen = ReadonlyMap<string, Pick<RuleSwitch, "change" | "reason">>;

interface Props {
  fiscalYearId: string;
  /** Rules of the year that may be changed. */
  rules: readonly RuleOfYear[];
  stored: readonly RuleSwitch[];
  /** What last year changed: what this year may take over, and what its format does not allow. */
  ofLastYear: { offered: readonly RuleSwitch[]; lapsed: readonly RuleSwitch[] };
  isClosed: boolean;
}

/**
 * What a year does with each rule that does not block; what a change does to the units stands before the button that
 * saves it.
 */
export function RuleSwitchesForm({ fiscalYearId, rules, stored, ofLastYear, isClosed }: Props) {
  const [chosen, setChosen] = useState<Chosen>(() => chosenFrom(stored));
  const [query, setQuery] = useState("");
  const [isOnlyChanged, setIsOnlyChanged] = useState(false);
  const [isComplete, setIsComplete] = useState(true);
  const saving = useSending();
  const asking = useSending({ refreshes: false });
  /** Of the switches as they were when it was asked for. */
  const [seen, setSeen] = useState<{ switches: string; effect: SwitchesEffect } | null>(null);

  const switches = rules.flatMap(({ id }) => {
    const own = chosen.get(id);
    return own ? [{ ruleId: id, change: own.change, reason: own.reason.trim() }] : [];
  });
  const current = JSON.stringify(switches);
  const isSeen = seen?.switches === current;
  const isSending = asking.isSending || saving.isSending;
  const offered = ofLastYear.offered.filter(({ ruleId }) => !chosen.has(ruleId));
  const words = query.trim().toLowerCase();
  const shown = rules.filter(
    ({ id, title }) => (!isOnlyChanged || chosen.has(id)) && `${id} ${title}`.toLowerCase().includes(words),
  );

  const choose = (ruleId: string, change: RuleChange | null) => {
    const next = new Map(chosen);
    if (change) next.set(ruleId, { reason: "", ...next.get(ruleId), change });
    else next.delete(ruleId);
    setChosen(next);
  };
  const writeReason = (ruleId: string, reason: string) => {
    const own = chosen.get(ruleId);
    if (own) setChosen(new Map(chosen).set(ruleId, { ...own, reason }));
  };
  const takeOver = () => setChosen(new Map([...chosen, ...chosenFrom(offered)]));

  const goOn = async () => {
    const isValid = switchesSchema.safeParse(switches).success;
    setIsComplete(isValid);
    if (!isValid) {
      // What lacks its reason may be filtered away.
      setQuery("");
      setIsOnlyChanged(true);
      return;
    }
    const input = { fiscalYearId, known: [...stored], switches };
    saving.forget();
    asking.forget();
    if (isSeen) await saving.send(() => saveRuleSwitchesAction(input));
    else
      await asking.send(
        () => previewRuleSwitchesAction(input),
        (effect) => setSeen({ switches: current, effect }),
      );
  };

  return (
    <form
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void goOn();
      }}
      className="flex flex-col gap-4"
    >
      {isClosed && <Callout tone="neutral">本年度已经关闭，审核规则不能再调整。</Callout>}
      {!isClosed && offered.length > 0 && (
        <Callout tone="neutral" title="上年度的调整">
          <p>
            {offered
              .map(({ ruleId, change, reason }) => `${ruleId} ${ruleChangeLabels[change]}（${reason}）`)
              .join("；")}
            。本年度没有自动沿用。
          </p>
          <Button onPress={takeOver} className="mt-2">
            沿用上年度的 {offered.length} 条
          </Button>
        </Callout>
      )}
      {!isClosed && ofLastYear.lapsed.length > 0 && (
        <p className="text-sm text-muted">
          上年度调整过的 {ofLastYear.lapsed.map(({ ruleId }) => ruleId).join("、")} 在本年度不适用，不能沿用。
        </p>
      )}
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <TextField label="编号或文字" value={query} onChange={setQuery} className="w-full sm:w-72" />
        <label className="flex min-h-8 items-center gap-2 text-sm">
          <input type="checkbox" checked={isOnlyChanged} onChange={(event) => setIsOnlyChanged(event.target.checked)} />
          只看调整的（{chosen.size} 条）
        </label>
      </div>
      <FormTable label="审核规则" heads={["规则", "内容", "本年度的处理和原因"]}>
        {shown.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            chosen={chosen.get(rule.id)}
            isClosed={isClosed}
            isIncomplete={!isComplete && chosen.get(rule.id)?.reason.trim() === ""}
            onChoose={(change) => choose(rule.id, change)}
            onWrite={(reason) => writeReason(rule.id, reason)}
          />
        ))}
      </FormTable>
      {shown.length === 0 && <p className="text-sm text-muted">没有符合条件的规则。</p>}
      {isSeen && <RuleSwitchesEffect effect={seen.effect} />}
      <Refusals reasons={[...asking.reasons, ...saving.reasons]} />
      {!isClosed && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" emphasis="primary" isDisabled={isSending}>
            {isSending ? "正在逐份核对……" : isSeen ? "保存" : "查看影响"}
          </Button>
          <p className="text-sm text-muted">{isSeen ? "以上是保存后的变化。" : "保存之前先查看对现有决算的影响。"}</p>
        </div>
      )}
    </form>
  );
}

function chosenFrom(switches: readonly RuleSwitch[]): Map<string, Pick<RuleSwitch, "change" | "reason">> {
  return new Map(switches.map(({ ruleId, change, reason }) => [ruleId, { change, reason }]));
}

function RuleRow({
  rule: { id, title, severity, changes },
  chosen,
  isClosed,
  isIncomplete,
  onChoose,
  onWrite,
}: {
  rule: RuleOfYear;
  chosen: Pick<RuleSwitch, "change" | "reason"> | undefined;
  isClosed: boolean;
  isIncomplete: boolean;
  onChoose: (change: RuleChange | null) => void;
  onWrite: (reason: string) => void;
}) {
  return (
    <tr className={chosen && "bg-warn-shade"}>
      <td className="px-2! py-1.5!">
        <RuleLink ruleId={id} />
      </td>
      <td className="min-w-40 px-2! py-1.5!">
        <span className="mr-2">{title}</span>
        <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
      </td>
      <td className="w-96 min-w-56 p-1.5!">
        <select
          aria-label={`${id} 本年度的处理`}
          value={chosen?.change ?? ""}
          disabled={isClosed}
          onChange={(event) => onChoose(changes.find((change) => change === event.target.value) ?? null)}
          className="min-h-8 w-full border border-line bg-surface px-1 disabled:text-muted"
        >
          <option value="">照常（{severityLabels[severity]}）</option>
          {changes.map((change) => (
            <option key={change} value={change}>
              {ruleChangeLabels[change]}
            </option>
          ))}
        </select>
        {chosen && (
          <>
            <textarea
              aria-label={`${id} 的原因`}
              aria-invalid={isIncomplete}
              aria-describedby={isIncomplete ? `${id}-reason-missing` : undefined}
              placeholder="原因，在本年度的审核规则中公开"
              rows={2}
              maxLength={500}
              value={chosen.reason}
              disabled={isClosed}
              onChange={(event) => onWrite(event.target.value)}
              className="mt-1 block w-full border border-line bg-surface px-2 py-1 aria-invalid:border-danger"
            />
            {isIncomplete && (
              <span id={`${id}-reason-missing`} role="alert" className="text-danger">
                请写明原因。
              </span>
            )}
          </>
        )}
      </td>
    </tr>
  );
}
