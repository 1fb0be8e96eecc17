"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/admin/field";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { startDraftAction } from "@/lib/features/year-opening/actions";

/** Asks for the year that is to be opened, and goes on to its steps. */
export function StartYear({ nextYear }: { nextYear: number }) {
  const router = useRouter();
  const [year, setYear] = useState(String(nextYear));
  const { reasons, isSending, send } = useSending({ refreshes: false });
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send(
          () => startDraftAction({ year }),
          (started) => router.push(`/admin/years/${started.year}/open`),
        );
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <Field label="年度">
          <input
            name="year"
            inputMode="numeric"
            value={year}
            onChange={({ target }) => setYear(target.value)}
            className="w-28"
          />
        </Field>
        <Button type="submit" emphasis="primary" isDisabled={isSending}>
          {isSending ? "请稍候……" : "开设年度"}
        </Button>
      </div>
      <Refusals reasons={reasons} title="不能开设" />
    </form>
  );
}
