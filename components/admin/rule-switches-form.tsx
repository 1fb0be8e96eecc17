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

/** What a year does with its changed rules, and what was written about rules, also about one that is as it was again. */
interface Chosen {
  changes: ReadonlyMap<string, RuleChange>;
  reasons: ReadonlyMap<string, string>;
}

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
  const [chosen, setChosen] = useState<Chosen>(() => withSwitches({ changes: new Map(), reasons: new Map() }, stored));
  /** What this person started from, or saved last: a page made anew behind the form may know what they have not seen. */
  const [known, setKnown] = useState(stored);
  const [query, setQuery] = useState("");
  const [isOnlyChanged, setIsOnlyChanged] = useState(false);
  const [isComplete, setIsComplete] = useState(true);
  const saving = useSending();
  const asking = useSending({ refreshes: false });
  /** Of the switches as they were when it was asked for. */
  const [seen, setSeen] = useState<{ switches: string; effect: SwitchesEffect } | null>(null);

  const reasonOf = (ruleId: string) => chosen.reasons.get(ruleId) ?? "";
  const switches = rules.flatMap(({ id }) => {
    const change = chosen.changes.get(id);
    return change ? [{ ruleId: id, change, reason: reasonOf(id).trim() }] : [];
  });
  const current = JSON.stringify(switches);
  const isSeen = seen?.switches === current;
  const isSending = asking.isSending || saving.isSending;
  const offered = ofLastYear.offered.filter(({ ruleId }) => !chosen.changes.has(ruleId));
  const words = query.trim().toLowerCase();
  const shown = rules.filter(
    ({ id, title }) => (!isOnlyChanged || chosen.changes.has(id)) && `${id} ${title}`.toLowerCase().includes(words),
  );

  const choose = (ruleId: string, change: RuleChange | null) => {
    const changes = new Map(chosen.changes);
    if (change) changes.set(ruleId, change);
    else changes.delete(ruleId);
    setChosen({ ...chosen, changes });
  };
  const writeReason = (ruleId: string, reason: string) =>
    setChosen({ ...chosen, reasons: new Map(chosen.reasons).set(ruleId, reason) });

  const goOn = async () => {
    const isValid = switchesSchema.safeParse(switches).success;
    setIsComplete(isValid);
    if (!isValid) {
      // What lacks its reason may be filtered away.
      setQuery("");
      setIsOnlyChanged(true);
      return;
    }
    const input = { fiscalYearId, known: [...known], switches };
    saving.forget();
    asking.forget();
    if (isSeen)
      await saving.send(
        () => saveRuleSwitchesAction(input),
        () => setKnown(switches),
      );
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
          <Button onPress={() => setChosen(withSwitches(chosen, offered))} className="mt-2">
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
          只看调整的（{switches.length} 条）
        </label>
      </div>
      <FormTable label="审核规则" heads={["规则", "本年度的处理和原因"]}>
        {shown.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            change={chosen.changes.get(rule.id) ?? null}
            reason={reasonOf(rule.id)}
            isClosed={isClosed}
            isIncomplete={!isComplete && reasonOf(rule.id).trim() === ""}
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

function withSwitches({ changes, reasons }: Chosen, switches: readonly RuleSwitch[]): Chosen {
  return {
    changes: new Map([...changes, ...switches.map(({ ruleId, change }) => [ruleId, change] as const)]),
    reasons: new Map([...reasons, ...switches.map(({ ruleId, reason }) => [ruleId, reason] as const)]),
  };
}

function RuleRow({
  rule: { id, title, severity, changes },
  change,
  reason,
  isClosed,
  isIncomplete,
  onChoose,
  onWrite,
}: {
  rule: RuleOfYear;
  change: RuleChange | null;
  reason: string;
  isClosed: boolean;
  isIncomplete: boolean;
  onChoose: (change: RuleChange | null) => void;
  onWrite: (reason: string) => void;
}) {
  return (
    <tr className={change ? "bg-warn-shade" : undefined}>
      <td className="min-w-32 px-2! py-1.5!">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <RuleLink ruleId={id} />
          {title}
          <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
        </span>
      </td>
      <td className="w-96 min-w-44 p-1.5!">
        <select
          aria-label={`${id} 本年度的处理`}
          value={change ?? ""}
          disabled={isClosed}
          onChange={(event) => onChoose(changes.find((each) => each === event.target.value) ?? null)}
          className="min-h-8 w-full border border-line bg-surface px-1 disabled:text-muted"
        >
          <option value="">照常（{severityLabels[severity]}）</option>
          {changes.map((each) => (
            <option key={each} value={each}>
              {ruleChangeLabels[each]}
            </option>
          ))}
        </select>
        {change && (
          <>
            <textarea
              aria-label={`${id} 的原因`}
              aria-invalid={isIncomplete}
              aria-describedby={isIncomplete ? `${id}-reason-missing` : undefined}
              placeholder="原因，在本年度的审核规则中公开"
              rows={2}
              maxLength={500}
              value={reason}
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
