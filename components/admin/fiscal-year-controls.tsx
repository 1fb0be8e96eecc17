"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/admin/field";
import { FormFooter } from "@/components/admin/form-footer";
import { Questions } from "@/components/admin/questions";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { formatLabel, formatsOfRegion, isFormatId } from "@/lib/domain/formats/format-of";
import { setFiscalYearStageAction, updateFiscalYearAction } from "@/lib/features/fiscal-years/actions";
import { updateFiscalYearSchema, type UpdateFiscalYearInput } from "@/lib/features/fiscal-years/schema";

/** What the server asks before it does something; with nothing asked, it was done. */
function useQuestions(close: () => void) {
  const [questions, setQuestions] = useState<string[]>([]);
  return {
    questions,
    answered: ({ questions: asked }: { questions: string[] }) => {
      setQuestions(asked);
      if (asked.length === 0) close();
    },
    forgetQuestions: () => setQuestions([]),
  };
}

interface ManagedYear {
  id: string;
  year: number;
  tableSetId: string;
  stage: "open" | "closed";
  /** yyyy-mm-dd */
  opensAt: string;
  deadline: string;
}

/** Dates of a year, and whether units may still submit. */
export function FiscalYearControls({ fiscalYear, regionCode }: { fiscalYear: ManagedYear; regionCode: string }) {
  const [dialog, setDialog] = useState<"dates" | "stage" | null>(null);
  const { reasons, isSending, send } = useSending();
  const isOpen = fiscalYear.stage === "open";
  const { questions, answered, forgetQuestions } = useQuestions(() => setDialog(null));

  async function setStage() {
    const stage = isOpen ? "closed" : "open";
    await send(() => setFiscalYearStageAction({ fiscalYearId: fiscalYear.id, stage, confirmed: questions }), answered);
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
        {(close) => <DatesForm fiscalYear={fiscalYear} regionCode={regionCode} close={close} />}
      </Modal>
      <Modal
        title={`${isOpen ? "关闭" : "重新开放"}${fiscalYear.year}年度`}
        isOpen={dialog === "stage"}
        onOpenChange={() => {
          forgetQuestions();
          setDialog(null);
        }}
      >
        {(close) => (
          <>
            <p className="text-sm">
              {isOpen
                ? "关闭后各单位不能再上报本年度决算；审核、批复和公开照常。"
                : "开放后各单位可以继续上报本年度决算。"}
            </p>
            <Questions questions={questions} title="请核对后确认" />
            <Refusals reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button emphasis="primary" isDisabled={isSending} onPress={() => void setStage()}>
                {questions.length > 0 ? "确认关闭" : isOpen ? "关闭年度" : "重新开放"}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </div>
  );
}

function DatesForm({
  fiscalYear,
  regionCode,
  close,
}: {
  fiscalYear: ManagedYear;
  regionCode: string;
  close: () => void;
}) {
  const { reasons, send } = useSending();
  const { questions, answered, forgetQuestions } = useQuestions(close);
  const { id, tableSetId, opensAt, deadline } = fiscalYear;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(updateFiscalYearSchema, undefined, { raw: true }),
    defaultValues: {
      fiscalYearId: id,
      ...(isFormatId(tableSetId) && { tableSetId }),
      opensAt,
      deadline,
    } satisfies UpdateFiscalYearInput,
  });
  const { errors, isSubmitting } = formState;
  const save = handleSubmit(async (input) => {
    await send(() => updateFiscalYearAction({ ...input, confirmed: questions }), answered);
  });
  return (
    <form method="post" onSubmit={save} onChange={forgetQuestions} className="flex flex-col gap-3" noValidate>
      {isFormatId(tableSetId) ? (
        <Field label="报表格式（已有单位开始填报后不能再改）" error={errors.tableSetId?.message}>
          <select {...register("tableSetId")}>
            {formatsOfRegion(regionCode).map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      ) : (
        <p>报表格式：{formatLabel(tableSetId)}</p>
      )}
      <Field label="填报开始日期（之前各单位不能开始填报）" error={errors.opensAt?.message}>
        <input type="date" {...register("opensAt")} />
      </Field>
      <Field label="上报截止日期" error={errors.deadline?.message}>
        <input type="date" {...register("deadline")} />
      </Field>
      <Questions questions={questions} title="请核对后再次保存" />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSubmitting} close={close} />
    </form>
  );
}
