"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextField } from "@/components/ui/text-field";
import type { GradeBand } from "@/lib/domain/words/grades";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { PerformanceEntry } from "@/lib/domain/performance/entries";
import { formatScore, gradeLabel } from "@/lib/domain/performance/scoring";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { keyEvaluationScore, summaryOf } from "@/lib/domain/performance/summary";
import { newEvaluation, newProject } from "@/lib/features/performance/schema";
import { ListTable } from "@/components/ui/list-table";
import { ProjectForm } from "./project-form";

interface Props {
  stored: StoredPerformance;
  /** The same part as it is computed with. */
  entry: PerformanceEntry;
  isEditable: boolean;
  /** Those of the format. */
  grades: readonly GradeBand[];
  onChange: (stored: StoredPerformance) => void;
}

/** Comes with an editor: fetched when a report is opened. */
const EvaluationForm = dynamic(() => import("./evaluation-form").then((module) => module.EvaluationForm), {
  ssr: false,
  loading: () => <p>正在打开…</p>,
});

type Open = { list: "projects" | "keyEvaluations"; at: number; opened: number };

const amount = (fen: number | null) => (fen === null ? "" : formatYuan(fen));

/** 项目绩效: the summary of all projects, and the form or report that is being filled in. */
export function PerformanceView({ stored, entry, isEditable, grades, onChange }: Props) {
  const [open, setOpen] = useState<Open | null>(null);
  const [name, setName] = useState("");
  const [isValid, setIsValid] = useState(true);
  const { projects } = summaryOf(entry, grades);

  // A form takes its values when it is opened; `opened` tells one opening from the next.
  const show = (list: Open["list"], at: number) => {
    setIsValid(true);
    setOpen({ list, at, opened: (open?.opened ?? 0) + 1 });
  };
  const replace = <T,>(list: readonly T[], at: number, item: T | null): T[] =>
    item === null ? list.filter((_, index) => index !== at) : list.map((each, index) => (index === at ? item : each));
  const add = (list: Open["list"]) => {
    const title = name.trim();
    onChange(
      list === "projects"
        ? { ...stored, projects: [...stored.projects, newProject(title)] }
        : { ...stored, keyEvaluations: [...stored.keyEvaluations, newEvaluation(title)] },
    );
    show(list, stored[list].length);
    setName("");
  };
  const remove = (list: Open["list"], at: number) => {
    setOpen(null);
    onChange({ ...stored, [list]: replace<unknown>(stored[list], at, null) } as StoredPerformance);
  };
  const project = open?.list === "projects" ? stored.projects[open.at] : undefined;
  const evaluation = open?.list === "keyEvaluations" ? stored.keyEvaluations[open.at] : undefined;

  return (
    <div className="flex flex-col gap-6">
      <div>
        <h2 className="font-serif text-xl">项目绩效</h2>
        <p className="text-sm text-muted">
          填写项目支出绩效自评表和重点评价报告。执行率、得分、等级、汇总表和决算说明第十一部分由所填内容生成。
        </p>
      </div>
      <section>
        <h3 className="mb-1 font-medium">绩效自评项目</h3>
        {projects.length === 0 ? (
          <EmptyState title="还没有项目">没有开展绩效评价的项目的，请在下方声明。</EmptyState>
        ) : (
          <ListTable
            label="绩效自评项目"
            heads={[
              "项目名称",
              { amount: "全年预算数（元）" },
              { amount: "全年执行数（元）" },
              { amount: "得分" },
              "等级",
              "操作",
            ]}
            hasCards
          >
            {projects.map(({ entry: each, execution, score, grade, hasForm }, at) => (
              <tr
                key={at}
                aria-current={open?.list === "projects" && open.at === at ? "true" : undefined}
                className="border-b border-line aria-[current=true]:bg-accent-shade"
              >
                <th scope="row" className="min-w-32 px-2 py-1 text-left font-normal">
                  {at + 1}. {each.name}
                </th>
                <td data-head="全年预算数（元）" className="figures px-2 py-1">
                  {amount(execution.adjustedBudget)}
                </td>
                <td data-head="全年执行数（元）" className="figures px-2 py-1">
                  {amount(execution.executed)}
                </td>
                <td data-head="得分" className="figures px-2 py-1">
                  {score === null ? "—" : formatScore(score)}
                </td>
                <td data-head="等级" className="px-2 py-1">
                  {grade ? gradeLabel(grade, grades) : "—"}
                </td>
                <RowActions
                  name={each.name}
                  label={hasForm ? "自评表" : isEditable ? "填写" : "查看"}
                  isEditable={isEditable}
                  onOpen={() => show("projects", at)}
                  onRemove={() => remove("projects", at)}
                />
              </tr>
            ))}
          </ListTable>
        )}
      </section>
      <section>
        <h3 className="mb-1 font-medium">重点绩效评价</h3>
        {entry.keyEvaluations.length === 0 ? (
          <p className="text-sm text-muted">没有重点评价项目。</p>
        ) : (
          <ListTable label="重点绩效评价" heads={["项目名称", { amount: "综合得分" }, "等级", "操作"]} hasCards>
            {entry.keyEvaluations.map((each, at) => {
              const scored = keyEvaluationScore(each, grades);
              return (
                <tr
                  key={at}
                  aria-current={open?.list === "keyEvaluations" && open.at === at ? "true" : undefined}
                  className="border-b border-line aria-[current=true]:bg-accent-shade"
                >
                  <th scope="row" className="min-w-32 px-2 py-1 text-left font-normal">
                    {each.project}
                  </th>
                  <td data-head="综合得分" className="figures px-2 py-1">
                    {scored ? formatScore(scored.score) : "—"}
                  </td>
                  <td data-head="等级" className="px-2 py-1">
                    {scored ? gradeLabel(scored.grade, grades) : "—"}
                  </td>
                  <RowActions
                    name={each.project}
                    label="报告"
                    isEditable={isEditable}
                    onOpen={() => show("keyEvaluations", at)}
                    onRemove={() => remove("keyEvaluations", at)}
                  />
                </tr>
              );
            })}
          </ListTable>
        )}
      </section>
      {isEditable && (
        <div className="flex flex-wrap items-end gap-2">
          <TextField className="min-w-60" label="新项目的名称" value={name} onChange={setName} />
          <Button isDisabled={name.trim() === ""} onPress={() => add("projects")}>
            添加自评项目
          </Button>
          <Button isDisabled={name.trim() === ""} onPress={() => add("keyEvaluations")}>
            添加重点评价
          </Button>
        </div>
      )}
      {!isValid && (
        <p role="status" className="text-sm text-danger">
          正在填写的内容有不符合要求之处，改正之前不会保存。
        </p>
      )}
      {open && project && (
        <section aria-label={`自评表：${project.name}`} className="border-t border-rule pt-4">
          <h3 className="mb-2 font-serif text-lg">项目支出绩效自评表</h3>
          <ProjectForm
            grades={grades}
            key={open.opened}
            stored={project}
            entry={entry.projects[open.at]!}
            isEditable={isEditable}
            onValidity={setIsValid}
            onChange={(changed) => onChange({ ...stored, projects: replace(stored.projects, open.at, changed) })}
          />
        </section>
      )}
      {open && evaluation && (
        <section aria-label={`重点评价：${evaluation.project}`} className="border-t border-rule pt-4">
          <h3 className="mb-2 font-serif text-lg">重点绩效评价报告</h3>
          <EvaluationForm
            grades={grades}
            key={open.opened}
            stored={evaluation}
            entry={entry.keyEvaluations[open.at]!}
            isEditable={isEditable}
            onValidity={setIsValid}
            onChange={(changed) =>
              onChange({ ...stored, keyEvaluations: replace(stored.keyEvaluations, open.at, changed) })
            }
          />
        </section>
      )}
    </div>
  );
}

function RowActions({
  name,
  label,
  isEditable,
  onOpen,
  onRemove,
}: {
  name: string;
  label: string;
  isEditable: boolean;
  onOpen: () => void;
  onRemove: () => void;
}) {
  return (
    <td data-head="操作" className="whitespace-nowrap px-2 py-1">
      <button
        type="button"
        className="cursor-pointer px-1 text-accent underline underline-offset-4"
        aria-label={`${name} ${label}`}
        onClick={onOpen}
      >
        {label}
      </button>
      {isEditable && (
        <button
          type="button"
          className="cursor-pointer px-1 text-danger"
          aria-label={`${name} 删除`}
          onClick={onRemove}
        >
          删除
        </button>
      )}
    </td>
  );
}
