"use client";

import { useState, type ReactNode } from "react";
import { Field } from "@/components/admin/field";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { clockDefinitions, congressDemands, ruleLabels, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import type { ObligedUnit } from "@/lib/features/year-opening/schema";
import { KeptStep, type DraftOfStep, type KeptFields } from "./kept-step";
import { StepFrame } from "./step-frame";

interface StepProps {
  draft: DraftOfStep;
  /** What the step shows beside its fields. */
  children?: ReactNode;
}

/** The same inside: with what was typed before and not saved. */
interface Kept {
  kept: KeptFields | null;
}

type FormatProps = StepProps & {
  formats: { id: string; label: string; reason: string; isInForce: boolean }[];
  chosen: string;
};
type SubjectsProps = StepProps & { options: { id: string; label: string }[]; chosen: string };
type ChangesProps = StepProps & { notice: string };
type DeadlinesProps = StepProps & { dates: { opensAt: string; deadline: string }; rule: DecisionRule };
type UnitsProps = StepProps & {
  units: readonly ObligedUnit[];
  stored: Readonly<Record<string, string | null>>;
};

const box = "min-h-8 border border-line bg-surface px-2";

/** Which format the year is reported in. */
export function FormatStep(props: FormatProps) {
  return (
    <KeptStep draft={props.draft} step="format">
      {(kept) => <FormatForm {...props} kept={kept} />}
    </KeptStep>
  );
}

function FormatForm({ draft, kept, formats, chosen, children }: FormatProps & Kept) {
  return (
    <StepFrame
      draft={draft}
      step="format"
      isChanged={kept !== null}
      read={(fields) => ({ step: "format", tableSetId: String(fields.get("tableSetId")) })}
    >
      <fieldset className="flex flex-col gap-2 text-sm">
        <legend className="mb-1 font-medium">报表格式</legend>
        {formats.map(({ id, label, reason, isInForce }) => (
          <label key={id} className="flex items-start gap-2 border border-line bg-surface px-3 py-2">
            <input
              type="radio"
              name="tableSetId"
              value={id}
              defaultChecked={id === (kept?.tableSetId ?? chosen)}
              className="mt-1"
            />
            <span>
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {label}
                {isInForce && <Badge tone="active">建议</Badge>}
              </span>
              <span className="text-muted">{reason}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {children}
    </StepFrame>
  );
}

/** Which catalogue of subjects the year has. */
export function SubjectsStep(props: SubjectsProps) {
  return (
    <KeptStep draft={props.draft} step="subjects">
      {(kept) => <SubjectsForm {...props} kept={kept} />}
    </KeptStep>
  );
}

function SubjectsForm({ draft, kept, options, chosen, children }: SubjectsProps & Kept) {
  return (
    <StepFrame
      draft={draft}
      step="subjects"
      isChanged={kept !== null}
      read={(fields) => ({ step: "subjects", catalogue: String(fields.get("catalogue")) })}
    >
      <label className="flex max-w-xl flex-col gap-1 text-sm font-medium">
        科目目录
        <select name="catalogue" defaultValue={kept?.catalogue ?? chosen} className={`${box} font-normal`}>
          {options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <span className="font-normal text-muted">换用其他目录后请先保存，下面的差异按已保存的目录列出。</span>
      </label>
      {children}
    </StepFrame>
  );
}

/** What the bureau tells both sides. */
export function ChangesStep(props: ChangesProps) {
  return (
    <KeptStep draft={props.draft} step="changes">
      {(kept) => <ChangesForm {...props} kept={kept} />}
    </KeptStep>
  );
}

function ChangesForm({ draft, notice, kept, children }: ChangesProps & Kept) {
  return (
    <StepFrame
      draft={draft}
      step="changes"
      isChanged={kept !== null}
      read={(fields) => ({ step: "changes", notice: String(fields.get("notice")) })}
    >
      {children}
      <label className="flex max-w-3xl flex-col gap-1 text-sm font-medium">
        财政局补充说明（可不填）
        <textarea
          name="notice"
          defaultValue={kept?.notice ?? notice}
          rows={6}
          maxLength={4000}
          placeholder="如：今年专用基金纳入预算管理，附表增加按项目填列的基本支出；会审安排见通知。"
          className="border border-line bg-surface px-2 py-1 font-normal"
        />
        <span className="font-normal text-muted">与上面由系统列出的变化一起，给各单位和审核人看；开设后仍可修改。</span>
      </label>
    </StepFrame>
  );
}

/** Until when the year is due, and how long its clocks run. */
export function DeadlinesStep(props: DeadlinesProps) {
  return (
    <KeptStep draft={props.draft} step="deadlines">
      {(kept) => <DeadlinesForm {...props} kept={kept} />}
    </KeptStep>
  );
}

function DeadlinesForm({ draft, kept, dates, rule, children }: DeadlinesProps & Kept) {
  return (
    <StepFrame
      draft={draft}
      step="deadlines"
      isChanged={kept !== null}
      read={(fields) => ({
        step: "deadlines",
        dates: {
          opensAt: String(fields.get("opensAt")),
          deadline: String(fields.get("deadline")),
          rule: {
            bureauDays: String(fields.get("bureauDays")),
            departmentDays: String(fields.get("departmentDays")),
            publicationDays: String(fields.get("publicationDays")),
            movesOffHolidays: fields.get("movesOffHolidays") !== null,
            congress: fields.get("congress") as DecisionRule["congress"],
          },
        },
      })}
    >
      <div className="grid max-w-3xl gap-3 sm:grid-cols-2">
        <Field label="填报开始日期（之前各单位不能开始填报）">
          <input type="date" name="opensAt" defaultValue={kept?.opensAt ?? dates.opensAt} />
        </Field>
        <Field label="上报截止日期">
          <input type="date" name="deadline" defaultValue={kept?.deadline ?? dates.deadline} />
        </Field>
      </div>
      <fieldset className="flex max-w-3xl flex-col gap-3">
        <legend className="mb-1 text-sm font-medium">批复和公开的期限（日）</legend>
        <div className="grid gap-3 sm:grid-cols-3">
          {clockDefinitions.map(({ id, label, from }) => (
            <Field key={id} label={`${label}（自${from}起）`}>
              <input name={id} inputMode="numeric" defaultValue={kept?.[id] ?? rule[id]} />
            </Field>
          ))}
        </div>
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            name="movesOffHolidays"
            defaultChecked={kept ? kept.movesOffHolidays !== undefined : rule.movesOffHolidays}
          />
          最后一日遇节假日的，顺延至下一工作日
        </label>
        <Field label={`${ruleLabels.congress}（人大批准尚未登记时）`}>
          <select name="congress" defaultValue={kept?.congress ?? rule.congress}>
            {Object.entries(congressDemands).map(([demand, label]) => (
              <option key={demand} value={demand}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </fieldset>
      {children}
    </StepFrame>
  );
}

/** Who does not publish the year, and why. */
export function UnitsStep(props: UnitsProps) {
  return (
    <KeptStep draft={props.draft} step="units">
      {(kept) => <UnitsForm {...props} kept={kept} />}
    </KeptStep>
  );
}

function UnitsForm({ draft, kept, units, stored, children }: UnitsProps & Kept) {
  const [exemptions, setExemptions] = useState(() =>
    kept?.exemptions === undefined ? stored : (JSON.parse(kept.exemptions) as typeof stored),
  );
  const [code, setCode] = useState(kept?.code ?? "");
  const [basis, setBasis] = useState(kept?.basis ?? "");
  const basisOf = ({ unitId, inherited }: ObligedUnit) => (unitId in exemptions ? exemptions[unitId]! : inherited);
  const exempt = units.filter((unit) => basisOf(unit) !== null);
  const found = units.find((unit) => unit.code === code.trim() || `${unit.code} ${unit.name}` === code.trim());
  const withBasis = (unit: ObligedUnit, value: string | null) => {
    const { [unit.unitId]: _, ...others } = exemptions;
    // What the year takes over by itself need not be said.
    return value === unit.inherited ? others : { ...others, [unit.unitId]: value };
  };
  const set = (unit: ObligedUnit, value: string | null) => setExemptions(withBasis(unit, value));
  return (
    <StepFrame
      draft={draft}
      step="units"
      isChanged={kept !== null || exemptions !== stored || basis !== ""}
      problem={basis.trim() === "" || found ? null : "写了不予公开的依据，还没有选择单位。请选择单位，或清空依据。"}
      read={() => ({
        step: "units",
        exemptions: found && basis.trim() !== "" ? withBasis(found, basis.trim()) : exemptions,
      })}
    >
      {children}
      <input type="hidden" name="exemptions" value={JSON.stringify(exemptions)} />
      <section aria-label="不予公开的单位" className="flex max-w-4xl flex-col gap-2">
        <h3 className="font-medium">
          不予公开的单位 <span className="text-sm text-muted tabular-nums">{exempt.length} 个</span>
        </h3>
        <p className="text-sm text-muted">上年度的依据自动沿用；照常编报和批复，只是不公开。</p>
        <ul className="flex flex-col">
          {exempt.map((unit) => (
            <li
              key={unit.unitId}
              className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1 text-sm"
            >
              <span>
                <span className="tabular-nums">{unit.code}</span> {unit.name}：{basisOf(unit)}
                {basisOf(unit) === unit.inherited && <span className="text-muted">（沿用上年度）</span>}
              </span>
              <Button aria-label={`改为公开：${unit.name}`} onPress={() => set(unit, null)}>
                改为公开
              </Button>
            </li>
          ))}
        </ul>
        <div className="grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <Field label="单位（代码或名称）">
            <input name="code" list="obliged-units" value={code} onChange={({ target }) => setCode(target.value)} />
          </Field>
          <datalist id="obliged-units">
            {units.map((unit) => (
              <option key={unit.unitId} value={`${unit.code} ${unit.name}`} />
            ))}
          </datalist>
          <Field label="不予公开的依据">
            <input
              name="basis"
              value={basis}
              maxLength={500}
              placeholder="如：涉密单位（写明法律法规或文件）"
              onChange={({ target }) => setBasis(target.value)}
            />
          </Field>
          <Button
            isDisabled={!found || basis.trim() === ""}
            onPress={() => {
              set(found!, basis.trim());
              setCode("");
              setBasis("");
            }}
          >
            设为不予公开
          </Button>
        </div>
        {code.trim() !== "" && !found && (
          <p className="text-sm text-muted">请从列表中选择应编报的单位，或填写完整的单位代码。</p>
        )}
      </section>
    </StepFrame>
  );
}

/** What the openings of the year will be: nothing to choose, only to look at. */
export function OpeningsStep({ draft, children }: StepProps) {
  return (
    <StepFrame draft={draft} step="openings" read={() => ({ step: "openings" })}>
      {children}
    </StepFrame>
  );
}
