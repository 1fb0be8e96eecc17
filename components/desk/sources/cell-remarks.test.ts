import { describe, expect, it } from "vitest";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { cellRemarks } from "./cell-remarks";

const behind = {
  "expenditure.2010301.basic": ["expenditure:2010301:generalPublicBudget:basic"],
  "expenditure.total.basic": [
    "expenditure:2010301:generalPublicBudget:basic",
    "expenditure:2010302:generalPublicBudget:basic",
  ],
} as unknown as Record<string, FactKey[]>;
const model = { factsBehind: (cell: string) => behind[cell] ?? [] };
const on = (id: string, kind: "review" | "question" | "note" = "note", isResolved = false) => ({
  kind,
  isResolved,
  anchor: { kind: "cell" as const, id, label: "" },
});

describe("remarks on cells", () => {
  it("count what is open by kind, the bureau's first", () => {
    const key = "expenditure:2010301:generalPublicBudget:basic";
    expect(
      cellRemarks(
        [on(key), on(key, "question"), on(key), on("expenditure.2010301.basic", "review"), on(key, "note", true)],
        model,
      ).get(key),
    ).toBe("有1条审核意见、1条提问、2条单位备注未了结");
  });

  it("reach an entered figure only when the published one comes from it alone", () => {
    expect([...cellRemarks([on("expenditure.total.basic", "review")], model).keys()]).toEqual([
      "expenditure.total.basic",
    ]);
    expect([...cellRemarks([on("expenditure.2010301.basic", "review")], model).keys()]).toHaveLength(2);
  });

  it("are not of sentences and forms", () => {
    expect(
      cellRemarks([{ kind: "review", isResolved: false, anchor: { kind: "sentence", id: "s1", label: "" } }], model)
        .size,
    ).toBe(0);
  });
});
