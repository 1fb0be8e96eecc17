import { parseFactKey, type FactKey, type SheetId } from "@/lib/domain/words/fact-address";
import { placeOfCounterpart, transferColumn } from "@/lib/domain/words/counterparts";
import type { Format } from "@/lib/domain/formats/define";
import { filledSheets, partStateOf, type PartState } from "@/lib/domain/engine/figure-state";
import { hasPerformance } from "@/lib/domain/performance/entries";
import { profileSlots } from "@/lib/domain/document/missing-texts";
import { missingReasons } from "@/lib/domain/text/writing/reasons";
import type { Seen } from "../store/desk-state";

export interface DeskView {
  id: string;
  title: string;
  /** How it stands: 待填、已填、有误、无数据. */
  state?: string;
}

export interface DeskViewGroup {
  title: string;
  views: readonly DeskView[];
}

const partLabels: Partial<Record<PartState, string>> = { filled: "已填", declaredEmpty: "无数据" };

interface Options {
  seen: Pick<Seen, "model" | "texts" | "narrative">;
  /** Inputs that are no amount. */
  invalid: ReadonlyMap<FactKey, string>;
  /** Whether last year's accounts are in the system. */
  hasPriorYear: boolean;
}

/** Everything the desk can show, with how each sheet stands. */
export function viewGroupsOf({ seen: { model, texts, narrative }, invalid, hasPriorYear }: Options): DeskViewGroup[] {
  const missing = missingReasons(narrative).length;
  const wrong = new Set(Array.from(invalid.keys(), (key) => parseFactKey(key).sheet));
  // Counterparts stand below the sheet of their amounts.
  const wrongTransfers = new Set<SheetId | null | undefined>(
    Array.from(invalid.keys(), (key) => {
      const place = placeOfCounterpart(key);
      return place && transferColumn(place.column)?.sheet;
    }),
  );
  const filled = filledSheets(model.facts().amounts);
  const isBlank = (slot: string) => (texts.get(slot) ?? "") === "";
  const stateOf = (id: SheetId, required: boolean) => {
    // Adjustments of the openings stand below the sheet of the balances.
    const isAdjustedWrongly = wrong.has("openingAdjustments") && model.tableSet.sheets.find(id)?.adjustments;
    const isNamedWrongly = wrongTransfers.has(id);
    if (wrong.has(id) || isAdjustedWrongly || isNamedWrongly) return "有误";
    return partLabels[partStateOf(id, filled.has(id), texts)] ?? (required ? "待填" : "选填");
  };
  const performance = partStateOf("performance", hasPerformance(model.performance), texts);
  const projects = model.performance?.projects.length ?? 0;
  return [
    {
      title: "填报表",
      views: [
        ...model.tableSet.sheets.all.map(({ id, title, required }) => ({ id, title, state: stateOf(id, required) })),
        {
          id: "profile",
          title: model.tableSet.document.profile.title,
          state: profileSlots(model.tableSet, texts).some(isBlank) ? "待填" : "已填",
        },
        ...(model.tableSet.performance.hasForms
          ? [
              {
                id: "performance",
                title: "项目绩效",
                state: projects > 0 ? `${projects}个项目` : (partLabels[performance] ?? "待填"),
              },
            ]
          : []),
        {
          id: "narrative",
          title: "决算说明",
          state: missing > 0 ? `待填${missing}处` : "已填",
        },
        ...(hasPriorYear ? [] : [{ id: "priorYear", title: "上年数", state: stateOf("priorYear", false) }]),
        { id: "control", title: "控制数", state: stateOf("control", false) },
      ],
    },
    {
      title: "公开表预览",
      views: model.tableSet.tables.map(({ id, code, title }) => ({
        id: `table:${id}`,
        title: `${code.replace("公开", "")} ${title}`.trim(),
      })),
    },
  ];
}

/** Whether an address may name it as the view to open. */
export function isDeskView(id: string, { sheets, performance }: Pick<Format, "sheets" | "performance">): boolean {
  if (id === "performance") return performance.hasForms;
  return id === "profile" || id === "narrative" || sheets.find(id) !== undefined;
}
