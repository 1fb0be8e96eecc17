import { describe, expect, it } from "vitest";
import { noRemovedRows, removedRowsFrom, withoutRemoved, withRemoved } from "./removed-rows";

describe("rows taken off the sheets", () => {
  it("are kept by place, each once, and come back one by one", () => {
    const removed = withRemoved(withRemoved(noRemovedRows, "income:", ["2010301"]), "income:", ["2010301", "2010302"]);
    expect(removed).toEqual({ "income:": ["2010301", "2010302"] });
    expect(withoutRemoved(removed, "income:", ["2010301"])).toEqual({ "income:": ["2010302"] });
    expect(withoutRemoved(removed, "budget:governmentFund", ["2010301"])).toBe(removed);
    expect(withoutRemoved(removed, "income:", ["2080505"])).toBe(removed);
  });

  it.each([null, "", "[", "[1]", "3", '{"income:": "2010301", "budget:": [1]}'])(
    "%j from an earlier visit is nothing",
    (kept) => {
      expect(removedRowsFrom(kept)).toEqual({});
    },
  );

  it("come back as they were kept", () => {
    expect(removedRowsFrom('{"income:": ["2010301"]}')).toEqual({ "income:": ["2010301"] });
  });
});
