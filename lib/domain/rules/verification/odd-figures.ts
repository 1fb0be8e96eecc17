import { factKey } from "../../facts/address";
import { appropriations, fundLabels, type Appropriation } from "../../funding";
import { rowsOfTable } from "../../model/account-layout";
import type { Program } from "../../model/program";
import { cellId } from "../../tables/definition";
import type { CheckContext, Observation, Rule } from "../rule";
import { askAll, askRows, cellFigure, columnFigure, exceedsShare, factFigure, limitsOf, moneyIn, verification, type Ask, type RowAsk } from "../ask";

const openings: Record<Appropriation, string> = { generalPublicBudget: "openingGeneralPublicBudget", governmentFund: "openingGovernmentFund", stateCapital: "openingStateCapital" };

/** Balances that nobody has touched; a fund's balance that is the whole balance is asked about once. */
function untouchedBalances(program: Program, context: CheckContext): Ask[] {
  const money = moneyIn(context);
  const pair = (opening: ReturnType<typeof cellId>, closing: ReturnType<typeof cellId>, label: string, isEcho: (balance: number) => boolean): Ask => ({
    place: closing,
    left: cellFigure(program, opening),
    right: cellFigure(program, closing),
    isOdd: (opened, closed) => opened === closed && opened !== 0 && !isEcho(opened),
    message: (opened) => `${label}年初与年末结转和结余均为 ${money(opened)}，全年没有变动。请核对是什么资金，能否使用。`,
    cells: [opening, closing],
  });
  const whole = pair(cellId("incomeExpenditureSummary", "openingBalance", "amount"), cellId("incomeExpenditureSummary", "closingBalance", "amount"), "单位", () => false);
  const isWhole = (balance: number) => whole.left() === balance && whole.right() === balance;
  return [
    whole,
    ...appropriations.map((fund) => pair(cellId("appropriationSummary", openings[fund], "amount"), cellId("appropriationSummary", "closingBalance", fund), fundLabels[fund], isWhole)),
  ];
}

/** Items that usually agree and that no L rule compares: L-12 to L-15 report every difference of theirs, also a small one. */
const usuallyEqual = [{ economic: "30309", functional: "2089999" }] as const;

function smallDifferences(program: Program, context: CheckContext): Ask[] {
  const { smallDifferencePercent } = limitsOf(context);
  const money = moneyIn(context);
  return usuallyEqual.map(({ economic, functional }) => {
    const cells = [cellId("generalPublicBasicExpenditure", economic, "amount"), cellId("generalPublicExpenditure", functional, "basic")] as const;
    return {
      place: `${economic}.${functional}`,
      left: cellFigure(program, cells[0]),
      right: cellFigure(program, cells[1]),
      isOdd: (one, other) => one !== other && one > 0 && other > 0 && !exceedsShare(Math.abs(one - other), other, smallDifferencePercent),
      message: (one, other) =>
        `“${economic} ${context.economic.get(economic)?.name ?? ""}” ${money(one)}，“${functional} ${context.functional.get(functional)?.name ?? ""}”基本支出 ${money(other)}，仅相差 ${money(Math.abs(one - other))}。请核对两者是否应一致。`,
      cells,
    };
  });
}

/** 款 of basic expenditure that projects are named after, and the word in the name. */
const subjectsInProjectNames: Readonly<Record<string, string>> = {
  "30202": "印刷",
  "30203": "咨询",
  "30207": "邮电",
  "30208": "取暖",
  "30209": "物业管理",
  "30211": "差旅",
  "30213": "维修",
  "30214": "租赁",
  "30215": "会议",
  "30216": "培训",
  "30217": "接待",
  "30226": "劳务",
  "30227": "委托业务",
  "30228": "工会",
  "30231": "公务用车",
  "31002": "办公设备",
};

function projectsLikeSubjects(program: Program, context: CheckContext): () => Observation[] {
  const money = moneyIn(context);
  return askAll(
    (context.performance?.selfEvaluations ?? []).flatMap(({ project }) =>
      Object.entries(subjectsInProjectNames)
        .filter(([, word]) => project.includes(word))
        .map(([code]): Ask => {
          const id = cellId("generalPublicBasicExpenditure", code, "amount");
          return {
            place: `${project}.${code}`,
            left: cellFigure(program, id),
            right: () => 0,
            isOdd: (amount) => amount > 0,
            message: (amount) => `项目“${project}”与基本支出“${code} ${context.economic.get(code)?.name ?? ""}” ${money(amount)} 名称相近。请核对同一支出是否既列项目又列基本支出。`,
            cells: [id],
          };
        }),
    ),
  );
}

function fundsFromNowhere(program: Program, context: CheckContext): RowAsk {
  const money = moneyIn(context);
  const figure = (column: string) => columnFigure(program, "governmentFund", column);
  const [income, opening] = [figure("income"), figure("openingBalance")];
  return {
    rows: rowsOfTable(program.layout, "governmentFund").byLevel.item,
    left: figure("total"),
    right: (row) => income(row) + opening(row),
    isOdd: (spent, available) => spent > 0 && available === 0,
    describe: (row, spent) => {
      const id = program.layout.ids[row]!;
      return {
        place: id,
        message: `政府性基金“${id} ${context.functional.get(id)?.name ?? ""}”支出 ${money(spent)}，没有本年收入，也没有年初结转。请核对资金来源。`,
        cells: ["total", "income", "openingBalance"].map((column) => cellId("governmentFund", id, column)),
      };
    },
  };
}

const vehicles = (row: string) => factKey("stateAssets", row, "", "count");

/** V-19, V-20, V-22, V-23, V-28: figures that are possible and yet odd. */
export const oddFigureRules: readonly Rule[] = [
  {
    id: "V-19",
    ...verification,
    severity: "hint",
    scope: "withinTable",
    title: "年初与年末结转和结余不完全相同",
    advice: "请核对是什么资金，能否使用。",
    prepare: (program, context) => askAll(untouchedBalances(program, context)),
  },
  {
    id: "V-20",
    ...verification,
    severity: "hint",
    scope: "crossTable",
    title: "通常一致的功能分类与经济分类项目没有微小差异",
    advice: "请核对两者是否应一致。",
    prepare: (program, context) => askAll(smallDifferences(program, context)),
  },
  {
    id: "V-22",
    ...verification,
    severity: "hint",
    scope: "form",
    title: "车辆按用途分类，不全部列入其他用车",
    advice: "请按机要通信、应急保障、执法执勤等用途核对分类。",
    prepare: (program) =>
      askAll([
        {
          place: "other",
          left: factFigure(program, vehicles("other")),
          right: factFigure(program, vehicles("vehicles")),
          isOdd: (other, all) => all > 0 && other === all,
          message: (other) => `${other} 辆车全部列为“其他用车”。请按机要通信、应急保障、执法执勤等用途核对分类。`,
          facts: [vehicles("other"), vehicles("vehicles")],
        },
      ]),
  },
  {
    id: "V-23",
    ...verification,
    scope: "form",
    title: "项目与基本支出的款级科目不重复",
    advice: "请核对同一支出是否既列项目又列基本支出。",
    prepare: projectsLikeSubjects,
  },
  {
    id: "V-28",
    ...verification,
    scope: "withinTable",
    title: "政府性基金支出有本年收入或年初结转",
    advice: "请核对资金来源。",
    prepare: (program, context) => askRows(fundsFromNowhere(program, context)),
  },
];
