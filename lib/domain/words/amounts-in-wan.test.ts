import { describe, expect, it } from "vitest";
import { amountsInWan } from "./amounts-in-wan";

describe("amounts of a sentence in 万元", () => {
  it.each([
    ["本年收入合计 33,762,837.00 元，应为 33,762,900.00 元。", "本年收入合计 3,376.28 万元，应为 3,376.29 万元。"],
    ["相差 0.30 元", "相差 0.30 元"],
    ["相差 49.99 元", "相差 49.99 元"],
    ["相差 50.00 元", "相差 0.01 万元"],
    ["减少 -744,100.00 元", "减少 -74.41 万元"],
    ["没有发生额，应为 0.00 元", "没有发生额，应为 0.00 万元"],
    ["共 12 人，1,382.47 万元", "共 12 人，1,382.47 万元"],
  ])("%s", (sentence, told) => expect(amountsInWan(sentence)).toBe(told));
});
