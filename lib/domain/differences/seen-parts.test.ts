import { describe, expect, it } from "vitest";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { luozhuangState } from "../testing/luozhuang-2021-state";
import type { FactKey } from "../words/fact-address";
import { lookedAt, seenParts } from "./seen-parts";

const hour = (at: number) => new Date(Date.UTC(2022, 7, 31, at));
const mark = (part: string, at: number) => ({ part, hash: "", at: hour(at) });

describe("parts of a report that somebody looks at", () => {
  it("are the tables, the parts of the text, and the explanations, each by what it says", () => {
    const key = [...luozhuangFacts.amounts.keys()].find((each) => each.startsWith("basicExpenditure:30201"))!;
    const amounts = new Map<FactKey, number>(luozhuangFacts.amounts).set(key, 1);
    const [before, now] = [seenParts(luozhuangState()), seenParts(luozhuangState({ amounts }))];
    const fallen = before.flatMap((part, at) =>
      JSON.stringify(part.content) === JSON.stringify(now[at]!.content) ? [] : [part.id],
    );
    expect(before.length).toBeGreaterThan(12);
    expect(fallen).toContain("narrative");
    expect(fallen).not.toContain("table-income");
    expect(fallen.length).toBeLessThan(before.length);
  });

  it("are all looked at since the oldest look, or a later step of one's own", () => {
    const parts = [{ id: "a" }, { id: "b" }];
    expect(lookedAt(parts, [mark("a", 3), mark("b", 2)], null)).toEqual(hour(2));
    expect(lookedAt(parts, [mark("a", 3)], null)).toBeNull();
    expect(lookedAt(parts, [mark("a", 3)], hour(1))).toEqual(hour(1));
    expect(lookedAt(parts, [mark("a", 1), mark("b", 2)], hour(4))).toEqual(hour(4));
    expect(lookedAt(parts, [], null)).toBeNull();
  });
});
