"use client";

import { useState } from "react";
import { FormFooter } from "@/components/admin/form-footer";
import { Meanwhile } from "@/components/admin/meanwhile";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { setExemptionAction } from "@/lib/features/units/actions";
import type { ExemptionState } from "@/lib/features/units/schema";

interface Props {
  unitId: string;
  year: number;
  basis: string | null;
}

/** Says on what basis a unit does not publish one year, or that it does. */
export function Exemption({ unitId, year, basis }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const title = basis === null ? `${year}年度不予公开` : `修改${year}年度不予公开`;
  return (
    <>
      <Button aria-label={title} onPress={() => setIsOpen(true)}>
        {basis === null ? "设为不予公开" : "修改"}
      </Button>
      <Modal title={title} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <ExemptionForm unitId={unitId} year={year} basis={basis} close={close} />}
      </Modal>
    </>
  );
}

function ExemptionForm({ unitId, year, basis, close }: Props & { close: () => void }) {
  const { reasons, isSending, send } = useSending();
  const [typed, setTyped] = useState(basis ?? "");
  // As it was when the dialog was opened: a page that is made anew behind it changes nothing of what was seen.
  const [known, setKnown] = useState<ExemptionState>({ basis });
  const [meanwhile, setMeanwhile] = useState<SavedMeanwhile<ExemptionState> | null>(null);

  async function save(next: string | null) {
    await send(
      () => setExemptionAction({ unitId, year, basis: next, known }),
      ({ meanwhile: saved }) => {
        setMeanwhile(saved);
        if (saved === null) close();
        else setKnown(saved.state);
      },
    );
  }

  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save(typed);
      }}
    >
      <TextField
        label="依据（如涉密单位，写明法律法规或文件）"
        value={typed}
        onChange={setTyped}
        isMultiline
        rows={3}
      />
      <Meanwhile
        meanwhile={meanwhile}
        name={`${year}年度不予公开的登记`}
        take={(state) => {
          setTyped(state.basis ?? "");
          setMeanwhile(null);
        }}
      />
      <Refusals reasons={reasons} />
      {known.basis !== null && (
        <Button emphasis="danger" isDisabled={isSending} onPress={() => void save(null)}>
          改为公开
        </Button>
      )}
      <FormFooter isSubmitting={isSending} close={close} />
    </form>
  );
}
