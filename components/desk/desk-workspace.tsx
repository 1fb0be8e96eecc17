"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/components/ui/format-date";
import { EntryGrid } from "@/components/entry-grid/entry-grid";
import { gridOf } from "@/components/entry-grid/grid-layout";
import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import { formatForInput, moneyUnitLabels, parseAmount, type MoneyUnit } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { noDataSlot, textSlots } from "@/lib/domain/facts/facts";
import { allowsNegative, measureOf, sheets, type SheetDefinition } from "@/lib/domain/facts/sheets";
import { fundLabels, type Fund } from "@/lib/domain/funding";
import { createReportModel, type ReportIdentity } from "@/lib/domain/model/report-model";
import { createCatalogue, type Subject } from "@/lib/domain/subjects/catalogue";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import type { CellId } from "@/lib/domain/tables/definition";
import { DeskStep } from "./desk-steps";
import { ChecksPanel, type Explanation } from "./checks-panel";
import { DeskTexts, useDeskTexts, type DeskText } from "./desk-texts";
import { SubjectPicker } from "./subject-picker";
import { useCellSaver, type SavingState } from "./use-cell-saver";

export interface DeskCell {
  key: FactKey;
  value: number | null;
  rawInput: string | null;
  revision: number;
  isLocked: boolean;
}

interface Props {
  versionId: string;
  identity: ReportIdentity;
  functional: Subject[];
  economic: Subject[];
  cells: DeskCell[];
  texts: DeskText[];
  priorAmounts: [FactKey, number][] | null;
  explanations: readonly Explanation[];
  isEditable: boolean;
  /** The version's revision as the page was made, and the unit's steps with what stands in their way. */
  revision: number;
  steps: readonly { step: TransitionName; obstacles: string[] }[];
}

const sheetList: readonly SheetDefinition[] = sheets;

/** The accountant's report: sheets on the left, the grid or a table in the middle, checks and provenance on the right. */
export function DeskWorkspace({ versionId, identity, functional, economic, cells, texts, priorAmounts, explanations, isEditable, revision, steps }: Props) {
  // Made once: a refresh of the page (after an explanation, before 上报) must not take back what is still on its way.
  const [model] = useState(() =>
    createReportModel({
      identity,
      functional: createCatalogue("functional", functional),
      economic: createCatalogue("economic", economic),
      facts: {
        amounts: new Map(cells.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const]))),
        texts: new Map(texts.map(({ slot, text }) => [slot, text])),
      },
      priorYear: priorAmounts && { facts: { amounts: new Map(priorAmounts), texts: new Map() } },
    }),
  );
  const saver = useCellSaver(
    versionId,
    useMemo(() => new Map(cells.map(({ key, revision }) => [key, revision])), [cells]),
  );
  const deskTexts = useDeskTexts(versionId, texts);
  const locked = useMemo(() => new Set(cells.filter(({ isLocked }) => isLocked).map(({ key }) => key)), [cells]);
  const [invalid, setInvalid] = useState<ReadonlyMap<FactKey, string>>(() => new Map(cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [[key, rawInput] as const]))));
  const [view, setView] = useState<string>("income");
  const [fund, setFund] = useState<Fund>("generalPublicBudget");
  const [unit, setUnit] = useState<MoneyUnit>("yuan");
  const [added, setAdded] = useState<Record<string, { code: string; label: string }[]>>({});
  const [shown, setShown] = useState<CellId | null>(null);
  const [, setTick] = useState(0);
  const refresh = () => setTick((tick) => tick + 1);

  /** `value` is undefined for an input that is no amount: it leaves the cell blank in every sum until it is corrected. */
  const show = (key: FactKey, input: string, value: number | null | undefined) => {
    setInvalid((known) => {
      const next = new Map(known);
      if (value === undefined) next.set(key, input);
      else next.delete(key);
      return next;
    });
    model.setAmount(key, value ?? null);
    refresh();
  };
  const commit = (key: FactKey, input: string, value: number | null | undefined) => {
    show(key, input, value);
    saver.save(key, input, unit);
  };

  const hasResumed = useRef(false);
  useEffect(() => {
    if (hasResumed.current || !isEditable) return;
    hasResumed.current = true;
    queueMicrotask(() => {
      for (const [key, edit] of saver.readUnsent()) {
        const address = parseFactKey(key);
        const parsed = parseAmount(edit.input, measureOf(address) === "count" ? "count" : edit.unit, { allowNegative: allowsNegative(address) });
        show(key, edit.input, parsed.ok ? parsed.value : undefined);
        saver.save(key, edit.input, edit.unit, edit.baseRevision);
      }
    });
  });

  const sheet = sheetList.find(({ id }) => id === view);
  const sheetFund: Fund | "" = sheet?.funds ? fund : "";
  const needsSubjects = sheet?.rows.kind === "functional" || (sheet?.rows.kind === "balance" && fund === "governmentFund");
  const addedKey = `${view}:${sheetFund}`;
  const findings = model.findings();
  const unsaved = saver.state.kind === "saved" && saver.conflicts.length === 0 ? [] : ["还有内容没有保存。请等保存完成，或先处理冲突。"];
  const provenance = shown ? model.provenance(shown) : null;

  return (
    <div className="grid gap-4 lg:grid-cols-[12rem_minmax(0,1fr)_20rem]">
      <nav aria-label="填报表和公开表" className="text-sm">
        <h2 className="font-medium">填报表</h2>
        <ul className="mb-4 border-l border-line">
          {sheetList.map(({ id, title, required }) => (
            <li key={id}>
              <ViewButton id={id} view={view} onPick={setView}>
                {title}
                <span className="ml-auto text-xs text-muted">{stateOf(id, required)}</span>
              </ViewButton>
            </li>
          ))}
          <li>
            <ViewButton id="profile" view={view} onPick={setView}>
              单位概况
            </ViewButton>
          </li>
        </ul>
        <h2 className="font-medium">公开表预览</h2>
        <ul className="border-l border-line">
          {model.tableSet.tables.map(({ id, code, title }) => (
            <li key={id}>
              <ViewButton id={`table:${id}`} view={view} onPick={setView}>
                {code.replace("公开", "")} {title}
              </ViewButton>
            </li>
          ))}
        </ul>
      </nav>

      <section aria-label="填报" className="min-w-0">
        <SavingLine state={saver.state} conflicts={saver.conflicts.length} isEditable={isEditable} />
        {saver.conflicts.map((conflict) => (
          <div key={conflict.key} className="mb-2">
            <Callout tone="danger" title={`${model.labelOfFact(conflict.key)}：${conflict.message}`} isAlert>
              <p>
                您填的是“{conflict.mine || "空"}”（{moneyUnitLabels[conflict.unit]}），现有内容是“{conflict.theirRaw ?? (formatForInput(conflict.theirs, "yuan") || "空")}”
                {conflict.by && `，由${conflict.by}${conflict.at ? `于 ${formatDateTime(new Date(conflict.at))} ` : ""}保存`}。
              </p>
              <div className="mt-1 flex gap-2">
                <Button
                  onPress={() => {
                    show(conflict.key, conflict.theirRaw ?? "", conflict.theirRaw === null ? conflict.theirs : undefined);
                    saver.settle(conflict.key);
                  }}
                >
                  采用现有内容
                </Button>
                {conflict.mayKeepMine && (
                  <Button
                    onPress={() => {
                      saver.settle(conflict.key);
                      saver.save(conflict.key, conflict.mine, conflict.unit);
                    }}
                  >
                    保留我的
                  </Button>
                )}
              </div>
            </Callout>
          </div>
        ))}
        {sheet && (
          <>
            <div className="mb-2 flex flex-wrap items-end gap-3">
              <div className="mr-auto">
                <h2 className="font-serif text-xl">{sheet.title}</h2>
                <p className="text-sm text-muted">{sheet.hint}</p>
              </div>
              <div role="group" aria-label="金额单位" className="flex text-sm">
                {(["yuan", "wan"] as const).map((each) => (
                  <button key={each} type="button" aria-pressed={unit === each} onClick={() => setUnit(each)} className="cursor-pointer border border-line bg-surface px-3 py-1 aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-white">
                    {moneyUnitLabels[each]}
                  </button>
                ))}
              </div>
            </div>
            {sheet.funds && (
              <div role="group" aria-label="资金性质" className="mb-2 flex flex-wrap text-sm">
                {sheet.funds.map((each) => (
                  <button key={each} type="button" aria-pressed={fund === each} onClick={() => setFund(each)} className="cursor-pointer border border-line bg-surface px-3 py-1 aria-pressed:border-b-2 aria-pressed:border-b-accent aria-pressed:font-semibold">
                    {fundLabels[each]}
                  </button>
                ))}
              </div>
            )}
            {needsSubjects && isEditable && (
              <SubjectPicker subjects={functional} fund={sheetFund} onPick={({ code, name }) => setAdded((known) => ({ ...known, [addedKey]: [...(known[addedKey] ?? []), { code, label: name }] }))} />
            )}
            <EntryGrid
              title={sheet.title}
              layout={gridOf(model, sheet, sheetFund, added[addedKey] ?? [])}
              model={model}
              unit={unit}
              invalid={invalid}
              locked={locked}
              isEditable={isEditable}
              onCommit={commit}
              onShow={setShown}
            />
            <DeskTexts key={sheet.id} isEditable={isEditable} texts={deskTexts} statement={{ slot: noDataSlot(sheet.id), label: `本单位本年度没有“${sheet.title}”数据` }} fields={[]} />
          </>
        )}
        {view === "profile" && (
          <DeskTexts
            isEditable={isEditable}
            texts={deskTexts}
            fields={[
              { slot: textSlots.duties, label: "单位职责" },
              { slot: textSlots.structure, label: "机构设置" },
            ]}
          />
        )}
        {view.startsWith("table:") && (
          <StatutoryTable
            headingLevel={2}
            table={model.printedTable(view.slice(6))}
            decorate={({ kind, cellId, text }) =>
              kind === "amount" && cellId && text !== ""
                ? {
                    content: (
                      <button type="button" onClick={() => setShown(cellId)} aria-label={`${model.labelOf(cellId)} ${text} 万元：查看来源`} className="figures cursor-pointer underline decoration-line decoration-dotted underline-offset-4">
                        {text}
                      </button>
                    ),
                  }
                : undefined
            }
          />
        )}
      </section>

      <aside aria-label="审核与来源" className="flex flex-col gap-4 text-sm">
        {steps.map(({ step, obstacles }) => (
          <DeskStep key={step} versionId={versionId} revision={revision} step={step} obstacles={[...unsaved, ...obstacles]} />
        ))}
        {provenance && (
          <section aria-live="polite" className="border border-line bg-surface p-3">
            <h2 className="font-medium">数字来源</h2>
            <p className="break-words">{provenance.sentence}</p>
            <ul className="mt-2 space-y-1">
              {provenance.terms.map((term) => (
                <li key={term.id}>
                  <button
                    type="button"
                    className="cursor-pointer text-left text-accent underline"
                    onClick={() => {
                      if (term.kind === "cell") setShown(term.id as CellId);
                      else goToFact(term.id as FactKey);
                    }}
                  >
                    {term.label}
                  </button>
                </li>
              ))}
            </ul>
            <p className="mt-2 text-muted">上年数：{formatForInput(model.priorValue(provenance.cell), "yuan") || "无"}</p>
          </section>
        )}
        <ChecksPanel versionId={versionId} findings={findings} explanations={explanations} isEditable={isEditable} onShow={setShown} onGoTo={goToFact} />
      </aside>
    </div>
  );

  function goToFact(key: FactKey): void {
    const [sheetId, , factFund] = key.split(":");
    setView(sheetId!);
    if (factFund) setFund(factFund as Fund);
    // The sheet has to be on the page before its cell can take the focus.
    window.setTimeout(() => document.querySelector<HTMLInputElement>(`input[data-key="${key}"]`)?.focus(), 50);
  }

  function stateOf(id: string, required: boolean): string {
    if ([...invalid.keys()].some((key) => key.startsWith(`${id}:`))) return "有误";
    if ([...model.facts().amounts.keys()].some((key) => key.startsWith(`${id}:`))) return "已填";
    if (deskTexts.valueOf(noDataSlot(id)) !== "") return "无数据";
    return required ? "待填" : "";
  }
}

function ViewButton({ id, view, onPick, children }: { id: string; view: string; onPick: (id: string) => void; children: React.ReactNode }) {
  return (
    <button type="button" aria-current={view === id ? "true" : undefined} onClick={() => onPick(id)} className="flex w-full cursor-pointer gap-1 px-3 py-1 text-left leading-5 hover:bg-shade aria-[current=true]:border-l-2 aria-[current=true]:border-accent aria-[current=true]:bg-accent-shade aria-[current=true]:font-semibold">
      {children}
    </button>
  );
}

function SavingLine({ state, conflicts, isEditable }: { state: SavingState; conflicts: number; isEditable: boolean }) {
  const saved = conflicts > 0 ? `有 ${conflicts} 处未保存，请在下方选择以谁的内容为准` : "已全部保存";
  const text = !isEditable ? "当前状态下只能查看" : state.kind === "saved" ? saved : state.kind === "saving" ? "正在保存…" : `尚未保存：${state.message}`;
  return (
    <p role="status" className={state.kind === "waiting" ? "mb-2 bg-warn-shade px-2 text-sm text-warn" : "mb-2 text-sm text-muted"}>
      {text}
    </p>
  );
}
