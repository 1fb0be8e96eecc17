import { describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import {
  emptyHistory,
  historyFrom,
  historyWithout,
  MAX_STEPS,
  recorded,
  redo,
  undo,
  type UndoHistory,
} from "./undo-history";

const wages = factKey("income", "2010301", "", "generalPublicBudget");
const office = factKey("income", "2010302", "", "generalPublicBudget");
const typed = (before: string, after: string) => ({ unit: "yuan" as const, cells: [{ key: wages, before, after }] });
const holdsAll = () => true;

describe("undo history", () => {
  it("takes steps back one by one and does them again", () => {
    const history = recorded(recorded(emptyHistory, typed("", "1.00")), typed("1.00", "2.00"));
    const first = undo(history, holdsAll)!;
    expect(first.changes).toEqual([{ key: wages, before: "2.00", input: "1.00" }]);
    const second = undo(first.history, holdsAll)!;
    expect(second.changes[0]!.input).toBe("");
    expect(undo(second.history, holdsAll)).toBeNull();
    const again = redo(second.history, holdsAll)!;
    expect(again.changes).toEqual([{ key: wages, before: "", input: "1.00" }]);
    expect(again.history.undone).toHaveLength(1);
  });
  it("takes a whole paste back at once", () => {
    const paste = { unit: "wan" as const, cells: [wages, office].map((key) => ({ key, before: "", after: "5.00" })) };
    const step = undo(recorded(emptyHistory, paste), holdsAll)!;
    expect(step.unit).toBe("wan");
    expect(step.changes.map(({ key }) => key)).toEqual([wages, office]);
  });
  it("leaves alone what somebody else changed meanwhile, and names it", () => {
    const paste = { unit: "yuan" as const, cells: [wages, office].map((key) => ({ key, before: "", after: "5.00" })) };
    const step = undo(recorded(emptyHistory, paste), (key) => key !== wages)!;
    expect(step.changes.map(({ key }) => key)).toEqual([office]);
    expect(step.overtaken).toEqual([wages]);
  });
  it("forgets what was taken back once something new is typed, and the oldest steps", () => {
    const back = undo(recorded(emptyHistory, typed("", "1")), holdsAll)!.history;
    expect(redo(recorded(back, typed("", "3")), holdsAll)).toBeNull();
    let history: UndoHistory = emptyHistory;
    for (let at = 0; at < MAX_STEPS + 5; at++) history = recorded(history, typed(String(at), String(at + 1)));
    expect(history.done).toHaveLength(MAX_STEPS);
    expect(history.done[0]!.cells[0]!.before).toBe("5");
  });
  it("records nothing that changes nothing", () => {
    expect(recorded(emptyHistory, typed("1", "1"))).toBe(emptyHistory);
  });
  it("forgets cells that have gone another way, and steps of nothing else", () => {
    const paste = { unit: "yuan" as const, cells: [wages, office].map((key) => ({ key, before: "", after: "5.00" })) };
    const history = recorded(recorded(emptyHistory, paste), typed("5.00", "6.00"));
    expect(historyWithout(history, new Set([wages]))).toEqual({
      done: [{ unit: "yuan", cells: [{ key: office, before: "", after: "5.00" }] }],
      undone: [],
    });
    expect(historyWithout(undo(history, holdsAll)!.history, new Set([wages])).undone).toEqual([]);
  });
  it("reads back what was kept, and nothing from rubbish", () => {
    const history = recorded(emptyHistory, typed("", "1"));
    expect(historyFrom(JSON.stringify(history))).toEqual(history);
    for (const rubbish of [
      null,
      "",
      "[]",
      "{",
      '{"done":[{}],"undone":[]}',
      '{"done":[{"unit":"yuan","cells":[{"key":1}]}],"undone":[]}',
    ])
      expect(historyFrom(rubbish)).toEqual(emptyHistory);
  });
});
