"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import {
  createFiscalYearAction,
  setFiscalYearStageAction,
  updateFiscalYearAction,
} from "@/lib/features/fiscal-years/actions";
import {
  createFiscalYearSchema,
  tableSetIds,
  tableSetLabels,
  updateFiscalYearSchema,
  type CreateFiscalYearInput,
  type TableSetId,
  type UpdateFiscalYearInput,
} from "@/lib/features/fiscal-years/schema";

/** The button that opens a new year. */
export function CreateFiscalYear({ catalogues, nextYear }: { catalogues: string[]; nextYear: number }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button emphasis="primary" onPress={() => setIsOpen(true)}>
        新增年度
      </Button>
      <Modal title="新增年度" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <CreateForm catalogues={catalogues} nextYear={nextYear} close={close} />}
      </Modal>
    </>
  );
}

function CreateForm({ catalogues, nextYear, close }: { catalogues: string[]; nextYear: number; close: () => void }) {
  const { reasons, send } = useSending();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(createFiscalYearSchema, undefined, { raw: true }),
    defaultValues: {
      year: nextYear,
      tableSetId: "fy2022",
      catalogueId: catalogues[0] ?? "",
      opensAt: "",
      deadline: "",
    } satisfies CreateFiscalYearInput,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => createFiscalYearAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="年度" error={errors.year?.message}>
        <input inputMode="numeric" {...register("year")} />
      </Field>
      <Field label="报表格式" error={errors.tableSetId?.message}>
        <TableSetOptions selectProps={register("tableSetId")} />
      </Field>
      <Field label="科目目录" error={errors.catalogueId?.message}>
        <select {...register("catalogueId")}>
          {catalogues.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </Field>
      <Field label="开始日期" error={errors.opensAt?.message}>
        <input type="date" {...register("opensAt")} />
      </Field>
      <Field label="截止日期" error={errors.deadline?.message}>
        <input type="date" {...register("deadline")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

interface ManagedYear {
  id: string;
  year: number;
  tableSetId: TableSetId;
  stage: "open" | "closed";
  /** yyyy-mm-dd */
  opensAt: string;
  deadline: string;
}

/** Dates of a year, and whether units may still submit. */
export function FiscalYearControls({ fiscalYear }: { fiscalYear: ManagedYear }) {
  const [dialog, setDialog] = useState<"dates" | "stage" | null>(null);
  const { reasons, isSending, send } = useSending();
  const isOpen = fiscalYear.stage === "open";

  async function setStage() {
    await send(
      () => setFiscalYearStageAction({ fiscalYearId: fiscalYear.id, stage: isOpen ? "closed" : "open" }),
      () => setDialog(null),
    );
  }

  return (
    <div className="flex gap-1">
      <Button aria-label={`修改${fiscalYear.year}年度`} onPress={() => setDialog("dates")}>
        修改
      </Button>
      <Button emphasis={isOpen ? "danger" : "plain"} onPress={() => setDialog("stage")}>
        {isOpen ? "关闭年度" : "重新开放"}
      </Button>
      <Modal title={`修改：${fiscalYear.year}年度`} isOpen={dialog === "dates"} onOpenChange={() => setDialog(null)}>
        {(close) => <DatesForm fiscalYear={fiscalYear} close={close} />}
      </Modal>
      <Modal
        title={`${isOpen ? "关闭" : "重新开放"}${fiscalYear.year}年度`}
        isOpen={dialog === "stage"}
        onOpenChange={() => setDialog(null)}
      >
        {(close) => (
          <>
            <p className="text-sm">
              {isOpen
                ? "关闭后各单位不能再上报本年度决算；审核、批复和公开照常。"
                : "开放后各单位可以继续上报本年度决算。"}
            </p>
            <Refusals reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button emphasis="primary" isDisabled={isSending} onPress={() => void setStage()}>
                {isOpen ? "关闭年度" : "重新开放"}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </div>
  );
}

function DatesForm({ fiscalYear, close }: { fiscalYear: ManagedYear; close: () => void }) {
  const { reasons, send } = useSending();
  const { id, tableSetId, opensAt, deadline } = fiscalYear;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(updateFiscalYearSchema, undefined, { raw: true }),
    defaultValues: { fiscalYearId: id, tableSetId, opensAt, deadline } satisfies UpdateFiscalYearInput,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => updateFiscalYearAction(input), close);
  });
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <Field label="报表格式（已有单位开始填报后不能再改）" error={errors.tableSetId?.message}>
        <TableSetOptions selectProps={register("tableSetId")} />
      </Field>
      <Field label="开始日期" error={errors.opensAt?.message}>
        <input type="date" {...register("opensAt")} />
      </Field>
      <Field label="截止日期" error={errors.deadline?.message}>
        <input type="date" {...register("deadline")} />
      </Field>
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}

function TableSetOptions({ selectProps }: { selectProps: React.ComponentProps<"select"> }) {
  return (
    <select {...selectProps}>
      {tableSetIds.map((id) => (
        <option key={id} value={id}>
          {tableSetLabels[id]}
        </option>
      ))}
    </select>
  );
}
