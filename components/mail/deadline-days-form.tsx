"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { saveDeadlineDaysAction } from "@/lib/features/notices/actions";
import { deadlineDaysSchema } from "@/lib/features/notices/schema";

/** How many days before their deadline units are told that it is near. */
export function DeadlineDaysForm({ days }: { days: readonly number[] }) {
  const [isSaved, setIsSaved] = useState(false);
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(deadlineDaysSchema, undefined, { raw: true }),
    defaultValues: { days: days.join(",") },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(
      () => saveDeadlineDaysAction(input),
      () => setIsSaved(true),
    );
  });
  return (
    <form
      method="post"
      onSubmit={save}
      onChange={() => setIsSaved(false)}
      className="flex max-w-md flex-col gap-3"
      noValidate
    >
      <Field label="截止前几天提醒（以逗号分开，空着不提醒）" error={errors.days?.message}>
        <input inputMode="numeric" autoComplete="off" {...register("days")} />
      </Field>
      <Refusals reasons={reasons} />
      <div className="flex items-center gap-3">
        <Button type="submit" emphasis="primary" isDisabled={isSubmitting}>
          保存
        </Button>
        <p role="status" className="text-sm text-done">
          {isSaved && "已保存。"}
        </p>
      </div>
    </form>
  );
}
