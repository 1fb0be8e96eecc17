import { expect, it } from "vitest";
import { formatOf } from "./format-of";
import { parseTypedAmount } from "./typed-amount";

const { sheets } = formatOf("fy2022");

it("the bare code of the own row is no money; with decimals it is, and a count may be what it is", () => {
  const cell = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" } as const;
  for (const text of ["2010301", " 2010301 ", "２０１０３０１"])
    expect(parseTypedAmount(cell, text, "yuan", sheets)).toEqual({ ok: false, problem: "ownCode" });
  expect(parseTypedAmount(cell, "2,010,301.00", "yuan", sheets)).toEqual({ ok: true, value: 201_030_100 });
  expect(parseTypedAmount(cell, "2010302", "yuan", sheets)).toEqual({ ok: true, value: 201_030_200 });
  expect(parseTypedAmount(cell, "1.5", "wan", sheets)).toEqual({ ok: true, value: 1_500_000 });
});
