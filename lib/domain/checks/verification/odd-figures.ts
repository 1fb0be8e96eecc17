import { quoted } from "../../words/quoted";
import type { SubjectCode } from "../../words/subjects/catalogue";
import { appropriations, fundLabels, type Appropriation } from "../../words/funds";
import { quotedSubject } from "../../words/subjects/catalogue";
import { cellId, namedFactKey, type FactRowOf, type RowWith } from "../../formats/names";
import type { CellId } from "../../words/cell-id";
import { cellFigure, columnFigure, factFigure, itemRows, type Asked } from "../rule/asked-figures";
import type { FunctionRule, Rule } from "../rule/rule";
import { askAll, askRows, exceedsShare, limitsOf, money, verification, type Ask } from "../rule/ask";

const openings = {
  generalPublicBudget: "openingGeneralPublicBudget",
  governmentFund: "openingGovernmentFund",
  stateCapital: "openingStateCapital",
} as const satisfies Record<Appropriation, RowWith<"appropriationSummary", "amount">>;

/** Balances that nobody has touched; a fund's balance that is the whole balance is asked about once. */
function untouchedBalances(): Ask[] {
  const pair = (
    opening: CellId,
    closing: CellId,
    label: string,
    isEcho: (balance: number, asked: Asked) => boolean,
  ): Ask => ({
    place: closing,
    left: cellFigure(opening),
    right: cellFigure(closing),
    isOdd: (opened, closed, asked) => opened === closed && opened !== 0 && !isEcho(opened, asked),
    message: (opened, _, asked) =>
      `${label}年初与年末结转和结余均为 ${money(opened, asked)}，全年没有变动。请核对是什么资金，能否使用。`,
    cells: [opening, closing],
  });
  const whole = pair(
    cellId("incomeExpenditureSummary", "openingBalance", "amount"),
    cellId("incomeExpenditureSummary", "closingBalance", "amount"),
    "单位",
    () => false,
  );
  const isWhole = (balance: number, asked: Asked) => whole.left(asked) === balance && whole.right(asked) === balance;
  return [
    whole,
    ...appropriations.map((fund) =>
      pair(
        cellId("appropriationSummary", openings[fund], "amount"),
        cellId("appropriationSummary", "closingBalance", fund),
        fundLabels[fund],
        isWhole,
      ),
    ),
  ];
}

/**
 * Items that usually agree and that no L rule compares: L-12 to L-15 report every difference of theirs, also a small
 * one.
 */
const usuallyEqual = [{ economic: "30309", functional: "2089999" }] as const;

function smallDifference({ economic, functional }: (typeof usuallyEqual)[number]): Ask {
  const cells = [
    cellId("generalPublicBasicExpenditure", economic, "amount"),
    cellId("generalPublicExpenditure", functional, "basic"),
  ] as const;
  return {
    place: `${economic}.${functional}`,
    left: cellFigure(cells[0]),
    right: cellFigure(cells[1]),
    isOdd: (one, other, { context }) =>
      one !== other &&
      one > 0 &&
      other > 0 &&
      !exceedsShare(Math.abs(one - other), other, limitsOf(context).smallDifferencePercent),
    message: (one, other, asked) =>
      `${quotedSubject(asked.context.economic, economic)} ${money(one, asked)}，${quotedSubject(asked.context.functional, functional)}基本支出 ${money(other, asked)}，仅相差 ${money(Math.abs(one - other), asked)}。请核对两者是否应一致。`,
    cells,
  };
}

/** 款 of basic expenditure that projects are named after, and the word in the name. */
const subjectsInProjectNames = {
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
} as const satisfies Record<SubjectCode, string>;

/** A project with a word of a 款 in its name, and what was spent on the 款. */
function projectLikeSubject(project: string, code: SubjectCode): Ask {
  const id = cellId("generalPublicBasicExpenditure", code, "amount");
  return {
    place: `${project}.${code}`,
    left: cellFigure(id),
    right: () => 0,
    isOdd: (amount) => amount > 0,
    message: (amount, _, asked) =>
      `项目${quoted(project)}与基本支出${quotedSubject(asked.context.economic, code)} ${money(amount, asked)} 名称相近。请核对同一支出是否既列项目又列基本支出。`,
    cells: [id],
  };
}

const projectsLikeSubjects: FunctionRule["prepare"] = (figures, context) =>
  askAll(
    (context.performance?.selfEvaluations ?? []).flatMap(({ project }) =>
      (Object.entries(subjectsInProjectNames) as [SubjectCode, string][]).flatMap(([code, word]) =>
        project.includes(word) ? [projectLikeSubject(project, code)] : [],
      ),
    ),
  )(figures, context);

const [fundSpending, fundIncome, fundOpening] = [
  columnFigure("governmentFund", "total"),
  columnFigure("governmentFund", "income"),
  columnFigure("governmentFund", "openingBalance"),
];

const fundsFromNowhere = askRows({
  rows: (asked) => itemRows(asked, "governmentFund"),
  left: fundSpending,
  right: (asked, row) => fundIncome(asked, row) + fundOpening(asked, row),
  isOdd: (spent, available) => spent > 0 && available === 0,
  describe: (row, spent, _, asked) => {
    const id = asked.figures.idOfRow(row);
    return {
      place: id,
      message: `政府性基金${quotedSubject(asked.context.functional, id)}支出 ${money(spent, asked)}，没有本年收入，也没有年初结转。请核对资金来源。`,
      cells: (["total", "income", "openingBalance"] as const).map((column) => cellId("governmentFund", id, column)),
    };
  },
});

const vehicles = (row: FactRowOf<"stateAssets">) => namedFactKey("stateAssets", row, "", "count");

/** V-19, V-20, V-22, V-23, V-28: figures that are possible and yet odd. */
export const oddFigureRules: readonly Rule[] = [
  {
    id: "V-19",
    ...verification,
    severity: "hint",
    scope: "withinTable",
    title: "年初与年末结转和结余不完全相同",
    advice: "请核对是什么资金，能否使用。",
    prepare: askAll(untouchedBalances()),
  },
  {
    id: "V-20",
    ...verification,
    severity: "hint",
    scope: "crossTable",
    title: "通常一致的功能分类与经济分类项目没有微小差异",
    advice: "请核对两者是否应一致。",
    prepare: askAll(usuallyEqual.map(smallDifference)),
  },
  {
    id: "V-22",
    ...verification,
    severity: "hint",
    scope: "form",
    title: "车辆按用途分类，不全部列入其他用车",
    advice: "请按机要通信、应急保障、执法执勤等用途核对分类。",
    prepare: askAll([
      {
        place: "other",
        left: factFigure(vehicles("other")),
        right: factFigure(vehicles("vehicles")),
        isOdd: (other, all) => all > 0 && other === all,
        message: (other) => `${other} 辆车全部列为“其他用车”。请按机要通信、应急保障、执法执勤等用途核对分类。`,
        facts: [vehicles("other"), vehicles("vehicles")],
      },
    ]),
  },
  {
    id: "V-23",
    ...verification,
    needs: "performance",
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
    prepare: fundsFromNowhere,
  },
];
