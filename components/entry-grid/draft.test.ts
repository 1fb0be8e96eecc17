import { describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import { forget, newDrafts, settle } from "./draft";

const wages = factKey("income", "2010301", "", "generalPublicBudget");
const office = factKey("income", "2010302", "", "generalPublicBudget");

describe("what is typed in a grid", () => {
  it("stays in its cell until the grid is painted with it, also while the next cell is typed into", () => {
    const drafts = newDrafts();
    drafts.write({ typed: { key: wages, text: "12", before: "" }, settled: new Map() });
    settle(drafts, wages, "12");
    expect(drafts.read().typed).toBeNull();
    drafts.write({ ...drafts.read(), typed: { key: office, text: "3", before: "" } });
    expect(drafts.read().settled.get(wages)).toBe("12");
    forget(drafts, drafts.read().settled);
    expect(drafts.read()).toEqual({ typed: { key: office, text: "3", before: "" }, settled: new Map() });
  });

  it("is not forgotten by a painting that began before it was there", () => {
    const drafts = newDrafts();
    settle(drafts, wages, "12");
    const painted = drafts.read().settled;
    settle(drafts, office, "3");
    forget(drafts, painted);
    expect([...drafts.read().settled]).toEqual([
      [wages, "12"],
      [office, "3"],
    ]);
  });
});
