"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Callout } from "@/components/ui/callout";
import type { GradeBand } from "@/lib/domain/words/grades";
import { fundingRowLabels, fundingRows, type ProjectEntry } from "@/lib/domain/performance/entries";
import { fundingStageLabels, fundingStages } from "@/lib/domain/performance/forms";
import { formatScore, gradeLabel, gradeOf, LOW_SCORE } from "@/lib/domain/performance/scoring";
import { evaluateProject } from "@/lib/domain/performance/self-evaluation";
import type { StoredProjectForm } from "@/lib/domain/performance/stored-performance";
import { projectFormOf, projectFormSchema, type ProjectFormValues } from "@/lib/features/performance/schema";
import { FormTable } from "@/components/ui/form-table";
import { LabelledArea, LabelledInput, TableInput } from "./form-controls";
import { IndicatorRows } from "./indicator-rows";
import { useFormSaving } from "./use-form-saving";

interface Props {
  stored: StoredProjectForm;
  /** The same form as it is computed with. */
  entry: ProjectEntry;
  isEditable: boolean;
  /** Those of the format. */
  grades: readonly GradeBand[];
  /** A whole, valid form. */
  onChange: (stored: StoredProjectForm) => void;
  /** Whether what stands in the fields can be saved. */
  onValidity: (isValid: boolean) => void;
}

/** 项目支出绩效自评表 of one project; points appear while it is filled in, with the way they come about. */
export function ProjectForm({ stored, entry, isEditable, grades, onChange, onValidity }: Props) {
  const form = useForm<ProjectFormValues, unknown, StoredProjectForm>({
    resolver: zodResolver(projectFormSchema),
    defaultValues: projectFormOf(stored),
    mode: "onChange",
  });
  const { register, formState } = form;
  const { errors } = formState;
  const evaluated = evaluateProject(entry);

  useFormSaving(form, projectFormSchema, { onChange, onValidity });

  const readOnly = !isEditable;
  return (
    <form method="post" className="flex flex-col gap-4 text-sm" onSubmit={(event) => event.preventDefault()} noValidate>
      <div className="grid gap-3 sm:grid-cols-2">
        <LabelledInput label="项目名称" readOnly={readOnly} error={errors.name?.message} {...register("name")} />
        <LabelledInput
          label="主管部门"
          readOnly={readOnly}
          error={errors.supervisor?.message}
          {...register("supervisor")}
        />
        <LabelledInput
          label="实施单位（空白为本单位）"
          readOnly={readOnly}
          error={errors.implementer?.message}
          {...register("implementer")}
        />
        <LabelledInput label="联系电话" readOnly={readOnly} error={errors.phone?.message} {...register("phone")} />
      </div>

      <section>
        <h4 className="mb-1 font-medium">项目资金（元）</h4>
        <FormTable
          label="项目资金"
          heads={["资金来源", ...fundingStages.map((stage) => fundingStageLabels[stage])]}
          hasCards
        >
          {fundingRows.map((row, at) => (
            <tr key={row}>
              <th scope="row" className="text-left whitespace-nowrap">
                {fundingRowLabels[row]}
              </th>
              {fundingStages.map((stage) => (
                <td key={stage} data-head={fundingStageLabels[stage]}>
                  <TableInput
                    isFigure
                    inputMode="decimal"
                    readOnly={readOnly}
                    label={`${fundingRowLabels[row]} ${fundingStageLabels[stage]}`}
                    error={errors.funding?.[at]?.[stage]?.message}
                    {...register(`funding.${at}.${stage}`)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </FormTable>
        <p className="mt-1 text-muted">
          预算执行率得分：{evaluated.execution.score === null ? "—" : `${formatScore(evaluated.execution.score)} 分`}（
          {evaluated.execution.formula}）
        </p>
      </section>

      <div className="grid gap-3 sm:grid-cols-2">
        <LabelledArea label="年初预期目标" readOnly={readOnly} error={errors.goal?.message} {...register("goal")} />
        <LabelledArea
          label="目标实际完成情况"
          readOnly={readOnly}
          error={errors.attainment?.message}
          {...register("attainment")}
        />
      </div>

      <IndicatorRows form={form} evaluated={evaluated} isEditable={isEditable} />

      <div className="flex flex-wrap items-end gap-4">
        <p aria-live="polite" className="text-base font-semibold">
          总分 {evaluated.score === null ? "—" : formatScore(evaluated.score)} 分
          {evaluated.score !== null && `　等级 ${gradeLabel(gradeOf(evaluated.score, grades), grades)}`}
        </p>
        <LabelledInput
          className="w-40"
          label="自评得分（核对用，可空）"
          inputMode="decimal"
          readOnly={readOnly}
          error={errors.statedScore?.message}
          {...register("statedScore")}
        />
      </div>
      {evaluated.score !== null && evaluated.score < LOW_SCORE && (
        <LabelledArea
          label="总分在80分以下：未实现绩效目标的原因和拟采取的措施"
          readOnly={readOnly}
          error={errors.lowScorePlan?.message}
          {...register("lowScorePlan")}
        />
      )}
      {!formState.isValid && <Callout tone="warn">有内容不符合要求，改正后自动保存。</Callout>}
    </form>
  );
}
