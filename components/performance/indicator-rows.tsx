import { useFieldArray, type UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FormTable } from "@/components/ui/form-table";
import { bandLabels, bands, directionLabels, directions } from "@/lib/domain/performance/entries";
import { EXECUTION_WEIGHT, FULL_SCORE, formatScore } from "@/lib/domain/performance/scoring";
import type { EvaluatedIndicator, EvaluatedProject } from "@/lib/domain/performance/self-evaluation";
import type { StoredProjectForm } from "@/lib/domain/performance/stored-performance";
import type { ProjectFormValues } from "@/lib/features/performance/schema";
import { TableInput, TableSelect } from "./form-controls";

interface Props {
  form: UseFormReturn<ProjectFormValues, unknown, StoredProjectForm>;
  evaluated: EvaluatedProject;
  isEditable: boolean;
}

const heads = [
  "一级指标",
  "二级指标",
  "三级指标",
  "方向",
  "年度指标值",
  "实际完成值",
  "单位",
  "分值",
  "得分",
  "偏差原因和改进措施",
  "操作",
];

/**
 * The indicators of a self-evaluation form: typed target, actual and weight; points by the form's rules, or by
 * judgement inside a band.
 */
export function IndicatorRows({ form, evaluated, isEditable }: Props) {
  const { control, register, watch, formState } = form;
  const { fields, append, remove, swap } = useFieldArray({ control, name: "indicators" });
  const errors = formState.errors.indicators;
  const values = watch("indicators");
  const weights =
    EXECUTION_WEIGHT +
    evaluated.groups.reduce(
      (sum, { indicators }) => sum + indicators.reduce((part, { entry }) => part + entry.weight, 0),
      0,
    );
  const indicators = evaluated.groups.flatMap((group) => group.indicators);
  const readOnly = !isEditable;
  return (
    <section>
      <h4 className="mb-1 font-medium">绩效指标</h4>
      <FormTable label="绩效指标" heads={heads} hasCards>
        {fields.map((field, at) => {
          const error = errors?.[at];
          const name = values[at]?.third || `第${at + 1}行`;
          const isQualitative = values[at]?.direction === "qualitative";
          const judged = indicators.find(
            ({ entry }) => entry.third === values[at]?.third && entry.first === values[at]?.first,
          );
          return (
            <tr key={field.id}>
              {(["first", "second", "third"] as const).map((level, column) => (
                <td key={level} data-head={heads[column]} className="min-w-28">
                  <TableInput
                    label={`${heads[column]} 第${at + 1}行`}
                    readOnly={readOnly}
                    error={error?.[level]?.message}
                    {...register(`indicators.${at}.${level}`)}
                  />
                </td>
              ))}
              <td data-head="方向">
                <TableSelect label={`${name} 方向`} disabled={readOnly} {...register(`indicators.${at}.direction`)}>
                  {directions.map((direction) => (
                    <option key={direction} value={direction}>
                      {directionLabels[direction]}
                    </option>
                  ))}
                </TableSelect>
              </td>
              <td data-head="年度指标值">
                <TableInput
                  label={`${name} 年度指标值`}
                  readOnly={readOnly}
                  error={error?.target?.message}
                  {...register(`indicators.${at}.target`)}
                />
              </td>
              <td data-head="实际完成值">
                <TableInput
                  label={`${name} 实际完成值`}
                  readOnly={readOnly}
                  error={error?.actual?.message}
                  {...register(`indicators.${at}.actual`)}
                />
                {isQualitative && (
                  <TableSelect label={`${name} 完成档次`} disabled={readOnly} {...register(`indicators.${at}.band`)}>
                    <option value="">选择档次</option>
                    {bands.map((band) => (
                      <option key={band} value={band}>
                        {bandLabels[band]}
                      </option>
                    ))}
                  </TableSelect>
                )}
              </td>
              <td data-head="单位">
                <TableInput
                  label={`${name} 单位`}
                  readOnly={readOnly}
                  error={error?.unit?.message}
                  {...register(`indicators.${at}.unit`)}
                />
              </td>
              <td data-head="分值">
                <TableInput
                  isFigure
                  inputMode="decimal"
                  label={`${name} 分值`}
                  readOnly={readOnly}
                  error={error?.weight?.message}
                  {...register(`indicators.${at}.weight`)}
                />
              </td>
              <td data-head="得分">
                <TableInput
                  isFigure
                  inputMode="decimal"
                  label={`${name} 得分`}
                  readOnly={readOnly}
                  placeholder={computedScore(judged)}
                  error={error?.score?.message}
                  {...register(`indicators.${at}.score`)}
                />
                {judged && (
                  <p className="text-xs text-muted">
                    {judged.byFormula.ok ? judged.byFormula.formula : judged.byFormula.message}
                  </p>
                )}
              </td>
              <td data-head="偏差原因和改进措施" className="min-w-36">
                <TableInput
                  label={`${name} 偏差原因`}
                  readOnly={readOnly}
                  error={error?.reason?.message}
                  {...register(`indicators.${at}.reason`)}
                />
              </td>
              <td data-head="操作" className="whitespace-nowrap">
                {isEditable && (
                  <>
                    <button
                      type="button"
                      className="cursor-pointer px-1 text-accent disabled:text-muted"
                      disabled={at === 0}
                      aria-label={`${name} 上移`}
                      onClick={() => swap(at, at - 1)}
                    >
                      ↑
                    </button>
                    <button
                      type="button"
                      className="cursor-pointer px-1 text-danger"
                      aria-label={`${name} 删除`}
                      onClick={() => remove(at)}
                    >
                      ×
                    </button>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </FormTable>
      <p className={weights === FULL_SCORE ? "mt-1 text-muted" : "mt-1 text-danger"}>
        分值合计 {formatScore(weights)} 分（含预算执行率 {formatScore(EXECUTION_WEIGHT)} 分，应为{" "}
        {formatScore(FULL_SCORE)} 分）
      </p>
      {isEditable && (
        <Button
          className="mt-1"
          onPress={() =>
            append({
              first: values.at(-1)?.first ?? "产出指标",
              second: values.at(-1)?.second ?? "",
              third: "",
              direction: "atLeast",
              target: "",
              actual: "",
              unit: "",
              band: "",
              weight: "",
              score: "",
              reason: "",
            })
          }
        >
          添加指标
        </Button>
      )}
    </section>
  );
}

/** The points the formula gives, shown where none are typed. */
function computedScore(indicator: EvaluatedIndicator | undefined): string {
  return indicator?.byFormula.ok ? formatScore(indicator.byFormula.score) : "";
}
