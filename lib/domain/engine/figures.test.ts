import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factKey, parseFactKey, type FactKey } from "../words/fact-address";
import { funds, naturesByFund, ownIncomeIds } from "../words/funds";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import type { Program } from "./contract";
import { printTable, programForFacts } from "./figures";

const catalogues = cataloguesOf(2021);
const ordinary = catalogues.functional.subjects
  .filter(({ code, level }) => level === 3 && catalogues.functional.appropriationOf(code) === "generalPublicBudget")
  .slice(0, 200);
const ofFund = (fund: "governmentFund" | "stateCapital") =>
  catalogues.functional.subjects.filter(
    ({ code, level }) => level === 3 && catalogues.functional.appropriationOf(code) === fund,
  );
const subjectsByFund = {
  generalPublicBudget: ordinary,
  nonAppropriation: ordinary,
  governmentFund: ofFund("governmentFund"),
  stateCapital: ofFund("stateCapital"),
};

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000_000 });
const code = (fund: (typeof funds)[number]) => fc.constantFrom(...subjectsByFund[fund].map((subject) => subject.code));
const expenditureKey = fc
  .constantFrom(...funds)
  .chain((fund) =>
    fc
      .tuple(code(fund), fc.constantFrom(...naturesByFund[fund]))
      .map(([row, nature]) => factKey("expenditure", row, fund, nature)),
  );
const incomeKey = fc.oneof(
  ...(["generalPublicBudget", "governmentFund", "stateCapital"] as const).map((fund) =>
    code(fund).map((row) => factKey("income", row, "", fund)),
  ),
  fc
    .tuple(code("nonAppropriation"), fc.constantFrom(...ownIncomeIds))
    .map(([row, column]) => factKey("income", row, "", column)),
);
const balanceKey = fc.oneof(
  fc.constantFrom(
    factKey("balance", "generalPublicBudget", "generalPublicBudget", "opening"),
    factKey("balance", "stateCapital", "stateCapital", "opening"),
    factKey("balance", "nonAppropriation", "nonAppropriation", "opening"),
    factKey("balance", "nonAppropriation", "nonAppropriation", "surplusUsed"),
    factKey("balance", "nonAppropriation", "nonAppropriation", "surplusDistribution"),
  ),
  code("governmentFund").map((row) => factKey("balance", row, "governmentFund", "opening")),
);
const accounts = fc
  .array(fc.tuple(fc.oneof(expenditureKey, incomeKey, balanceKey), amount), { maxLength: 60 })
  .map((entries) => new Map<FactKey, number>(entries));

function open(tableSetId: string, amounts: ReadonlyMap<FactKey, number>): Program {
  return programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts: { amounts, texts: new Map() } });
}

function value(program: Program, cell: string): number | null {
  const slot = program.slotOfCell(cell);
  return slot >= 0 && program.present[slot] === 1 ? program.values[slot]! : null;
}

/** The same figure by the plainest means: filter and add. */
function add(
  amounts: ReadonlyMap<FactKey, number>,
  wanted: (address: ReturnType<typeof parseFactKey>) => boolean,
): number | null {
  const found = [...amounts].filter(([key]) => wanted(parseFactKey(key)));
  return found.length === 0 ? null : found.reduce((total, [, each]) => total + each, 0);
}

describe.each(formats.map(({ id }) => id))("accounts in table set %s", (tableSetId) => {
  it("add up as plain addition does, at every level, blank staying blank", () => {
    fc.assert(
      fc.property(accounts, (amounts) => {
        const program = open(tableSetId, amounts);
        for (const row of program.rows("expenditure")) {
          const under = row.id === "total" ? "" : row.id;
          for (const nature of naturesByFund.nonAppropriation)
            expect(value(program, `expenditure.${row.id}.${nature}`)).toBe(
              add(
                amounts,
                (address) =>
                  address.sheet === "expenditure" && address.column === nature && address.row.startsWith(under),
              ),
            );
        }
        for (const fund of ["generalPublicBudget", "governmentFund", "stateCapital"] as const) {
          const received = (amounts: ReadonlyMap<FactKey, number>) =>
            add(amounts, ({ sheet, column }) => sheet === "income" && column === fund) ?? 0;
          const opening = add(amounts, (address) => address.sheet === "balance" && address.fund === fund) ?? 0;
          const spent = add(amounts, (address) => address.sheet === "expenditure" && address.fund === fund) ?? 0;
          expect(value(program, `appropriationSummary.closingBalance.${fund}`) ?? 0).toBe(
            received(amounts) + opening - spent,
          );
        }
        expect(value(program, "incomeExpenditureSummary.totalIncome.amount") ?? 0).toBe(
          value(program, "incomeExpenditureSummary.totalExpenditure.amount") ?? 0,
        );
        expect(value(program, "balanceEntry.total.closing") ?? 0).toBe(
          value(program, "incomeExpenditureSummary.closingBalance.amount") ?? 0,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("rows", () => {
  it("stand in code order under 合计, each 项 with its 款 and 类", () => {
    const rows = open("fy2021", luozhuangFacts.amounts).rows("income");
    expect(rows.slice(0, 4).map(({ id, kind }) => [id, kind])).toEqual([
      ["total", "total"],
      ["201", "category"],
      ["20103", "group"],
      ["2010301", "item"],
    ]);
  });

  it("keep an entered zero, which is not blank", () => {
    const program = open("fy2021", new Map([[factKey("income", "2010301", "", "otherIncome"), 0]]));
    expect(value(program, "income.2010301.otherIncome")).toBe(0);
    expect(value(program, "income.2010301.serviceIncome")).toBeNull();
    const printed = printTable(program, formatOf("fy2021").tables[1]!, "某单位", () => true);
    expect(printed.rows.at(-1)!.cells.at(-1)).toMatchObject({ text: "", fen: 0 });
    expect(printed.rows.at(-1)!.cells.at(-2)).toMatchObject({ text: "", fen: null });
  });
});

describe("the 2022 table set", () => {
  const tables = formatOf("fy2022").tables;
  it("orders and titles the last three tables as the newer form does", () => {
    expect(tables.slice(5).map(({ code, title }) => [code, title])).toEqual([
      ["公开06表", "一般公共预算财政拨款基本支出决算明细表"],
      ["公开07表", "政府性基金预算财政拨款收入支出决算表"],
      ["公开08表", "国有资本经营预算财政拨款支出决算表"],
      ["公开09表", "财政拨款“三公”经费支出决算表"],
    ]);
  });

  it("gives the real accounts the same figures as the 2021 table set", () => {
    const [older, newer] = [open("fy2021", luozhuangFacts.amounts), open("fy2022", luozhuangFacts.amounts)];
    for (const { id } of older.cells) expect(value(newer, id), id).toBe(value(older, id));
    const labels = printTable(newer, tables[0]!, "某单位", () => true).rows.flatMap(({ cells }) =>
      cells.map(({ text }) => text),
    );
    expect(labels).toContain("使用非财政拨款结余（含专用结余）");
  });
});

it.each(formats)(
  "declares $id with unique ids, official 行次 without gap, and nine tables numbered in order",
  ({ tables, print }) => {
    expect(tables.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(tables.map(({ id }) => id)).size).toBe(9);
    for (const { body, id } of tables) {
      if (body.kind !== "paired" || !print.lineNumbers) continue;
      const lines = [...body.left.rows, ...body.right.rows].map(({ line }) => line);
      expect(lines, id).toEqual(lines.map((_, index) => index + 1));
    }
  },
);
