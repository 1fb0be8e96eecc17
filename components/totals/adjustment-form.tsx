"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useFieldArray, useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { RefusedFields } from "@/components/ui/refused-fields";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { proposeAdjustmentAction, proposeOnBehalfAction } from "@/lib/features/total-adjustments/actions";
import type { AdjustmentPlace } from "@/lib/domain/consolidation/adjustment-places";
import {
  adjustmentKinds,
  MAX_ADJUSTMENT_LINES,
  proposeAdjustmentSchema,
  type ProposeAdjustmentInput,
} from "@/lib/features/total-adjustments/schema";

interface Props {
  year: number;
  /** `null`: of the district. */
  departmentId: string | null;
  places: readonly AdjustmentPlace[];
  /** The department itself, which enters on behalf of others and adjusts nothing. */
  isDepartments?: boolean;
}

/** Writes down what is to be entered into a total beside its units. */
export function ProposeAdjustment(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const title = props.isDepartments ? "提请代编" : "提请代编或调整";
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>{title}</Button>
      <Modal title={title} isOpen={isOpen} onOpenChange={setIsOpen} isWide>
        {(close) => <AdjustmentForm {...props} close={close} />}
      </Modal>
    </>
  );
}

const blank = { place: "", code: "", amount: "" };

function AdjustmentForm({ year, departmentId, places, isDepartments = false, close }: Props & { close: () => void }) {
  const { reasons, fields: refused, send } = useSending();
  const { register, handleSubmit, formState, control, watch } = useForm({
    resolver: zodResolver(proposeAdjustmentSchema, undefined, { raw: true }),
    defaultValues: {
      year,
      departmentId,
      kind: isDepartments ? "onBehalf" : "adjustment",
      basis: "",
      documentNumber: "",
      documentDate: "",
      lines: [blank],
    } as ProposeAdjustmentInput,
  });
  const { fields, append, remove } = useFieldArray({ control, name: "lines" });
  const { errors, isSubmitting } = formState;
  const chosen = watch("lines");
  const asksSubject = (at: number) => places.find(({ place }) => place === chosen[at]?.place)?.asksSubject ?? false;
  const save = handleSubmit(async (input) => {
    const { departmentId: unitId, kind: _, ...said } = input;
    if (isDepartments) await send(() => proposeOnBehalfAction({ ...said, unitId: unitId ?? "" }), close);
    else await send(() => proposeAdjustmentAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm">
        代编填列没有单位编报的收支
        {isDepartments
          ? "，写明依据和涉及的单位。由财政局批准之后列入本部门的汇总。"
          : "；调整把汇总中重复或有误的数列负数减去、漏列的数列正数补上。由另一位审核人批准之后列入汇总。"}
      </p>
      <RefusedFields fields={refused}>
        {!isDepartments && (
          <Field label="种类" error={errors.kind?.message}>
            <select {...register("kind")}>
              {Object.entries(adjustmentKinds).map(([id, label]) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label="依据和涉及的单位" error={errors.basis?.message}>
          <textarea rows={2} {...register("basis")} />
        </Field>
        <div className="flex flex-wrap gap-3">
          <Field label="文号" error={errors.documentNumber?.message}>
            <input {...register("documentNumber")} />
          </Field>
          <Field label="文件日期" error={errors.documentDate?.message}>
            <input type="date" {...register("documentDate")} />
          </Field>
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="text-sm font-medium">金额</legend>
          {fields.map((field, at) => (
            <div key={field.id} className="flex flex-wrap items-start gap-2">
              <Field label={`第 ${at + 1} 笔栏目`} error={errors.lines?.[at]?.place?.message}>
                <select className="w-96" {...register(`lines.${at}.place`)}>
                  <option value="">请选择</option>
                  {places.map(({ place, label }) => (
                    <option key={place} value={place}>
                      {label}
                    </option>
                  ))}
                </select>
              </Field>
              {asksSubject(at) && (
                <Field label={`第 ${at + 1} 笔科目编码`} error={errors.lines?.[at]?.code?.message}>
                  <input inputMode="numeric" className="w-28" {...register(`lines.${at}.code`)} />
                </Field>
              )}
              <Field label={`第 ${at + 1} 笔金额（元）或数量`} error={errors.lines?.[at]?.amount?.message}>
                <input inputMode="decimal" className="w-40" {...register(`lines.${at}.amount`)} />
              </Field>
              {fields.length > 1 && (
                <div className="pt-6">
                  <Button aria-label={`删除第 ${at + 1} 笔`} onPress={() => remove(at)}>
                    删除
                  </Button>
                </div>
              )}
            </div>
          ))}
          {fields.length < MAX_ADJUSTMENT_LINES && (
            <div>
              <Button onPress={() => append(blank)}>再添一笔</Button>
            </div>
          )}
        </fieldset>
      </RefusedFields>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
