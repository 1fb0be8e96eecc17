import { describe, expect, it } from "vitest";
import { cataloguesOf } from "../testing/catalogues";
import { offeredTexts, passedYears, uncheckedYears } from "./last-texts";

const { functional } = cataloguesOf(2022);
const sources = (last: Record<string, string>, now: Record<string, string> = {}) => ({
  texts: new Map(Object.entries(now)),
  lastTexts: new Map(Object.entries(last)),
  year: 2022,
  functional,
});

describe("a text that is offered", () => {
  it("is what was typed last year in the same place, for reasons, purposes, paragraphs and the profile alike", () => {
    for (const slot of [
      "reason.total.rise",
      "purpose.vehicleOperation",
      "stateAssets.otherVehiclesNote",
      "performance.assessment",
      "free.funds",
      "profile.duties",
    ])
      expect(offeredTexts(slot, sources({ [slot]: "上年的话" })), slot).toEqual([
        { from: "上年填写", text: "上年的话", years: [] },
      ]);
  });

  it("comes from the other direction, too, last year's or this year's, and says so", () => {
    expect(
      offeredTexts("reason.total.rise", sources({ "reason.total.fall": "甲" }, { "reason.total.fall": "乙" })),
    ).toMatchObject([
      { from: "上年填写（变动方向相反）", text: "甲" },
      { from: "变动方向已改变，原来填写", text: "乙" },
    ]);
  });

  it("is offered once, and not at all where there is none", () => {
    expect(
      offeredTexts("reason.total.rise", sources({ "reason.total.rise": "甲", "reason.total.fall": "甲" })),
    ).toHaveLength(1);
    expect(offeredTexts("reason.total.rise", sources({ "reason.total.rise": "" }))).toEqual([]);
  });

  it("follows a subject to the one that took it over", () => {
    expect(offeredTexts("reason.item.2080807.fall", sources({ "reason.item.2080804.fall": "机构划转" }))).toEqual([
      { from: "上年填写（原科目 2080804）", text: "机构划转", years: [] },
    ]);
    expect(offeredTexts("purpose.item.2080807", sources({ "purpose.item.2080804": "就业补助" }))).toMatchObject([
      { from: "上年填写（原科目 2080804）", text: "就业补助" },
    ]);
  });
});

describe("years in a text of last year", () => {
  it("that have passed are named as they are written, each once", () => {
    expect(passedYears("2020年度结转，2021年完工，2021年验收，2022年付款", 2022)).toEqual(["2020年度", "2021年"]);
  });

  it("are not numbers of documents, amounts or codes", () => {
    expect(passedYears("按财预〔2020〕10号，2021个项目，12021年不算", 2022)).toEqual([]);
  });

  it("are pointed out as long as the text is last year's word for word", () => {
    const last = { "reason.total.rise": "2021年度调资" };
    expect(uncheckedYears("reason.total.rise", sources(last, { "reason.total.rise": "2021年度调资" }))).toEqual([
      "2021年度",
    ]);
    expect(uncheckedYears("reason.total.rise", sources(last, { "reason.total.rise": "2021年度调资所致" }))).toEqual([]);
    expect(uncheckedYears("reason.total.rise", sources(last))).toEqual([]);
  });
});
