"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { isNamedAsOwn } from "@/lib/domain/register/departments-own";
import { unitKindLabels, unitKinds } from "@/lib/domain/words/funds";
import { createUnitAction } from "@/lib/features/units/actions";
import { createUnitSchema, type CreateUnitInput } from "@/lib/features/units/schema";

/** A unit to choose among. */
export interface UnitOption {
  id: string;
  name: string;
}

const toParentId = (value: unknown) => (value === "" || value === undefined ? null : value);
const unfounded = { on: "", document: { number: "", date: "" } };

/** The button that brings a department or a unit into the register. */
export function CreateUnit({ departments }: { departments: UnitOption[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        新增单位
      </Button>
      <Modal title="新增单位" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <CreateForm departments={departments} close={close} />}
      </Modal>
    </>
  );
}

function CreateForm({ departments, close }: { departments: UnitOption[]; close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState, control, setValue } = useForm<CreateUnitInput>({
    resolver: zodResolver(createUnitSchema),
    defaultValues: {
      level: "unit",
      kind: "administrative",
      parentId: departments[0]?.id ?? null,
      code: "",
      name: "",
      shortName: null,
      isDepartmentsOwn: null,
      founded: unfounded,
    },
  });
  const save = handleSubmit(async (input) => {
    await send(() => createUnitAction(input), close);
  });
  const { errors, isSubmitting } = formState;
  const [level, founded, name, parentId, isOwn] = useWatch({
    control,
    name: ["level", "founded", "name", "parentId", "isDepartmentsOwn"],
  });
  const department = departments.find(({ id }) => id === parentId);
  // As the server takes it while nobody says otherwise.
  const isOwnByName = department !== undefined && isNamedAsOwn(name, department.name);
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="层级" error={errors.level?.message}>
        <select
          {...register("level", {
            onChange: (event: { target: { value: string } }) => {
              setValue("parentId", event.target.value === "unit" ? (departments[0]?.id ?? null) : null);
              setValue("isDepartmentsOwn", null);
            },
          })}
        >
          <option value="unit">单位</option>
          <option value="department">主管部门</option>
        </select>
      </Field>
      <Field label={level === "unit" ? "主管部门" : "上级部门（可不选）"} error={errors.parentId?.message}>
        <select {...register("parentId", { setValueAs: toParentId })}>
          <option value="">无（主管部门本身）</option>
          <UnitOptions units={departments} />
        </select>
      </Field>
      <Field label="单位代码" error={errors.code?.message}>
        <input {...register("code")} />
      </Field>
      <Field label="单位全称" error={errors.name?.message}>
        <input {...register("name")} />
      </Field>
      <Field label="单位类型" error={errors.kind?.message}>
        <select {...register("kind")}>
          <KindOptions />
        </select>
      </Field>
      {level === "unit" && (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={isOwn ?? isOwnByName}
            onChange={(event) => setValue("isDepartmentsOwn", event.target.checked)}
          />
          部门本级（所列为主管部门本身的收支，一个部门只有一个）
        </label>
      )}
      <Field label="登记事由">
        <select
          value={founded === null ? "initial" : "found"}
          onChange={(event) => setValue("founded", event.target.value === "found" ? unfounded : null)}
        >
          <option value="found">新设（自设立当年起填报）</option>
          <option value="initial">期初登记（历年已有，历年均须填报）</option>
        </select>
      </Field>
      {founded !== null && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="设立日期" error={errors.founded?.on?.message}>
            <input type="date" {...register("founded.on")} />
          </Field>
          <Field label="批准文件日期" error={errors.founded?.document?.date?.message}>
            <input type="date" {...register("founded.document.date")} />
          </Field>
          <div className="sm:col-span-2">
            <Field label="批准文件文号或名称" error={errors.founded?.document?.number?.message}>
              <input {...register("founded.document.number")} />
            </Field>
          </div>
        </div>
      )}
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

/** Units as the options of a list. */
export function UnitOptions({ units }: { units: UnitOption[] }) {
  return units.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}

/** The kinds of units as the options of a list. */
export function KindOptions() {
  return unitKinds.map((kind) => (
    <option key={kind} value={kind}>
      {unitKindLabels[kind]}
    </option>
  ));
}
