"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { secondFactorRuleLabels, secondFactorRules, type SecondFactorRule } from "@/lib/domain/report/second-factor";
import { setSecondFactorRuleAction } from "@/lib/features/second-factor/actions";

/** Whom the district asks for a second factor; says for how many it means that they set one up first. */
export function SecondFactorRuleForm({
  rule,
  owing,
}: {
  rule: SecondFactorRule;
  /** People without a second factor whom a rule asks for one. */
  owing: Record<SecondFactorRule, number>;
}) {
  const [chosen, setChosen] = useState(rule);
  const { reasons, isSending, send } = useSending();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void send(() => setSecondFactorRuleAction({ rule: chosen, known: rule }));
  };
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3 text-sm">
      <fieldset className="flex flex-col gap-2">
        <legend className="font-medium">登录时的要求</legend>
        {secondFactorRules.map((each) => (
          <label key={each} className="flex gap-2">
            <input type="radio" name="rule" checked={chosen === each} onChange={() => setChosen(each)} />
            <span>
              {secondFactorRuleLabels[each]}
              {each === rule && "（现在）"}
            </span>
          </label>
        ))}
      </fieldset>
      {chosen !== rule && owing[chosen] > 0 && (
        <p className="text-warn">
          保存后立即生效：现有 {owing[chosen]}{" "}
          人还没有启用，他们须先启用才能继续使用系统（未保存的内容仍在各自的浏览器中）。
        </p>
      )}
      <Refusals reasons={reasons} />
      <div>
        <Button type="submit" emphasis="primary" isDisabled={isSending || chosen === rule}>
          保存要求
        </Button>
      </div>
    </form>
  );
}
