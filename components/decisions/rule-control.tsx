"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { clockDefinitions, congressDemands, type DecisionRule, ruleLabels } from "@/lib/domain/decision/decision-rule";
import { saveDecisionRuleAction } from "@/lib/features/decision-rules/actions";
import { decisionRuleSchema, type DecisionRuleInput } from "@/lib/features/decision-rules/schema";

interface Props {
  fiscalYearId: string;
  year: number;
  rule: DecisionRule;
}

/** Sets the clocks of a year, and what its approvals wait for. */
export function RuleControl(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>修改规则</Button>
      <Modal title={`修改期限规则：${props.year}年度`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <RuleForm {...props} close={close} />}
      </Modal>
    </>
  );
}

function RuleForm({ fiscalYearId, rule, close }: Props & { close: () => void }) {
  const { reasons, send } = useSending();
  const defaultValues: DecisionRuleInput = { fiscalYearId, rule, known: rule };
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(decisionRuleSchema, undefined, { raw: true }),
    defaultValues,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => saveDecisionRuleAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm">保存后，本年度各单位的期限随即按新规则计算；修改记入操作日志。</p>
      {clockDefinitions.map(({ id, label, from }) => (
        <Field key={id} label={`${label}（自${from}起，日）`} error={errors.rule?.[id]?.message}>
          <input inputMode="numeric" {...register(`rule.${id}`)} />
        </Field>
      ))}
      <label className="flex items-center gap-2 text-sm font-medium">
        <input type="checkbox" {...register("rule.movesOffHolidays")} />
        最后一日遇节假日的，顺延至下一工作日
      </label>
      <Field label={`${ruleLabels.congress}（人大批准尚未登记时）`} error={errors.rule?.congress?.message}>
        <select {...register("rule.congress")}>
          {Object.entries(congressDemands).map(([demand, label]) => (
            <option key={demand} value={demand}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
