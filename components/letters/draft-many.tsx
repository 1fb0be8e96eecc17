"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "@/components/admin/field";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { askForDraftsAction } from "@/lib/features/letter-drafts/actions";
import { draftingModes, type DraftingMode } from "@/lib/features/letter-drafts/schema";

/** Drafts the letters of everybody whose accounts of a year are approved, as a background job. */
export function DraftMany({ fiscalYearId, year }: { fiscalYearId: string; year: number }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [mode, setMode] = useState<DraftingMode>("perDepartment");
  const [first, setFirst] = useState("");
  const { reasons, isSending, send } = useSending({ refreshes: false });
  const ask = () =>
    send(
      () => askForDraftsAction({ fiscalYearId, mode, firstNumber: first.trim() === "" ? null : Number(first) }),
      ({ jobId }) => router.push(`/account/jobs/${jobId}`),
    );
  return (
    <>
      <Button onPress={() => setIsOpen(true)}>批量起草</Button>
      <Modal title={`批量起草：${year}年度决算批复`} isOpen={isOpen} onOpenChange={setIsOpen} isBusy={isSending}>
        {(close) => (
          <form
            method="post"
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              void ask();
            }}
          >
            <p className="text-sm">
              为决算已经批复、还没有批复文件的部门和单位起草。数字取自批复时留存的报表，文字取自批复模板，起草后可以逐份修改。
            </p>
            <fieldset className="flex flex-col gap-1 text-sm">
              <legend className="font-medium">份数</legend>
              {(Object.keys(draftingModes) as DraftingMode[]).map((each) => (
                <label key={each} className="flex items-center gap-2">
                  <input type="radio" name="mode" checked={mode === each} onChange={() => setMode(each)} />
                  {draftingModes[each]}
                  {each === "perDepartment" && "（附所属单位批复表；没有主管部门的单位各一份）"}
                </label>
              ))}
            </fieldset>
            <Field label="起始序号（按单位代码依次编号；不填的以后编号）">
              <input inputMode="numeric" value={first} onChange={({ target }) => setFirst(target.value)} />
            </Field>
            <Refusals title="没有交办" reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button type="submit" emphasis="primary" isDisabled={isSending}>
                {isSending ? "正在交办……" : "开始起草"}
              </Button>
            </div>
          </form>
        )}
      </Modal>
    </>
  );
}
