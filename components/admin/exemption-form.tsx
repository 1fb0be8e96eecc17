"use client";

import { useState } from "react";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { setExemptionAction } from "@/lib/features/units/actions";

/** Says on what basis a unit does not publish one year, or that it does. */
export function Exemption({ unitId, year, basis }: { unitId: string; year: number; basis: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  const title = basis === null ? `${year}年度不予公开` : `修改${year}年度不予公开`;
  return (
    <>
      <Button aria-label={title} onPress={() => setIsOpen(true)}>
        {basis === null ? "设为不予公开" : "修改"}
      </Button>
      <Modal title={title} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <form
            method="post"
            className="flex flex-col gap-3"
            onSubmit={(event) => {
              event.preventDefault();
              const typed = String(new FormData(event.currentTarget).get("basis"));
              void send(() => setExemptionAction({ unitId, year, basis: typed }), close);
            }}
          >
            <TextField
              label="依据（如涉密单位，写明法律法规或文件）"
              name="basis"
              defaultValue={basis ?? ""}
              isMultiline
              rows={3}
            />
            <Refusals reasons={reasons} />
            {basis !== null && (
              <Button
                emphasis="danger"
                isDisabled={isSending}
                onPress={() => void send(() => setExemptionAction({ unitId, year, basis: null }), close)}
              >
                改为公开
              </Button>
            )}
            <FormFooter isSubmitting={isSending} close={close} />
          </form>
        )}
      </Modal>
    </>
  );
}
