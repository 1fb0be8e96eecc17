import { describe, expect, it } from "vitest";
import { readEvidence, type Change, type Likeness, type LikenessTerm } from "./evidence";

const sum = (...slots: number[]) => ({
  slots: Int32Array.from(slots),
  factors: new Float64Array(slots.length).fill(1),
});
/** Round figures, so that one that is not stands out. */
const inWholeYuan = [120_000, 345_600, 78_900, 1_234_500, 56_700, 890_100, 234_500, 4_567_800, 910_000];
const read = (figures: readonly number[], likenesses: readonly Likeness[], others = inWholeYuan) =>
  readEvidence(likenesses, others, 1, (slot) => figures[slot] ?? 0);
const change = (slot: number, from: number, to: number): Change => ({ slot, from, to });

const received = 510_000;
const between = (term: LikenessTerm): Likeness[] => [{ term, sum: sum(0), like: sum(1) }];

describe("evidence between two figures", () => {
  it.each<LikenessTerm>(["spentAsReceived", "fundUsedUp", "threePublicItem", "budget"])(
    "%s: making the two the same outweighs a change that only brings them nearer",
    (term) => {
      const evidence = read([received, 710_000], between(term));
      const exact = evidence.weigh([change(1, 710_000, received)]);
      const near = evidence.weigh([change(1, 710_000, 511_000)]);
      expect(exact).toBeGreaterThan(near + 3);
      expect(evidence.marks([change(1, 710_000, received)])).toEqual([`${term} apart→same`]);
      expect(evidence.marks([change(1, 710_000, 511_000)])).toEqual([`${term} apart→near`]);
    },
  );

  it.each<LikenessTerm>(["spentAsReceived", "fundUsedUp", "threePublicItem", "budget"])(
    "%s: parting two that agree is the price of a change",
    (term) => {
      const evidence = read([received, received], between(term));
      expect(evidence.weigh([change(1, received, 511_000)])).toBeLessThan(-3);
      expect(evidence.marks([change(1, received, 511_000)])).toEqual([`${term} same→near`]);
    },
  );

  it("a figure with nothing on the other side is odd", () => {
    const evidence = read([0, 0], between("spentAsReceived"));
    const free = read([0, 0], []);
    expect(evidence.weigh([change(1, 0, received)])).toBeLessThan(free.weigh([change(1, 0, received)]));
    expect(evidence.marks([change(1, 0, received)])).toEqual(["spentAsReceived blank→oneBlank"]);
  });

  it("counts once where both sides change, as when two whole rows are exchanged", () => {
    const evidence = read(
      [received, received, 0, 0],
      [...between("spentAsReceived"), { term: "spentAsReceived", sum: sum(2), like: sum(3) }],
    );
    const moved = [change(0, received, 0), change(2, 0, received), change(1, received, 0), change(3, 0, received)];
    expect(evidence.weigh(moved)).toBeCloseTo(0);
    expect(evidence.marks(moved.slice(0, 2))).toContain("spentAsReceived same→oneBlank");
  });

  it("offers the figure of the other side where the two are mostly the same, and not where that is rare", () => {
    expect(read([received, 710_000], between("spentAsReceived")).likelyFigures(1)).toEqual([received]);
    expect(read([received, 710_000], between("budget")).likelyFigures(1)).toEqual([]);
  });
});

describe("last year's figure", () => {
  const lastYear = (figure: number): Likeness[] => [{ term: "lastYear", sum: sum(0), like: figure }];

  it("speaks for a figure near it and against one far away", () => {
    const evidence = read([2_000_000], lastYear(500_000));
    const near = evidence.weigh([change(0, 2_000_000, 520_000)]);
    expect(near).toBeGreaterThan(evidence.weigh([change(0, 2_000_000, 50_000)]));
    expect(evidence.marks([change(0, 2_000_000, 520_000)])).toEqual(["lastYear far→near"]);
  });

  it("is no goal: the very figure of last year is not better than its neighbour", () => {
    const evidence = read([2_000_000], lastYear(500_000));
    expect(evidence.weigh([change(0, 2_000_000, 500_000)])).toBeCloseTo(
      evidence.weigh([change(0, 2_000_000, 500_100)]),
      1,
    );
  });

  it("makes an unchanged figure hard to touch: it is there by more than chance", () => {
    const unchanged = read([500_000], lastYear(500_000)).weigh([change(0, 500_000, 510_000)]);
    const changed = read([501_000], lastYear(500_000)).weigh([change(0, 501_000, 510_000)]);
    expect(unchanged).toBeLessThan(changed);
  });

  it("expects a row again that there was, and none that there was not", () => {
    expect(read([0], lastYear(500_000)).weigh([change(0, 0, 510_000)])).toBeGreaterThan(
      read([0], lastYear(0)).weigh([change(0, 0, 510_000)]),
    );
  });
});

describe("the look of a figure", () => {
  it("a correction that makes the figure as round as the others gains, one that spoils it loses", () => {
    const evidence = read([123_450], []);
    expect(evidence.weigh([change(0, 123_457, 123_400)])).toBeGreaterThan(3);
    expect(evidence.weigh([change(0, 123_400, 123_457)])).toBeLessThan(-3);
    expect(evidence.marks([change(0, 123_457, 123_400)])).toEqual(["round no→yes"]);
  });

  it("roundness says nothing where figures go to the fen, or are few", () => {
    for (const others of [inWholeYuan.map((figure) => figure + 37), inWholeYuan.slice(0, 3)])
      expect(read([123_457], [], others).marks([change(0, 123_457, 123_400)])).toEqual([]);
  });

  it("a figure below zero is rare", () => {
    expect(read([-50_000], []).weigh([change(0, -50_000, 50_000)])).toBeGreaterThan(5);
  });

  it("a correction to almost nothing gains nothing by being small", () => {
    const evidence = read([500_000], []);
    expect(evidence.weigh([change(0, 500_000, 100)])).toBeCloseTo(evidence.weigh([change(0, 500_000, 5_000)]));
  });
});
