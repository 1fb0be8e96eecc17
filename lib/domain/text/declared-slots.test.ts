import { describe, expect, it } from "vitest";
import { freeSlot, noDataSlot, textSlots } from "../words/facts";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { formats } from "../formats/formats";
import { labelOfSlot } from "../formats/stored-values";
import { isDeclaredSlot, slotsOfFormat, textProblem } from "./declared-slots";

const year2021 = { tableSetId: "fy2021", functional: cataloguesOf(2021).functional };
const year2022 = { tableSetId: "fy2022", functional: cataloguesOf(2022).functional };

describe("the texts that a year has a place for", () => {
  it("are those that its wording may ask for, in both directions", () => {
    for (const slot of [
      ...Object.values(textSlots),
      freeSlot("total"),
      noDataSlot("balance"),
      "reason.total.rise",
      "reason.total.fall",
      "reason.item.2010301.fall",
    ])
      expect([slot, isDeclaredSlot(slot, year2021)]).toEqual([slot, true]);
    for (const { texts } of [luozhuangFacts, fullUnitFacts])
      for (const slot of texts.keys()) expect([slot, isDeclaredSlot(slot, year2021)]).toEqual([slot, true]);
  });

  it("are no others, however alike", () => {
    for (const slot of [
      "reason.total",
      "reason.total.up",
      "reason.nowhere.rise",
      "reason.item.20103.rise",
      "reason.item.9999999.rise",
      "free.nowhere",
      "profile.secret",
      "purpose.x",
      "noData.nowhere",
      "performance",
      "performance.x",
      "stateAssets.x",
    ])
      expect([slot, isDeclaredSlot(slot, year2021)]).toEqual([slot, false]);
  });

  it("follow the table set: only from 2022 on the “三公” expenditure stands against last year", () => {
    const slot = "reason.threePublicTotal.lastYear.rise";
    expect([isDeclaredSlot(slot, year2021), isDeclaredSlot(slot, year2022)]).toEqual([false, true]);
  });

  it("are answered in words when they have no place, and can be blanked all the same", () => {
    expect(textProblem({ slot: "reason.nowhere.rise", text: "看不见的文字" }, year2021)).toMatch(/没有这处文字/);
    expect(textProblem({ slot: "reason.nowhere.rise", text: "" }, year2021)).toBeUndefined();
    expect(textProblem({ slot: noDataSlot("balance"), text: "随便写的文字" }, year2021)).toMatch(/只能是声明本身/);
    expect(textProblem({ slot: noDataSlot("balance"), text: "none" }, year2021)).toBeUndefined();
  });
});

describe.each(formats)("the text of $id", (format) => {
  const { sections } = format.narrative;
  const parts = sections.flatMap((section) => section.parts);

  it("has every section and every part once", () => {
    for (const ids of [sections.map(({ id }) => id), parts.map(({ id }) => id)])
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it("asks for texts that have a name", () => {
    const nameless = [...slotsOfFormat(format)].filter((slot) => labelOfSlot(slot, format) === slot);
    expect(nameless).toEqual([]);
  });

  it("compares “三公” with last year exactly where last year's figures are asked for", () => {
    const compares = [...slotsOfFormat(format)].some((slot) => slot.startsWith("reason.officialReception.lastYear."));
    expect(compares).toBe(format.comparesThreePublic);
  });
});
