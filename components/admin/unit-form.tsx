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
import { unitKindLabels, unitKinds, type UnitKind } from "@/lib/domain/words/funds";
import { createUnitAction, updateUnitAction } from "@/lib/features/units/actions";
import {
  createUnitSchema,
  updateUnitSchema,
  type CreateUnitInput,
  type UpdateUnitInput,
} from "@/lib/features/units/schema";

export interface UnitLine {
  id: string;
  parentId: string | null;
  level: "department" | "unit";
  kind: UnitKind;
  code: string;
  name: string;
  firstYear: number | null;
  lastYear: number | null;
  isExempt: boolean;
  exemptBasis: string | null;
}

const toParentId = (value: unknown) => (value === "" || value === undefined ? null : value);
/** What is no number stays as it was typed, for the schema to refuse. */
const toYear = (value: unknown) => {
  const text = String(value ?? "").trim();
  return text === "" ? null : /^\d+$/.test(text) ? Number(text) : text;
};

/** The button that adds a department or a unit; a new unit owes its accounts from the newest year on, unless told otherwise. */
export function CreateUnit({ departments, newestYear }: { departments: UnitLine[]; newestYear: number | null }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        新增单位
      </Button>
      <Modal title="新增单位" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <CreateForm departments={departments} newestYear={newestYear} close={close} />}
      </Modal>
    </>
  );
}

function CreateForm({
  departments,
  newestYear,
  close,
}: {
  departments: UnitLine[];
  newestYear: number | null;
  close: () => void;
}) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState, control, setValue } = useForm<CreateUnitInput>({
    resolver: zodResolver(createUnitSchema),
    defaultValues: {
      level: "unit",
      kind: "administrative",
      parentId: departments[0]?.id ?? null,
      code: "",
      name: "",
      firstYear: newestYear,
      lastYear: null,
    },
  });
  const save = handleSubmit(async (input) => {
    await send(() => createUnitAction(input), close);
  });
  const { errors, isSubmitting } = formState;
  const level = useWatch({ control, name: "level" });
  const pickLevel = (isUnit: boolean) => {
    setValue("parentId", isUnit ? (departments[0]?.id ?? null) : null);
    setValue("firstYear", isUnit ? newestYear : null);
    setValue("lastYear", null);
  };
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="层级" error={errors.level?.message}>
        <select
          {...register("level", {
            onChange: (event: { target: { value: string } }) => pickLevel(event.target.value === "unit"),
          })}
        >
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
      {level === "unit" && (
        <YearFields
          first={register("firstYear", { setValueAs: toYear })}
          last={register("lastYear", { setValueAs: toYear })}
          errors={errors}
        />
      )}
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

/** The button that changes a unit: its name and place, which years it owes, whether its accounts stay unpublished. */
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
  const { reasons, send } = useSending();
  const { id, parentId, kind, code, name, firstYear, lastYear, isExempt, exemptBasis } = unit;
  const { register, handleSubmit, control, formState } = useForm<UpdateUnitInput>({
    resolver: zodResolver(updateUnitSchema),
    defaultValues: {
      unitId: id,
      parentId,
      kind,
      code,
      name,
      firstYear,
      lastYear,
      isExempt,
      exemptBasis: exemptBasis ?? "",
    },
  });
  const isExemptNow = useWatch({ control, name: "isExempt" });
  const save = handleSubmit(async (input) => {
    await send(() => updateUnitAction({ ...input, exemptBasis: input.exemptBasis || null }), close);
  });
  const { errors, isSubmitting } = formState;
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
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
      {unit.level === "unit" && (
        <YearFields
          first={register("firstYear", { setValueAs: toYear })}
          last={register("lastYear", { setValueAs: toYear })}
          errors={errors}
        />
      )}
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

interface YearFieldsProps {
  first: React.ComponentProps<"input">;
  last: React.ComponentProps<"input">;
  errors: { firstYear?: { message?: string }; lastYear?: { message?: string } };
}

/** Of which fiscal years the unit owes its accounts. */
function YearFields({ first, last, errors }: YearFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="起始年度（空：历年）" error={errors.firstYear?.message}>
        <input inputMode="numeric" maxLength={4} {...first} />
      </Field>
      <Field label="终止年度（空：未终止）" error={errors.lastYear?.message}>
        <input inputMode="numeric" maxLength={4} {...last} />
      </Field>
      <p className="col-span-2 text-sm text-muted">
        只须填报、公开起止年度（含）之间的决算；撤销的单位填最后一个决算年度。
      </p>
    </div>
  );
}

function ParentOptions({
  departments,
  selectProps,
}: {
  departments: UnitLine[];
  selectProps: React.ComponentProps<"select">;
}) {
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
