import { describe, expect, it } from "vitest";
import { factKey } from "../../words/fact-address";
import { movedFigures, withMoved, type Figure } from "./moved-figures";

const pay = factKey("expenditure", "2010301", "generalPublicBudget", "basic");
const income = factKey("income", "2010301", "", "generalPublicBudget");
const fen = (value: number | null): Figure => ({ value, raw: null });
const words = (raw: string): Figure => ({ value: null, raw });
const formal = new Map([
  [pay, fen(100)],
  [income, fen(700)],
]);
const formalOf = (key: typeof pay) => formal.get(key) ?? fen(null);

describe("a rehearsal", () => {
  it("remembers what the report held when a figure was first moved, however often it is moved after", () => {
    const once = withMoved([], [{ key: pay, now: fen(120) }], formalOf);
    expect(withMoved(once, [{ key: pay, now: fen(130) }], () => fen(105))).toEqual([
      { key: pay, was: fen(100), now: fen(130) },
    ]);
  });

  it("lets go of a figure that is moved back", () => {
    const once = withMoved(
      [],
      [
        { key: pay, now: fen(120) },
        { key: income, now: fen(0) },
      ],
      formalOf,
    );
    expect(withMoved(once, [{ key: pay, now: fen(100) }], formalOf).map(({ key }) => key)).toEqual([income]);
  });

  it("takes blank, zero and an input that is no amount for three different things", () => {
    const blank = factKey("income", "2010302", "", "otherIncome");
    const figures = withMoved(
      [],
      [
        { key: blank, now: fen(0) },
        { key: pay, now: fen(null) },
        { key: income, now: words("七百") },
      ],
      formalOf,
    );
    expect(movedFigures(figures, formalOf).map(({ key, formal: before, now }) => [key, before, now])).toEqual([
      [income, fen(700), words("七百")],
      [blank, fen(null), fen(0)],
      [pay, fen(100), fen(null)],
    ]);
  });

  it("tells which figures of the report were changed meanwhile", () => {
    const figures = withMoved(
      [],
      [
        { key: pay, now: fen(120) },
        { key: income, now: fen(800) },
      ],
      formalOf,
    );
    const later = (key: typeof pay) => (key === pay ? fen(110) : formalOf(key));
    expect(
      movedFigures(figures, later).map(({ key, isOvertaken, formal: now }) => [key, isOvertaken, now.value]),
    ).toEqual([
      [income, false, 700],
      [pay, true, 110],
    ]);
  });

  it("does not differ where the report has come to hold the same", () => {
    const figures = withMoved([], [{ key: pay, now: fen(120) }], formalOf);
    expect(movedFigures(figures, () => fen(120))).toEqual([]);
  });
});
