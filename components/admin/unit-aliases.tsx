"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { addAliasAction, removeAliasAction } from "@/lib/features/unit-names/actions";
import { addAliasSchema, type NamedUnit } from "@/lib/features/unit-names/schema";

/** The button that adds a short name by which a unit is found. */
export function AddAlias({ units }: { units: readonly NamedUnit[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        增加简称
      </Button>
      <Modal title="增加简称" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <AddForm units={units} close={close} />}
      </Modal>
    </>
  );
}

function AddForm({ units, close }: { units: readonly NamedUnit[]; close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm<z.input<typeof addAliasSchema>>({
    resolver: zodResolver(addAliasSchema),
    defaultValues: { unitId: units[0]?.id ?? "", alias: "" },
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => addAliasAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="单位或部门" error={errors.unitId?.message}>
        <select {...register("unitId")}>
          {units.map(({ id, code, name, isDepartment }) => (
            <option key={id} value={id}>
              {code} {name}
              {isDepartment && "（主管部门）"}
            </option>
          ))}
        </select>
      </Field>
      <Field label="简称" error={errors.alias?.message}>
        <input autoComplete="off" {...register("alias")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

/** The button that takes a short name away, after asking. */
export function RemoveAlias({ unit, alias }: { unit: Pick<NamedUnit, "id" | "name">; alias: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  return (
    <>
      <Button aria-label={`删除简称“${alias}”`} onPress={() => setIsOpen(true)}>
        删除
      </Button>
      <Modal title={`删除简称“${alias}”`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="删除"
            reasons={reasons}
            isDisabled={isSending}
            close={close}
            onConfirm={() => void send(() => removeAliasAction({ unitId: unit.id, alias }), close)}
          >
            <p className="text-sm">
              删除后，公众用“{alias}”查找不到“{unit.name}”。
            </p>
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
