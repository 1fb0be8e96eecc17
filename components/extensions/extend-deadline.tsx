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
import { extendDeadlineAction } from "@/lib/features/extensions/actions";
import { extendDeadlineSchema } from "@/lib/features/extensions/schema";

export interface ExtendedUnit {
  id: string;
  code: string;
  name: string;
}

interface Props {
  fiscalYearId: string;
  year: number;
  /** Whom it can be for; of one alone nothing is chosen. */
  units: readonly ExtendedUnit[];
}

/** Gives one unit a later deadline (延期): a button and its dialog. */
export function ExtendDeadline({ fiscalYearId, year, units }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [one] = units;
  const ofOne = units.length === 1 && one ? one : null;
  return (
    <>
      <Button aria-label={ofOne ? `给${ofOne.name}延期` : undefined} onPress={() => setIsOpen(true)}>
        {ofOne ? "延期" : "给单位延期"}
      </Button>
      <Modal title={`${ofOne?.name ?? ""}${year}年度决算延期`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <ExtendForm fiscalYearId={fiscalYearId} units={units} close={close} />}
      </Modal>
    </>
  );
}

function ExtendForm({ fiscalYearId, units, close }: Omit<Props, "year"> & { close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(extendDeadlineSchema, undefined, { raw: true }),
    defaultValues: { fiscalYearId, unitId: units.length === 1 ? units[0]!.id : "", dueOn: "", reason: "" },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => extendDeadlineAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      {units.length !== 1 && (
        <Field label="单位" error={errors.unitId?.message}>
          <select {...register("unitId")}>
            <option value="">请选择</option>
            {units.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} {name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label="延期至（含当日）" error={errors.dueOn?.message}>
        <input type="date" {...register("dueOn")} />
      </Field>
      <Field label="理由" error={errors.reason?.message}>
        <textarea rows={3} {...register("reason")} />
      </Field>
      <p className="text-sm text-muted">只改这一个单位的上报截止日期。单位的填报人会收到通知，看到日期和理由。</p>
      <Refusals reasons={reasons} title="未延期" />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
