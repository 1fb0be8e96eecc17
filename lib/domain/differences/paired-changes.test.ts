import { describe, expect, it } from "vitest";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import {
  luozhuangModel,
  luozhuangState,
  luozhuangStoredPerformance,
  type EnteredInTest,
} from "../testing/luozhuang-2021-state";
import { textSlots } from "../words/facts";
import type { FactKey } from "../words/fact-address";
import { followed, saidAt, saidPlaces } from "./comment-places";
import { differenceOf } from "./difference";
import { pairedDifference, type PairingContext } from "./paired-changes";

const key = [...luozhuangFacts.amounts.keys()].find((each) => each.startsWith("basicExpenditure:30201"))!;
const changed = new Map<FactKey, number>(luozhuangFacts.amounts).set(key, luozhuangFacts.amounts.get(key)! + 50_000_00);

function paired(entered: EnteredInTest, context: Partial<PairingContext> = {}) {
  const [before, after] = [luozhuangState(), luozhuangState(entered)];
  const models = [luozhuangModel(), luozhuangModel(entered)];
  return pairedDifference(differenceOf(before, after), {
    before,
    after,
    dependentsOf: (id) => models.flatMap((model) => model.dependentsOf(id as FactKey)),
    comments: [],
    refused: [],
    ...context,
  });
}

describe("what a unit changed, with what it answers", () => {
  it("takes every figure and sentence that moved with a typed amount along, and leads to the figure", () => {
    const { changes, others } = paired({ amounts: changed });
    expect(changes).toHaveLength(1);
    expect(changes[0]!.place).toMatch(/\.30201\./);
    expect(changes[0]!.movedWith.map(({ list }) => list)).toEqual(expect.arrayContaining(["cells", "sentences"]));
    expect(others).toEqual([]);
  });

  it("leads a text to the sentences that state it, and a project to its form", () => {
    const texts = new Map(luozhuangFacts.texts).set(textSlots.duties, "负责全区政务。");
    const indicator = luozhuangStoredPerformance.projects.findIndex(({ indicators }) => indicators.length > 0);
    const projects = luozhuangStoredPerformance.projects.map((project, at) =>
      at === indicator ? { ...project, goal: "另一目标" } : project,
    );
    const { changes, others } = paired({ texts, performance: { ...luozhuangStoredPerformance, projects } });
    expect(changes.map(({ list }) => list)).toEqual(["texts", "performance"]);
    for (const { place, movedWith } of changes) {
      expect(place).not.toBeNull();
      expect(movedWith.length).toBeGreaterThan(0);
    }
    expect(others).toEqual([]);
  });

  it("answers the comments on what it moved and the refusals of findings that speak of it, and no others", () => {
    const was = saidPlaces(luozhuangState());
    const now = saidPlaces(luozhuangState({ amounts: changed }));
    const moved = [...was.keys()].find((id) => /^\w+\.\w+\.\w+$/.test(id) && was.get(id) !== now.get(id))!;
    const still = [...was.keys()].find((id) => id.startsWith("income.") && was.get(id) === now.get(id))!;
    const comment = (id: string, anchorId: string) => {
      const anchor = { kind: "cell" as const, id: anchorId };
      return { id, anchorId, place: followed(now, { ...anchor, said: saidAt(was, anchor) }) };
    };
    const { changes, handled } = paired(
      {
        amounts: changed,
        explanations: [{ findingKey: "V-01@x", fingerprint: "1", text: "因为" }],
        comments: [
          { id: "answered", isResolved: false, answers: 1 },
          { id: "settled", isResolved: true, answers: 0 },
        ],
      },
      {
        comments: [comment("on it", moved), comment("elsewhere", still), comment("answered", still)],
        refused: [
          { key: "V-01@x", cells: [] },
          { key: "V-02@y", cells: [moved] },
          { key: "V-03@z", cells: [still] },
        ],
      },
    );
    expect(changes.map(({ list, answers }) => [list, answers.comments, answers.findings])).toEqual([
      ["facts", ["on it"], ["V-02@y"]],
      ["explanations", [], ["V-01@x"]],
      ["comments", ["answered"], []],
    ]);
    expect(handled.map(({ address }) => address)).toEqual(["settled"]);
  });
});
