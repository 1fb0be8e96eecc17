import { formatYuan } from "../../words/amounts";
import { quoted } from "../../words/quoted";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { figureOfFact, type KnownFacts, type PartId } from "../../engine/figure-state";
import { noDataSlot, noDataStatement } from "../../words/facts";
import type { Figures } from "../../engine/contract";
import { cellId, namedFactKey } from "../../formats/names";
import type { CellId } from "../../words/cell-id";
import { budgetColumns } from "../../formats/define";
import { knownFacts } from "../rule/known-facts";
import { onEntries } from "../rule/on-entries";
import type { CheckContext, Observation, Rule } from "../rule/rule";

/** What stands against a statement that a part has nothing. */
interface Counterpart {
  words: (asked: Asked) => string | null;
  cells?: readonly CellId[];
  facts?: readonly FactKey[];
}

interface Asked {
  figures: Figures;
  context: CheckContext;
  known: KnownFacts;
}

const yuan = (fen: number) => `${formatYuan(fen)} 元`;

function valueOfCell({ figures }: Asked, id: CellId): number {
  return figures.value(id) ?? 0;
}

/** A cell of this year's tables that is not 0. */
function cellStands(id: CellId, words: string, isMeant: (asked: Asked) => boolean = () => true): Counterpart {
  return {
    words: (asked) => {
      const value = valueOfCell(asked, id);
      return value > 0 && isMeant(asked) ? `${words} ${yuan(value)}` : null;
    },
    cells: [id],
  };
}

/** Last year's figures of the same rows. */
function lastYearHad(keys: readonly FactKey[], words: string, say: (value: number) => string): Counterpart {
  return {
    words: ({ context: { priorYear } }) => {
      const value = keys.reduce((total, key) => total + (priorYear?.facts.amounts.get(key) ?? 0), 0);
      return value > 0 ? `上年${words} ${say(value)}` : null;
    },
    facts: keys,
  };
}

const vehicles = namedFactKey("stateAssets", "vehicles", "", "count");
const held = namedFactKey("threePublic", "vehiclesHeld", "", "actual");
const purchases = (["goods", "works", "services"] as const).map((row) =>
  namedFactKey("procurement", row, "", "amount"),
);
const agencyCost = namedFactKey("agencyOperatingCost", "total", "", "actual");
const count = (value: number) => `${value} 辆`;

/** Equal by definition: the statement cannot be true. */
const impossible: readonly [PartId, readonly Counterpart[]][] = [
  [
    "stateAssets",
    [
      {
        words: ({ known }) =>
          (figureOfFact(held, known).value ?? 0) > 0 ? `“三公”经费公务用车保有量 ${known.amount(held)} 辆` : null,
        facts: [held],
      },
    ],
  ],
];

/** Seldom together: the statement is to be explained. */
const unlikely: readonly [PartId, readonly Counterpart[]][] = [
  [
    "stateAssets",
    [
      cellStands(cellId("threePublic", "figures", "actualVehicleOperation"), "公务用车运行维护费"),
      lastYearHad([vehicles], "共有车辆", count),
    ],
  ],
  [
    "procurement",
    [
      lastYearHad(purchases, "政府采购支出", yuan),
      cellStands(cellId("generalPublicBasicExpenditure", "310", "amount"), "资本性支出"),
    ],
  ],
  [
    "agencyOperatingCost",
    [
      cellStands(
        cellId("generalPublicBasicExpenditure", "runningCost", "amount"),
        "公用经费",
        ({ context }) => context.identity.unitKind !== "institution",
      ),
      lastYearHad([agencyCost], "机关运行经费", yuan),
    ],
  ],
  ["performance", [cellStands(cellId("expenditure", "total", "project"), "项目支出")]],
];

const titleOf = ({ tableSet: { sheets } }: Figures, part: PartId) =>
  part === "performance" ? "项目绩效" : (sheets.find(part)?.title ?? part);

/**
 * Statements of emptiness with the figures against them. A statement that `elsewhere` contradicts already is not asked
 * about again.
 */
function contradicted(
  pairs: readonly [PartId, readonly Counterpart[]][],
  advice: string,
  elsewhere: readonly [PartId, readonly Counterpart[]][] = [],
): (figures: Figures, context: CheckContext) => () => Observation[] {
  return (figures, context) => () => {
    const { facts } = context;
    // Looking at the statements first keeps a report without any as fast as before.
    if (!facts || !pairs.some(([part]) => facts.texts.get(noDataSlot(part)) === noDataStatement)) return [];
    const asked = { figures, context, known: knownFacts(figures, facts, context) };
    return pairs.flatMap(([part, counterparts]): Observation[] => {
      if (asked.known.partState(part) !== "declaredEmpty") return [];
      const isContradicted = elsewhere.some(
        ([other, counterparts]) => other === part && counterparts.some(({ words }) => words(asked) !== null),
      );
      if (isContradicted) return [];
      return counterparts.flatMap(({ words, cells, facts: keys }, at) => {
        const against = words(asked);
        return against === null
          ? []
          : [
              {
                place: `${part}.${at + 1}`,
                message: `已声明没有${quoted(titleOf(figures, part))}数据，但${against}。${advice}`,
                slots: [noDataSlot(part)],
                ...(cells && { cells }),
                ...(keys && { facts: keys }),
              },
            ];
      });
    });
  };
}

/** Budgets in the column that the year's tables do not compare with. */
function unreadBudgets({ tableSet }: Figures, { facts }: CheckContext): Observation[] {
  const unread = budgetColumns.find((column) => column !== tableSet.comparesWith)!;
  const keys = [...(facts?.amounts.keys() ?? [])].filter((key) => {
    const { sheet, column } = parseFactKey(key);
    return sheet === "budget" && column === unread;
  });
  if (keys.length === 0) return [];
  const labelOf = (id: string) => tableSet.sheets.find("budget")!.columns.find((column) => column.id === id)!.label;
  return [
    {
      place: "budget",
      message:
        `${quoted(labelOf(unread))}填有 ${keys.length} 个金额。本年度按${labelOf(tableSet.comparesWith)}比较，` +
        `这一列不进入报告。请把比较用的数填在${quoted(labelOf(tableSet.comparesWith))}。`,
      facts: keys,
    },
  ];
}

const declared = {
  ruleClass: "logic",
  basis: "部门决算公开要求（空表说明）",
  scope: "crossTable",
  needs: "facts",
} as const;

/** L-63, L-64: a statement that a part is empty against other figures; V-42: figures that nothing reads. */
export const declarationRules: readonly Rule[] = [
  {
    id: "L-63",
    ...declared,
    severity: "blocking",
    title: "声明没有数据的表与其他表的数量不矛盾",
    advice: "请撤销声明并填写，或核对另一处数据。",
    prepare: contradicted(impossible, "请撤销声明并填写，或核对另一处数据。"),
  },
  {
    id: "L-64",
    ...declared,
    severity: "explain",
    title: "声明没有数据的表与上年和其他表的情况相符",
    advice: "请撤销声明并填写，或说明原因。",
    prepare: contradicted(unlikely, "请撤销声明并填写，或说明原因。", impossible),
  },
  {
    id: "V-42",
    ruleClass: "verification",
    basis: "部门决算报表填报说明",
    scope: "form",
    needs: "facts",
    severity: "hint",
    title: "填列的预算数是本年度比较所用的预算数",
    advice: "请把比较用的数填在报告读取的一列。",
    prepare: onEntries((figures, context) => {
      const observations = unreadBudgets(figures, context);
      return () => observations;
    }),
  },
];
