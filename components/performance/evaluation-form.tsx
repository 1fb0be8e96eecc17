"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Controller, useFieldArray, useForm, type Control, type UseFormRegister } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormTable } from "@/components/ui/form-table";
import { Callout } from "@/components/ui/callout";
import type { GradeBand } from "@/lib/domain/words/grades";
import { reportSections, reportSectionTitles, type KeyEvaluationEntry } from "@/lib/domain/performance/entries";
import { formatScore, gradeLabel } from "@/lib/domain/performance/scoring";
import { keyEvaluationScore } from "@/lib/domain/performance/summary";
import type { StoredKeyEvaluation } from "@/lib/domain/performance/stored-performance";
import { evaluationFormOf, evaluationFormSchema, type EvaluationFormValues } from "@/lib/features/performance/schema";
import { RichTextEditor } from "./rich-text-editor";
import { useFormSaving } from "./use-form-saving";
import { LabelledArea, LabelledInput, TableInput, TableSelect } from "./form-controls";

interface Props {
  stored: StoredKeyEvaluation;
  entry: KeyEvaluationEntry;
  isEditable: boolean;
  /** Those of the format. */
  grades: readonly GradeBand[];
  onChange: (stored: StoredKeyEvaluation) => void;
  onValidity: (isValid: boolean) => void;
}

const fundLabels = {
  budget: "预算资金（元）",
  received: "实际到位资金（元）",
  executed: "实际支出资金（元）",
} as const;
const annexHeads = {
  first: "一级指标",
  second: "二级指标",
  third: "三级指标",
  target: "指标值",
  actual: "实际完成值",
} as const;

/** 重点绩效评价报告 in its sections: what is text is typed, what figures say is derived and printed between them. */
export function EvaluationForm({ stored, entry, isEditable, grades, onChange, onValidity }: Props) {
  const form = useForm<EvaluationFormValues, unknown, StoredKeyEvaluation>({
    resolver: zodResolver(evaluationFormSchema),
    defaultValues: evaluationFormOf(stored),
    mode: "onChange",
  });
  const { register, control, formState } = form;
  const { errors } = formState;
  const scored = keyEvaluationScore(entry, grades);
  const readOnly = !isEditable;

  useFormSaving(form, evaluationFormSchema, { onChange, onValidity });

  return (
    <form method="post" className="flex flex-col gap-4 text-sm" onSubmit={(event) => event.preventDefault()} noValidate>
      <div className="grid gap-3 sm:grid-cols-2">
        <LabelledInput label="项目名称" readOnly={readOnly} error={errors.project?.message} {...register("project")} />
        <LabelledInput
          label="资金表标题"
          readOnly={readOnly}
          error={errors.fundTableTitle?.message}
          {...register("fundTableTitle")}
        />
        {(["budget", "received", "executed"] as const).map((fund) => (
          <LabelledInput
            key={fund}
            label={fundLabels[fund]}
            inputMode="decimal"
            readOnly={readOnly}
            error={errors.funding?.[fund]?.message}
            {...register(`funding.${fund}`)}
          />
        ))}
        <LabelledInput
          label="综合得分（指标都有得分时自动合计）"
          inputMode="decimal"
          readOnly={readOnly}
          error={errors.statedScore?.message}
          {...register("statedScore")}
        />
      </div>
      <p className="text-base font-semibold">
        {scored ? `综合得分 ${formatScore(scored.score)} 分　等级 ${gradeLabel(scored.grade, grades)}` : "综合得分 —"}
      </p>
      {reportSections.map((section) => (
        <Controller
          key={section}
          control={control}
          name={`sections.${section}`}
          render={({ field }) => (
            <RichTextEditor
              label={reportSectionTitles[section]}
              isEditable={isEditable}
              error={errors.sections?.[section]?.message}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      ))}
      <Targets control={control} register={register} isEditable={isEditable} />
      <Indicators control={control} register={register} isEditable={isEditable} errors={errors.indicators} />
      <LabelledArea
        label="存在问题（一行一条）"
        readOnly={readOnly}
        error={errors.problems?.message}
        {...register("problems")}
      />
      <LabelledArea
        label="有关建议（一行一条）"
        readOnly={readOnly}
        error={errors.suggestions?.message}
        {...register("suggestions")}
      />
      <Annex control={control} register={register} isEditable={isEditable} />
      {!formState.isValid && <Callout tone="warn">有内容不符合要求，改正后自动保存。</Callout>}
    </form>
  );
}

interface ListProps {
  control: Control<EvaluationFormValues, unknown, StoredKeyEvaluation>;
  register: UseFormRegister<EvaluationFormValues>;
  isEditable: boolean;
}

function Targets({ control, register, isEditable }: ListProps) {
  const { fields, append, remove } = useFieldArray({ control, name: "targets" });
  return (
    <section>
      <h4 className="mb-1 font-medium">绩效目标</h4>
      <FormTable label="绩效目标" heads={["目标", "目标值", "操作"]} hasCards>
        {fields.map((field, at) => (
          <tr key={field.id}>
            <td data-head="目标">
              <TableInput label={`目标 第${at + 1}行`} readOnly={!isEditable} {...register(`targets.${at}.name`)} />
            </td>
            <td data-head="目标值">
              <TableInput label={`目标值 第${at + 1}行`} readOnly={!isEditable} {...register(`targets.${at}.target`)} />
            </td>
            <RemoveCell isEditable={isEditable} name={`目标 第${at + 1}行`} onRemove={() => remove(at)} />
          </tr>
        ))}
      </FormTable>
      {isEditable && (
        <Button className="mt-1" onPress={() => append({ name: "", target: "" })}>
          添加目标
        </Button>
      )}
    </section>
  );
}

function Indicators({
  control,
  register,
  isEditable,
  errors,
}: ListProps & {
  errors:
    | {
        [row: number]:
          | { name?: { message?: string }; weight?: { message?: string }; score?: { message?: string } }
          | undefined;
      }
    | undefined;
}) {
  const { fields, append, remove } = useFieldArray({ control, name: "indicators" });
  return (
    <section>
      <h4 className="mb-1 font-medium">评价指标体系</h4>
      <FormTable label="评价指标体系" heads={["级次", "指标", "分值", "得分", "操作"]} hasCards>
        {fields.map((field, at) => (
          <tr key={field.id}>
            <td data-head="级次">
              <TableSelect label={`级次 第${at + 1}行`} disabled={!isEditable} {...register(`indicators.${at}.level`)}>
                <option value="1">一级</option>
                <option value="2">二级</option>
                <option value="3">三级</option>
              </TableSelect>
            </td>
            <td data-head="指标" className="min-w-40">
              <TableInput
                label={`指标 第${at + 1}行`}
                readOnly={!isEditable}
                error={errors?.[at]?.name?.message}
                {...register(`indicators.${at}.name`)}
              />
            </td>
            <td data-head="分值">
              <TableInput
                isFigure
                inputMode="decimal"
                label={`分值 第${at + 1}行`}
                readOnly={!isEditable}
                error={errors?.[at]?.weight?.message}
                {...register(`indicators.${at}.weight`)}
              />
            </td>
            <td data-head="得分">
              <TableInput
                isFigure
                inputMode="decimal"
                label={`得分 第${at + 1}行`}
                readOnly={!isEditable}
                error={errors?.[at]?.score?.message}
                {...register(`indicators.${at}.score`)}
              />
            </td>
            <RemoveCell isEditable={isEditable} name={`指标 第${at + 1}行`} onRemove={() => remove(at)} />
          </tr>
        ))}
      </FormTable>
      {isEditable && (
        <Button
          className="mt-1"
          onPress={() => append({ name: "", level: fields.length === 0 ? "1" : "2", weight: "", score: "" })}
        >
          添加指标
        </Button>
      )}
    </section>
  );
}

function Annex({ control, register, isEditable }: ListProps) {
  const { fields, append, remove } = useFieldArray({ control, name: "annex" });
  const columns = Object.keys(annexHeads) as (keyof typeof annexHeads)[];
  return (
    <section>
      <h4 className="mb-1 font-medium">附件：项目绩效目标表</h4>
      <FormTable label="项目绩效目标表" heads={[...Object.values(annexHeads), "操作"]} hasCards>
        {fields.map((field, at) => (
          <tr key={field.id}>
            {columns.map((column) => (
              <td key={column} data-head={annexHeads[column]} className="min-w-24">
                <TableInput
                  label={`${annexHeads[column]} 第${at + 1}行`}
                  readOnly={!isEditable}
                  {...register(`annex.${at}.${column}`)}
                />
              </td>
            ))}
            <RemoveCell isEditable={isEditable} name={`第${at + 1}行`} onRemove={() => remove(at)} />
          </tr>
        ))}
      </FormTable>
      {isEditable && (
        <Button className="mt-1" onPress={() => append({ first: "", second: "", third: "", target: "", actual: "" })}>
          添加一行
        </Button>
      )}
    </section>
  );
}

function RemoveCell({ isEditable, name, onRemove }: { isEditable: boolean; name: string; onRemove: () => void }) {
  return (
    <td data-head="操作">
      {isEditable && (
        <button
          type="button"
          className="cursor-pointer px-1 text-danger"
          aria-label={`${name} 删除`}
          onClick={onRemove}
        >
          ×
        </button>
      )}
    </td>
  );
}
