import type { Format, TableDefinition } from "../formats/define";
import { entryTablesOf } from "../formats/entry-tables";
import { EntrySheets } from "../formats/entry-sheets";
import { columnsOfRow, facts, sum } from "../formats/expressions";
import { shandong2022 } from "../formats/shandong-2022/format";
import type { SheetDefinition } from "../formats/sheet-definition";
import type { Fund } from "../words/funds";

const ofFunds = (...funds: Fund[]) => ({ row: { is: "self" }, funds }) as const;
const allFunds = ["generalPublicBudget", "governmentFund", "stateCapital", "nonAppropriation"] as const;

/** A tenth table: what projects cost, by subject and money. */
const projects: TableDefinition = {
  id: "projects",
  title: "项目支出决算表",
  code: "民决10表",
  number: 1,
  notes: [],
  body: {
    kind: "functional",
    columns: [
      { id: "total", label: "合计", number: 1, source: sum(...columnsOfRow("appropriated", "own")) },
      {
        id: "appropriated",
        label: "财政拨款",
        number: 2,
        source: sum(
          facts("expenditure", ["project"], ofFunds("generalPublicBudget", "governmentFund", "stateCapital")),
        ),
      },
      { id: "own", label: "其他资金", number: 3, source: sum(facts("expenditure", ["project"], ofFunds(allFunds[3]))) },
    ],
  },
};

/** State assets in rows of another region: bicycles instead of the classes of cars. */
const stateAssets: SheetDefinition = {
  id: "stateAssets",
  title: "资产",
  hint: "填列年末数量。",
  rows: {
    kind: "fixed",
    rows: [
      { id: "vehicles", label: "车辆（辆）", measure: "count" },
      { id: "bicycles", label: "其中：自行车（辆）", measure: "count", indent: 1, partOf: "vehicles" },
      { id: "condition", label: "完好率得分（分）", measure: "score", inSum: "left" },
    ],
  },
  columns: [{ id: "count", label: "年末数" }],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "stock",
};

const sheets = new EntrySheets(
  shandong2022.sheets.all
    .filter(({ id }) => id !== "staff")
    .map((sheet) => (sheet.id === "stateAssets" ? stateAssets : sheet)),
);

const noRules = new Set(["L-18", "V-22"]);

/** A region that nobody lives in: ten tables, the last of Shandong's first, and every print option the other way. */
export const inventedRegion: Format = {
  ...shandong2022,
  id: "invented-2022",
  label: "民间格式",
  region: { code: "99", name: "虚构省" },
  years: { from: 2021 },
  sheets,
  entryTables: entryTablesOf(sheets),
  tables: [projects, ...shandong2022.tables.toReversed()].map((table, at) => ({ ...table, number: at + 1 })),
  comparesWith: "adjustedBudget",
  print: {
    lineNumbers: false,
    columnNumbers: false,
    thousandsSeparator: false,
    codeColumns: 3,
    total: "last",
    unitLine: "填报：{unit}",
    moneyUnitLine: "万元",
  },
  document: {
    noun: "财务报告",
    self: "我处",
    title: "{unit}财务报告（{year}）",
    headings: {
      profile: "甲编 {unit}简况",
      tables: "乙编 {year}年表",
      narrative: "丙编 {year}年说明",
      glossary: "丁编 词语",
      attachments: "戊编 附录",
    },
    profile: { title: "简况", duties: "一、做什么", structure: "二、谁来做" },
  },
  performance: {
    hasForms: false,
    grades: [
      { grade: "pass", label: "过", from: 70_00 },
      { grade: "fail", label: "不过", from: 0 },
    ],
  },
  rules: shandong2022.rules.filter((rule) => typeof rule !== "string" || !noRules.has(rule)),
};
