import { describe, expect, it } from "vitest";
import { parseFactKey, type FactKey, type SheetId } from "../words/fact-address";
import { noDataSlot, noDataStatement } from "../words/facts";
import { parseCellId } from "../words/cell-id";
import { noPerformance } from "../performance/entries";
import { statutoryDocument } from "../document/statutory-document";
import type { PrintedTable } from "../engine/contract";
import { sentenceText } from "../text/writing/sentence";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { createReportModel } from "./open-report";

const catalogues = cataloguesOf(2021);

/** The real unit's report with these sheets alone, and what it states to have nothing. */
function report(sheets: readonly SheetId[], stated: readonly string[] = [], keep = (_: FactKey) => true) {
  const facts = {
    amounts: new Map(
      [...luozhuangFacts.amounts].filter(([key]) => sheets.includes(parseFactKey(key).sheet) && keep(key)),
    ),
    texts: new Map(stated.map((part) => [noDataSlot(part), noDataStatement] as const)),
  };
  const model = createReportModel({ identity: luozhuangIdentity, ...catalogues, performance: noPerformance, facts });
  const { parts } = statutoryDocument({ unitCode: "1", model, functional: catalogues.functional, texts: facts.texts });
  const text = parts
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "paragraph" ? block.sentences.map(sentenceText) : []))
    .join("\n");
  return { model, text, parts };
}

/** The figures that stand in a table, by row and column. */
function printed({ rows }: PrintedTable): Record<string, string> {
  return Object.fromEntries(
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ cellId, text }) => {
        if (!cellId || text === "") return [];
        const { row, column } = parseCellId(cellId);
        return [[`${row}.${column}`, text]];
      }),
    ),
  );
}

const emptyTables = ["threePublic", "governmentFund", "stateCapital"];

describe("tables of a draft", () => {
  it("leave empty what an untouched sheet takes part in (expenditure)", () => {
    const { model, text } = report(["income", "balance"]);
    const summary = printed(model.printedTable("incomeExpenditureSummary"));
    expect(summary["currentYearIncome.amount"]).toBe("1,382.47");
    expect(summary["totalIncome.amount"]).toBe("1,387.00");
    for (const row of ["currentYearExpenditure", "closingBalance", "totalExpenditure"])
      expect(Object.keys(summary).filter((cell) => cell.startsWith(row))).toEqual([]);
    expect(text).toMatch(/收、支总计（待填）万元/);
    expect(text).toMatch(/财政拨款收、支总计（待填）万元/);
  });

  it("leave empty what an untouched sheet takes part in (income and opening balances)", () => {
    const { model } = report(["expenditure"]);
    const summary = printed(model.printedTable("incomeExpenditureSummary"));
    expect(Object.values(summary).filter((amount) => amount.startsWith("-"))).toEqual([]);
    expect(Object.keys(summary).filter((cell) => /^(?:closingBalance|total)/.test(cell))).toEqual([]);
    expect(Object.keys(printed(model.printedTable("expenditure"))).length).toBeGreaterThan(20);
  });

  it("have no remark on rounding for what is not printed", () => {
    expect(report(["expenditure"]).model.printedTable("incomeExpenditureSummary").residuals).toEqual([]);
  });

  it("print what was entered on the sheet while one types", () => {
    const { model } = report(["expenditure"], [], (key) => key.startsWith("expenditure:2010301:"));
    expect(Object.keys(printed(model.printedTable("expenditure")))).toContain("total.total");
  });

  it("print everything once the rest is stated to be nothing", () => {
    const { model } = report(["income"], ["expenditure", "balance"]);
    expect(printed(model.printedTable("incomeExpenditureSummary"))["totalExpenditure.amount"]).toBe("1,382.47");
  });
});

describe("the sentence of a table without figures", () => {
  const statementsOf = ({ model }: ReturnType<typeof report>) =>
    emptyTables.map((id) => model.printedTable(id).emptyStatement);

  it("is （待填） while nobody said so", () => {
    expect(statementsOf(report([]))).toEqual(["（待填）", "（待填）", "（待填）"]);
    expect(statementsOf(report(["income", "balance"]))).toEqual(["（待填）", "（待填）", "（待填）"]);
  });

  it("is （待填） beside numbers of vehicles or journeys", () => {
    for (const row of ["vehiclesHeld", "overseasGroups"])
      expect(
        report(["threePublic"], [], (key) => key.includes(row)).model.printedTable("threePublic").emptyStatement,
      ).toBe("（待填）");
  });

  it("is printed where it is stated, or known from filled sheets", () => {
    const [three, fund, capital] = statementsOf(report(["income", "expenditure"], ["threePublic", "balance"]));
    expect(three).toMatch(/^本单位没有安排/);
    expect(fund).toMatch(/^本单位没有政府性基金收入/);
    expect(capital).toMatch(/^本单位没有使用国有资本/);
  });
});

describe("a table of which every figure was typed as 0", () => {
  const zero = (keep: (key: FactKey) => boolean, emptyStatements?: ReadonlySet<string>) => {
    const amounts = new Map(
      [...luozhuangFacts.amounts].flatMap(([key]) => (key.startsWith("threePublic:") && keep(key) ? [[key, 0]] : [])),
    );
    const facts = { amounts, texts: new Map<string, string>() };
    const identity = luozhuangIdentity;
    const given = emptyStatements && { emptyStatements };
    return createReportModel({ identity, ...catalogues, performance: noPerformance, facts, ...(given && { given }) });
  };

  it("prints no figure, as the form leaves zeros empty, and has its statement as one that is stated to be empty", () => {
    const table = zero(() => true).printedTable("threePublic");
    expect(printed(table)).toEqual({});
    expect(table.emptyStatement).toBe("本单位没有安排“三公”经费支出，故本表无数据。");
  });

  it("waits for the rest where some are blank", () => {
    const table = zero((key) => key.endsWith(":budget")).printedTable("threePublic");
    expect(printed(table)).toEqual({});
    expect(table.emptyStatement).toBe("（待填）");
  });

  it("is no table without its statement for L-19, when what was printed is given back", () => {
    const found = (...stated: string[]) =>
      zero(() => true, new Set(stated))
        .findings()
        .some(({ ruleId, message }) => ruleId === "L-19" && message.includes("“三公”"));
    expect([found("threePublic"), found()]).toEqual([false, true]);
  });
});

describe("第五部分 附件", () => {
  const attachments = ({ parts }: ReturnType<typeof report>) =>
    JSON.stringify(parts.find(({ id }) => id === "attachments")!.blocks);

  it("is （待填） until projects are filled in or stated to be none", () => {
    expect(attachments(report([]))).toContain("（待填）");
    expect(attachments(report([]))).not.toContain("没有附件");
    expect(attachments(report([], ["performance"]))).toContain("本单位没有附件。");
  });
});
