"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Meanwhile } from "@/components/admin/meanwhile";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { setPortalAddressAction } from "@/lib/features/portal-addresses/actions";
import { portalAddressSchema } from "@/lib/features/portal-addresses/schema";

interface Props {
  unitId: string;
  unitName: string;
  year: number;
  /** Blank while nobody has said. */
  address: string;
}

const typedSchema = z.object({ address: portalAddressSchema });

/** The button that says or changes where the county's portal shows a report; who else has the same address is told. */
export function PortalAddress(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [sharedWith, setSharedWith] = useState<readonly string[]>([]);
  const { unitName, year, address } = props;
  const label = address === "" ? "填写网址" : "修改网址";
  return (
    <>
      <Button aria-label={`${label}：${unitName}${year}年度`} onPress={() => setIsOpen(true)}>
        {label}
      </Button>
      {sharedWith.length > 0 && (
        <Callout tone="warn" title="已保存，但网址与别处相同" isAlert>
          {sharedWith.join("、")}也填了这个网址，请核对。
        </Callout>
      )}
      <Modal title={`门户网站公开网址：${unitName}${year}年度`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <AddressForm
            {...props}
            close={close}
            onSaved={(shared) => {
              setSharedWith(shared);
              close();
            }}
          />
        )}
      </Modal>
    </>
  );
}

function AddressForm({
  unitId,
  year,
  address,
  close,
  onSaved,
}: Props & { close: () => void; onSaved: (sharedWith: readonly string[]) => void }) {
  const { reasons, send } = useSending();
  // As it was when the dialog was opened: a page that is made anew behind it changes nothing of what was seen.
  const [known, setKnown] = useState(address);
  const [meanwhile, setMeanwhile] = useState<SavedMeanwhile<string> | null>(null);
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(typedSchema),
    defaultValues: { address },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (typed) => {
    await send(
      () => setPortalAddressAction({ unitId, year, address: typed.address, known }),
      ({ meanwhile: saved, sharedWith }) => {
        setMeanwhile(saved);
        if (saved === null) onSaved(sharedWith);
        else setKnown(saved.state);
      },
    );
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <p className="text-sm text-muted">
        县（区）政府门户网站上显示这份决算的网址。保存后显示在公开页面的末尾，几分钟内核对一次，以后每天夜间核对；留空即删去。
      </p>
      <Field label="网址" error={errors.address?.message}>
        <input type="url" autoComplete="off" placeholder="https://" {...register("address")} />
      </Field>
      <Meanwhile
        meanwhile={meanwhile}
        name="网址"
        take={(state) => {
          reset({ address: state });
          setMeanwhile(null);
        }}
      />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
