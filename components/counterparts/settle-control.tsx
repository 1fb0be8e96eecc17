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
import { formatYuan } from "@/lib/domain/words/amounts";
import { differenceOfPair } from "@/lib/domain/words/counterparts";
import { settleTransferAction } from "@/lib/features/counterparts/actions";
import type { ListedPair } from "@/lib/features/counterparts/data";
import { settleTransferSchema, type SettleTransferInput } from "@/lib/features/counterparts/schema";

interface Props {
  year: number;
  pair: ListedPair;
}

/** Settles the difference of a pair with a document. */
export function SettleControl(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { payerUnit, receiverUnit } = props.pair;
  return (
    <>
      <Button aria-label={`认定差异：${payerUnit.name}与${receiverUnit.name}`} onPress={() => setIsOpen(true)}>
        认定差异
      </Button>
      <Modal title={`认定差异：${payerUnit.name}与${receiverUnit.name}`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <SettleForm {...props} close={close} />}
      </Modal>
    </>
  );
}

function SettleForm({ year, pair, close }: Props & { close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(settleTransferSchema, undefined, { raw: true }),
    defaultValues: {
      year,
      payerId: pair.payer,
      receiverId: pair.receiver,
      kind: pair.kind,
      paid: pair.paid,
      received: pair.received,
      documentNumber: "",
      documentDate: "",
      basis: "",
    } satisfies SettleTransferInput,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => settleTransferAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm">
        相差 {formatYuan(differenceOfPair(pair))}{" "}
        元。认定之后，双方不再就这一差异被要求说明；金额不改动，汇总时仍列为未抵销差额。任何一方的金额再有变动，须重新认定。
      </p>
      <Field label="文号" error={errors.documentNumber?.message}>
        <input {...register("documentNumber")} />
      </Field>
      <Field label="文件日期" error={errors.documentDate?.message}>
        <input type="date" {...register("documentDate")} />
      </Field>
      <Field label="认定的理由" error={errors.basis?.message}>
        <textarea rows={3} placeholder="如：12 月付出，对方次年 1 月收到" {...register("basis")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
