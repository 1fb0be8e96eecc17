import { describe, expect, it } from "vitest";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import { placeOf } from "./places";

const proposal = (key: string, to: number, own: Partial<Suspicion> = {}): Suspicion => ({
  edits: [{ kind: "fact", key: key as FactKey, from: 1, to }],
  slip: "wrongDigit",
  cures: ["B-33@x"],
  breaks: 0,
  marks: [],
  sentence: "",
  ...own,
});
const right = new Map([["truth", 5]]);
const truth = proposal("truth", 5);
const never = () => false;

describe("placeOf", () => {
  it("counts cells, not figures: a second figure for the same cell is not shown", () => {
    expect(
      placeOf([proposal("a", 1, { slip: "sign" }), proposal("a", 2, { slip: "omitted" }), truth], right, 0, never),
    ).toEqual({ rank: 1, tied: 0 });
    expect(placeOf([proposal("truth", 7, { slip: "sign" }), truth], right, 0, never)).toEqual({ rank: -1, tied: 0 });
  });

  it("ties are corrections of other cells with the same cures, the same kind of slip and the same evidence, wherever they stand", () => {
    const others = ["a", "b", "c"].map((key) => proposal(key, 9));
    expect(placeOf([truth, ...others], right, 0, never)).toEqual({ rank: 0, tied: 3 });
    expect(placeOf([...others, truth], right, 0, never)).toEqual({ rank: 3, tied: 3 });
  });

  it.each<[string, Partial<Suspicion>]>([
    ["another slip", { slip: "swappedDigits" }],
    ["other cures", { cures: ["B-33@x", "L-12@y"] }],
    ["something broken", { breaks: 1 }],
    ["other evidence", { marks: ["budget near→same"] }],
  ])("%s is a difference, and a ranking that fails in spite of it has failed", (_, own) => {
    expect(placeOf([proposal("a", 9, own), truth], right, 0, never)).toEqual({ rank: 1, tied: 0 });
  });

  it("a figure that nothing proposes is undecidable only where its neighbours do as well", () => {
    expect(placeOf([proposal("a", 9)], right, 0, never)).toEqual({ rank: -1, tied: 0 });
    expect(placeOf([proposal("a", 9)], right, 0, () => true)).toEqual({ rank: -1, tied: Infinity });
  });

  it("allows for rounding in print", () => {
    expect(placeOf([proposal("truth", 6)], right, 1, never).rank).toBe(0);
    expect(placeOf([proposal("truth", 7)], right, 1, never).rank).toBe(-1);
  });
});
