import { describe, expect, it } from "vitest";
import {
  adjustmentKey,
  adjustmentLabel,
  adjustmentSlot,
  begunAdjustments,
  entriesOf,
  fitsKind,
  mostOfAKind,
  openingAdjustmentKindIds,
  openingAdjustmentKinds,
  openingAdjustmentsOf,
  placeOfAdjustment,
  placeOfAdjustmentSlot,
  readAdjustmentColumn,
} from "./opening-adjustments";

const general = { fund: "generalPublicBudget", row: "generalPublicBudget", kind: "errorCorrection" } as const;
const land = { fund: "governmentFund", row: "2120801", kind: "paidBack" } as const;

describe("adjustments of opening balances", () => {
  it("are of the six official kinds", () => {
    expect(openingAdjustmentKinds.map(({ label }) => label)).toEqual([
      "会计差错更正",
      "收回以前年度支出",
      "归集调入",
      "归集调出",
      "归集上缴和缴回资金",
      "单位内部调剂",
    ]);
  });

  it("are read from the facts of a report with their documents, those of 0 left out", () => {
    const facts = {
      amounts: new Map([
        [adjustmentKey(land), -500],
        [adjustmentKey(general), 12_345],
        [adjustmentKey({ ...general, kind: "transferIn" }), 0],
      ]),
      texts: new Map([
        [adjustmentSlot(general, "document"), " 罗财库〔2022〕3号 "],
        [adjustmentSlot(general, "date"), "2022年3月1日"],
        [adjustmentSlot(general, "text"), "更正多记的支出"],
      ]),
    };
    expect(openingAdjustmentsOf(facts)).toEqual([
      {
        ...general,
        key: "openingAdjustments:generalPublicBudget:generalPublicBudget:errorCorrection",
        amount: 12_345,
        document: "罗财库〔2022〕3号",
        date: "2022年3月1日",
        text: "更正多记的支出",
      },
      {
        ...land,
        key: "openingAdjustments:2120801:governmentFund:paidBack",
        amount: -500,
        document: "",
        date: "",
        text: "",
      },
    ]);
  });

  it("are begun with an amount or with a text", () => {
    const texts = new Map([
      [adjustmentSlot(land, "text"), "缴回"],
      [adjustmentSlot({ ...land, kind: "transferIn" }, "text"), " "],
      ["reason.total.rise", "因为"],
    ]);
    expect(begunAdjustments([adjustmentKey(general)], texts)).toEqual([general, land]);
  });

  it("may be several of one kind, each with its own amount and texts, in their order", () => {
    const [first, second] = entriesOf(general);
    expect([first, second]).toEqual([general, { ...general, entry: 2 }]);
    expect(entriesOf(general)).toHaveLength(mostOfAKind);
    const keys = entriesOf(general).map(adjustmentKey);
    expect(new Set(keys).size).toBe(mostOfAKind);
    expect(keys.map(placeOfAdjustment)).toEqual(entriesOf(general));
    expect(placeOfAdjustmentSlot(adjustmentSlot(second!, "text"))).toEqual({ ...second, text: "text" });
    const facts = {
      amounts: new Map([
        [adjustmentKey(second!), -100],
        [adjustmentKey(general), 12_345],
      ]),
      texts: new Map([[adjustmentSlot(second!, "document"), "罗财库〔2022〕9号"]]),
    };
    expect(openingAdjustmentsOf(facts)).toMatchObject([
      { amount: 12_345, document: "" },
      { entry: 2, amount: -100, document: "罗财库〔2022〕9号" },
    ]);
    expect([first!, second!].map(adjustmentLabel)).toEqual(["会计差错更正", "会计差错更正（第2笔）"]);
    for (const column of [
      "errorCorrection.1",
      "errorCorrection.10",
      "errorCorrection.",
      "other",
      "errorCorrection.2.3",
    ])
      expect([column, readAdjustmentColumn(column)]).toEqual([column, null]);
  });

  it("have slots that lead back to them", () => {
    expect(placeOfAdjustmentSlot(adjustmentSlot(land, "date"))).toEqual({ ...land, text: "date" });
    for (const slot of [
      "adjustment.x.2120801.paidBack.date",
      "adjustment.governmentFund.2120801.other.date",
      "free.total",
    ])
      expect(placeOfAdjustmentSlot(slot)).toBeNull();
  });

  it.each(openingAdjustmentKindIds)("%s has the sign of its kind", (kind) => {
    const up = !["transferOut", "paidBack"].includes(kind);
    const down = !["recoveredSpending", "transferIn"].includes(kind);
    expect([fitsKind({ kind, amount: 1 }), fitsKind({ kind, amount: -1 })]).toEqual([up, down]);
  });
});
