"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormTable } from "@/components/ui/form-table";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { RuleLink } from "@/components/rules/rule-link";
import { thresholdDefinitions, thresholdsOf, thresholdText } from "@/lib/domain/words/thresholds";
import { previewThresholdsAction, saveThresholdsAction } from "@/lib/features/thresholds/actions";
import { limitsSchema, type LimitsInput, type YearEffect } from "@/lib/features/thresholds/schema";
import { ThresholdsEffect } from "./thresholds-effect";

const unitLabels = { percent: "%", yuan: "元", points: "分" } as const;

/**
 * Every limit of a year with what it was to begin with; what a change does to the units stands before the button that
 * saves it.
 */
export function ThresholdsForm({
  fiscalYearId,
  stored,
}: {
  fiscalYearId: string;
  stored: Readonly<Record<string, number>>;
}) {
  /** What this person started from, or saved last: a page made anew behind the form may know what they have not seen. */
  const [known, setKnown] = useState(() => thresholdsOf(stored));
  const { reasons, send, forget } = useSending();
  const asking = useSending({ refreshes: false });
  /** Of the limits as they were when it was asked for. */
  const [seen, setSeen] = useState<{ limits: string; effect: YearEffect } | null>(null);
  const form = useForm({
    resolver: zodResolver(limitsSchema, undefined, { raw: true }),
    defaultValues: Object.fromEntries(thresholdDefinitions.map(({ id }) => [id, String(known[id])])) as LimitsInput,
    mode: "onChange",
  });
  const { register, handleSubmit, formState, watch } = form;
  const { errors, isSubmitting } = formState;
  const current = JSON.stringify(watch());
  const isSeen = seen?.limits === current;

  const preview = handleSubmit(async (limits) => {
    forget();
    await asking.send(
      () => previewThresholdsAction({ fiscalYearId, known, limits }),
      (effect) => setSeen({ limits: JSON.stringify(limits), effect }),
    );
  });
  const save = handleSubmit(async (limits) => {
    asking.forget();
    await send(
      () => saveThresholdsAction({ fiscalYearId, known, limits }),
      () => setKnown(limitsSchema.parse(limits)),
    );
  });

  return (
    <form
      method="post"
      onSubmit={(event) => void (isSeen ? save(event) : preview(event))}
      noValidate
      className="flex flex-col gap-4"
    >
      <FormTable label="审核限度" heads={["内容", "规则", "限度", "初始值"]}>
        {thresholdDefinitions.map((definition) => {
          const { id, label, unit, rules } = definition;
          const error = errors[id]?.message;
          return (
            <tr key={id}>
              <th scope="row" className="min-w-32 text-left">
                <label htmlFor={id}>{label}</label>
              </th>
              <td className="px-2! align-middle!">
                <span className="flex flex-wrap gap-x-2">
                  {rules.map((rule) => (
                    <RuleLink key={rule} ruleId={rule} />
                  ))}
                </span>
              </td>
              <td>
                <span className="flex items-center gap-1">
                  <input
                    id={id}
                    inputMode="decimal"
                    aria-invalid={error !== undefined}
                    aria-describedby={error && `${id}-error`}
                    className="min-h-8 w-24 border border-line bg-surface px-2 text-right tabular-nums sm:w-36 aria-invalid:border-danger"
                    {...register(id)}
                  />
                  {unitLabels[unit]}
                </span>
                {error && (
                  <span id={`${id}-error`} role="alert" className="text-danger">
                    {error}
                  </span>
                )}
              </td>
              <td className="px-2! align-middle! text-muted tabular-nums">
                {thresholdText(definition, definition.initial)}
              </td>
            </tr>
          );
        })}
      </FormTable>
      {isSeen && <ThresholdsEffect effect={seen.effect} />}
      <Refusals reasons={[...asking.reasons, ...reasons]} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" emphasis="primary" isDisabled={isSubmitting}>
          {isSubmitting ? "正在逐份核对……" : isSeen ? "保存" : "查看影响"}
        </Button>
        <p className="text-sm text-muted">{isSeen ? "以上是保存后的变化。" : "保存之前先查看对现有决算的影响。"}</p>
      </div>
    </form>
  );
}
