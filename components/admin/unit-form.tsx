"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { notConnected, Refusals } from "@/components/ui/refusals";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { unitKindLabels, unitKinds, type UnitKind } from "@/lib/domain/funding";
import { createUnitAction, updateUnitAction } from "@/lib/features/units/actions";
import { createUnitSchema, updateUnitSchema, type CreateUnitInput, type UpdateUnitInput } from "@/lib/features/units/schema";

export interface UnitLine {
  id: string;
  parentId: string | null;
  level: "department" | "unit";
  kind: UnitKind;
  code: string;
  name: string;
  isActive: boolean;
  isExempt: boolean;
  exemptBasis: string | null;
}

const toParentId = (value: unknown) => (value === "" || value === undefined ? null : value);

/** The button that adds a department or a unit. */
export function CreateUnit({ departments }: { departments: UnitLine[] }) {
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

function CreateForm({ departments, close }: { departments: UnitLine[]; close: () => void }) {
  const router = useRouter();
  const [reasons, setReasons] = useState<string[]>([]);
  const { register, handleSubmit, formState, control, setValue } = useForm<CreateUnitInput>({
    resolver: zodResolver(createUnitSchema),
    defaultValues: { level: "unit", kind: "administrative", parentId: departments[0]?.id ?? null, code: "", name: "" },
  });
  const save = handleSubmit(async (input) => {
    const result = await createUnitAction(input).catch(() => null);
    if (result?.ok) {
      router.refresh();
      close();
    } else setReasons(result ? result.reasons : [notConnected]);
  });
  const { errors, isSubmitting } = formState;
  const level = useWatch({ control, name: "level" });
  return (
    <form onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="层级" error={errors.level?.message}>
        <select {...register("level", { onChange: (event: { target: { value: string } }) => setValue("parentId", event.target.value === "unit" ? (departments[0]?.id ?? null) : null) })}>
          <option value="unit">单位</option>
          <option value="department">主管部门</option>
        </select>
      </Field>
      <Field label={level === "unit" ? "主管部门" : "上级部门（可不选）"} error={errors.parentId?.message}>
        <ParentOptions departments={departments} selectProps={register("parentId", { setValueAs: toParentId })} />
      </Field>
      <Field label="单位代码" error={errors.code?.message}>
        <input {...register("code")} />
      </Field>
      <Field label="单位全称" error={errors.name?.message}>
        <input {...register("name")} />
      </Field>
      <Field label="单位类型" error={errors.kind?.message}>
        <KindOptions selectProps={register("kind")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

/** The button that changes a unit: its name and place, whether it is active, whether its accounts stay unpublished. */
export function EditUnit({ unit, departments }: { unit: UnitLine; departments: UnitLine[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button aria-label={`修改${unit.name}`} onPress={() => setIsOpen(true)}>
        修改
      </Button>
      <Modal title={`修改：${unit.name}`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <EditForm unit={unit} departments={departments.filter(({ id }) => id !== unit.id)} close={close} />}
      </Modal>
    </>
  );
}

function EditForm({ unit, departments, close }: { unit: UnitLine; departments: UnitLine[]; close: () => void }) {
  const router = useRouter();
  const [reasons, setReasons] = useState<string[]>([]);
  const { id, parentId, kind, code, name, isActive, isExempt, exemptBasis } = unit;
  const { register, handleSubmit, control, formState } = useForm<UpdateUnitInput>({
    resolver: zodResolver(updateUnitSchema),
    defaultValues: { unitId: id, parentId, kind, code, name, isActive, isExempt, exemptBasis: exemptBasis ?? "" },
  });
  const isExemptNow = useWatch({ control, name: "isExempt" });
  const save = handleSubmit(async (input) => {
    const result = await updateUnitAction({ ...input, exemptBasis: input.exemptBasis || null }).catch(() => null);
    if (result?.ok) {
      router.refresh();
      close();
    } else setReasons(result ? result.reasons : [notConnected]);
  });
  const { errors, isSubmitting } = formState;
  return (
    <form onSubmit={save} className="flex flex-col gap-3" noValidate>
      {unit.level === "unit" && (
        <Field label="主管部门" error={errors.parentId?.message}>
          <ParentOptions departments={departments} selectProps={register("parentId", { setValueAs: toParentId })} />
        </Field>
      )}
      <Field label="单位代码" error={errors.code?.message}>
        <input {...register("code")} />
      </Field>
      <Field label="单位全称" error={errors.name?.message}>
        <input {...register("name")} />
      </Field>
      <Field label="单位类型" error={errors.kind?.message}>
        <KindOptions selectProps={register("kind")} />
      </Field>
      <label className="flex gap-2 text-sm">
        <input type="checkbox" {...register("isActive")} />
        在用（停用的单位不再开始填报，已有报告不变）
      </label>
      <label className="flex gap-2 text-sm">
        <input type="checkbox" {...register("isExempt")} />
        决算不予公开
      </label>
      {isExemptNow && (
        <Field label="不予公开的依据（必填）" error={errors.exemptBasis?.message}>
          <textarea rows={3} {...register("exemptBasis")} />
        </Field>
      )}
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

function ParentOptions({ departments, selectProps }: { departments: UnitLine[]; selectProps: React.ComponentProps<"select"> }) {
  return (
    <select {...selectProps}>
      <option value="">无（主管部门本身）</option>
      {departments.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function KindOptions({ selectProps }: { selectProps: React.ComponentProps<"select"> }) {
  return (
    <select {...selectProps}>
      {unitKinds.map((kind) => (
        <option key={kind} value={kind}>
          {unitKindLabels[kind]}
        </option>
      ))}
    </select>
  );
}
