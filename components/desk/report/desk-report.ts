import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import { parseFactKey, type FactKey, type SheetId } from "@/lib/domain/words/fact-address";
import { filledSheets, partStateOf, type PartState } from "@/lib/domain/engine/figure-state";
import { hasPerformance } from "@/lib/domain/performance/entries";
import { performanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { performanceSlot, textSlots } from "@/lib/domain/words/facts";
import { sheets, type SheetDefinition } from "@/lib/domain/formats/sheets";
import type { Register } from "@/lib/domain/checks/rule/rule";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";
import type { EditId } from "../edits/edit-queue";
import type { DeskViewGroup } from "../panes/desk-navigation";
import type { FigureLayer } from "../figures/use-amount-edits";

export interface DeskCell {
  key: FactKey;
  value: number | null;
  rawInput: string | null;
  revision: number;
  isLocked: boolean;
}

export interface DeskText {
  slot: string;
  text: string;
  revision: number;
}

/** What the page hands to the desk, all of it serializable. */
export interface DeskReport {
  versionId: string;
  userId: string;
  identity: ReportIdentity;
  unitCode: string;
  functional: Subject[];
  economic: Subject[];
  cells: DeskCell[];
  texts: DeskText[];
  performance: StoredPerformance;
  priorAmounts: [FactKey, number][] | null;
  /** What the unit typed last year, by slot. */
  priorTexts: [string, string][];
  /** Subjects with figures last year that are not in force any more. */
  lapsed: LapsedSubject[];
  /** Openings that followed last year's accounts since the last 上报. */
  carried: { key: FactKey; before: string | null; after: string | null; at: string }[];
  /** The district's other units and their published projects. */
  register: Register;
  /** Of the fiscal year (words/thresholds.ts). */
  thresholds: Record<string, number>;
  isEditable: boolean;
}

export const sheetList: readonly SheetDefinition[] = sheets;

/** The report as the person sees it; every keystroke changes it. */
export function deskLayerOf(report: DeskReport): FigureLayer {
  return {
    model: deskModelOf(report),
    unreadable: new Map(
      report.cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [[key, rawInput] as const])),
    ),
  };
}

function deskModelOf({
  identity,
  functional,
  economic,
  cells,
  texts,
  priorAmounts,
  thresholds,
  register,
  performance,
}: DeskReport): ReportModel {
  return createReportModel({
    identity,
    functional: createCatalogue("functional", functional),
    economic: createCatalogue("economic", economic),
    facts: {
      amounts: new Map(cells.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const]))),
      texts: new Map(texts.map(({ slot, text }) => [slot, text])),
    },
    performance: performanceOf(performance),
    priorYear: priorAmounts && { facts: { amounts: new Map(priorAmounts), texts: new Map() } },
    thresholds,
    register,
  });
}

/** The revision of every place as the page was made. */
export function revisionsOf({ cells, texts }: DeskReport): Map<EditId, number> {
  return new Map([
    ...cells.map(({ key, revision }) => [`cell:${key}`, revision] as const),
    ...texts.map(
      ({ slot, revision }) => [slot === performanceSlot ? "performance" : `text:${slot}`, revision] as const,
    ),
  ]);
}

const partLabels: Partial<Record<PartState, string>> = { filled: "已填", declaredEmpty: "无数据" };

/** Everything the desk can show, with how each sheet stands. */
export function viewGroupsOf(
  model: ReportModel,
  state: {
    invalid: ReadonlyMap<FactKey, string>;
    textOf: (slot: string) => string;
    hasPriorYear: boolean;
    missingReasons: number;
  },
): DeskViewGroup[] {
  const wrong = new Set(Array.from(state.invalid.keys(), (key) => parseFactKey(key).sheet));
  const filled = filledSheets(model.facts().amounts);
  const texts = { get: state.textOf };
  const stateOf = (id: SheetId, required: boolean) => {
    if (wrong.has(id)) return "有误";
    return partLabels[partStateOf(id, filled.has(id), texts)] ?? (required ? "待填" : "选填");
  };
  const performance = partStateOf("performance", hasPerformance(model.performance), texts);
  const projects = model.performance?.projects.length ?? 0;
  return [
    {
      title: "填报表",
      views: [
        ...sheetList.map(({ id, title, required }) => ({ id, title, state: stateOf(id, required) })),
        {
          id: "profile",
          title: "单位概况",
          state: state.textOf(textSlots.duties) === "" || state.textOf(textSlots.structure) === "" ? "待填" : "已填",
        },
        {
          id: "performance",
          title: "项目绩效",
          state: projects > 0 ? `${projects}个项目` : (partLabels[performance] ?? "待填"),
        },
        {
          id: "narrative",
          title: "决算说明",
          state: state.missingReasons > 0 ? `待填${state.missingReasons}处` : "已填",
        },
        ...(state.hasPriorYear ? [] : [{ id: "priorYear", title: "上年数", state: stateOf("priorYear", false) }]),
        { id: "control", title: "控制数", state: stateOf("control", false) },
      ],
    },
    {
      title: "公开表预览",
      views: model.tableSet.tables.map(({ id, code, title }) => ({
        id: `table:${id}`,
        title: `${code.replace("公开", "")} ${title}`,
      })),
    },
  ];
}

/** Whether an address may name it as the view to open. */
export function isDeskView(id: string): boolean {
  return id === "profile" || id === "performance" || id === "narrative" || sheetList.some((sheet) => sheet.id === id);
}
