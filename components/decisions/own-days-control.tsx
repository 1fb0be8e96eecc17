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
import type { OwnDay } from "@/lib/domain/decision/working-days";
import { addOwnDaysAction, removeOwnDayAction } from "@/lib/features/decision-rules/actions";
import { ownDaysSchema } from "@/lib/features/decision-rules/schema";

interface Props {
  days: readonly OwnDay[];
  /** Last year whose public arrangements the installation has. */
  lastArranged: number;
  mayManage: boolean;
}

/** Days off and make-up days that the district has entered beside the public arrangements. */
export function OwnDaysControl({ days, lastArranged, mayManage }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  return (
    <details className="border-t border-line pt-2">
      <summary className="cursor-pointer">
        节假日安排：国务院办公厅公布的安排已收录至 {lastArranged} 年，另登记 {days.length} 天
      </summary>
      <div className="mt-2 flex flex-col gap-2">
        <p className="text-muted">{lastArranged} 年以后的安排公布后在此登记；登记的日期优先于已收录的安排。</p>
        <ul>
          {days.map(({ day, isWorked, name }) => (
            <li key={day} className="flex items-center gap-3 border-b border-line py-1">
              <span className="tabular-nums">{day}</span>
              <span>{isWorked ? "上班" : "放假"}</span>
              <span className="mr-auto">{name}</span>
              {mayManage && (
                <Button
                  aria-label={`删除${day}`}
                  isDisabled={isSending}
                  onPress={() => void send(() => removeOwnDayAction({ day }))}
                >
                  删除
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Refusals reasons={reasons} />
        {mayManage && (
          <div>
            <Button onPress={() => setIsOpen(true)}>登记放假或上班</Button>
          </div>
        )}
      </div>
      <Modal title="登记放假或上班" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <OwnDaysForm close={close} />}
      </Modal>
    </details>
  );
}

function OwnDaysForm({ close }: { close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ownDaysSchema, undefined, { raw: true }),
    defaultValues: { from: "", to: "", isWorked: false, name: "" },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => addOwnDaysAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="开始日期" error={errors.from?.message}>
        <input type="date" {...register("from")} />
      </Field>
      <Field label="结束日期（含当日）" error={errors.to?.message}>
        <input type="date" {...register("to")} />
      </Field>
      <Field label="名称" error={errors.name?.message}>
        <input placeholder="2027年春节" {...register("name")} />
      </Field>
      <label className="flex items-center gap-2 text-sm font-medium">
        <input type="checkbox" {...register("isWorked")} />
        调休上班（不勾选为放假）
      </label>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
