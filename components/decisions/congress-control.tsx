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
import type { CongressApproval } from "@/lib/domain/decision/congress-approval";
import { recordCongressApprovalAction } from "@/lib/features/congress-approvals/actions";
import { congressApprovalSchema, type CongressApprovalInput } from "@/lib/features/congress-approvals/schema";

interface Props {
  fiscalYearId: string;
  year: number;
  /** `null` while no decision is recorded. */
  recorded: (CongressApproval & { revision: number }) | null;
  /** yyyy-mm-dd */
  today: string;
}

/** Records the decision of the people's congress on a year, or corrects it. */
export function CongressControl(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { year, recorded } = props;
  const label = recorded === null ? "登记人大批准" : "更正人大批准";
  return (
    <>
      <Button emphasis={recorded === null ? "primary" : "plain"} onPress={() => setIsOpen(true)}>
        {label}
      </Button>
      <Modal title={`${label}：${year}年度决算`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <CongressForm {...props} close={close} />}
      </Modal>
    </>
  );
}

function CongressForm({ fiscalYearId, year, recorded, today, close }: Props & { close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(congressApprovalSchema, undefined, { raw: true }),
    defaultValues: {
      fiscalYearId,
      body: recorded?.body ?? "",
      meeting: recorded?.meeting ?? "",
      decisionNumber: recorded?.decisionNumber ?? "",
      decidedOn: recorded?.decidedOn ?? "",
      revision: recorded?.revision ?? 0,
    } satisfies CongressApprovalInput,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => recordCongressApprovalAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm">
        {recorded === null
          ? `财政局批复${year}年度部门决算的期限自批准日期起算。`
          : "更正后，由批准日期起算的期限随即重新计算；原登记的内容记入操作日志。"}
      </p>
      <Field label="批准日期" error={errors.decidedOn?.message}>
        <input type="date" min={`${year + 1}-01-01`} max={today} {...register("decidedOn")} />
      </Field>
      <Field label="批准机关（全称）" error={errors.body?.message}>
        <input placeholder="××区人民代表大会常务委员会" {...register("body")} />
      </Field>
      <Field label="会议名称" error={errors.meeting?.message}>
        <input placeholder="第十九届人大常委会第三次会议" {...register("meeting")} />
      </Field>
      <Field label="决议文号（没有的不填）" error={errors.decisionNumber?.message}>
        <input {...register("decisionNumber")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
