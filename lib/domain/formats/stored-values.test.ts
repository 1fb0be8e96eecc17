import { describe, expect, it } from "vitest";
import { formatOf } from "./format-of";
import { memberUnitsSlot, textSlots } from "../words/facts";
import { labelOfSlot, slotOfAddress, storedValueText } from "./stored-values";

const format = formatOf("fy2022");
const { sheets } = format;

describe("stored values in words", () => {
  it.each([
    ["income:2010301::generalPublicBudget", "9409275", "9,409,275.00 元"],
    ["income:2010301::generalPublicBudget", "-12.30", "-12.30 元"],
    ["income:2010301::generalPublicBudget", "十二万", "十二万"],
    ["stateAssets:vehicles::count", "8", "8"],
    ["stateAssets:vehicles::count", "8.00", "8"],
    ["text:profile.duties", "承担文电工作。", "承担文电工作。"],
    ["text:noData.balance", "none", "已声明"],
    ["income:2010301::generalPublicBudget", null, "空"],
    ["text:profile.duties", "", "空"],
  ])("%s %s", (address, stored, text) => expect(storedValueText(address, stored, sheets)).toBe(text));

  it("names text slots", () => {
    expect(slotOfAddress("text:profile.duties")).toBe("profile.duties");
    expect(slotOfAddress("income:2010301::otherIncome")).toBeNull();
    expect(labelOfSlot("noData.balance", format)).toBe("本表无数据声明：结转结余");
    expect(labelOfSlot("profile.structure", format)).toBe("机构设置");
  });

  it("names the texts of the first part as the document of the year prints them", () => {
    const named = (id: string) =>
      [textSlots.duties, textSlots.structure, memberUnitsSlot].map((slot) => labelOfSlot(slot, formatOf(id)));
    expect(named("fy2022").slice(0, 2)).toEqual(["单位职责", "机构设置"]);
    expect(named("shanghai-2024")).toEqual(["主要职能", "机构设置", "部门决算单位构成"]);
  });
});
