import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { noPerformance } from "../performance/entries";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { factKey, type FactKey } from "../words/fact-address";
import { freeSlot, noDataSlot, noDataStatement } from "../words/facts";

const catalogues = cataloguesOf(2021);
const none: ReadonlyMap<string, string> = new Map();

/** The real unit's report without some figures and with others. */
function report(
  without: (key: FactKey) => boolean,
  { amounts = [], texts = none }: { amounts?: readonly (readonly [FactKey, number])[]; texts?: typeof none } = {},
) {
  const kept = [...luozhuangFacts.amounts].filter(([key]) => !without(key));
  return createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    performance: noPerformance,
    facts: { amounts: new Map([...kept, ...amounts]), texts },
  });
}

const of = (model: ReturnType<typeof report>, ruleId: string) =>
  model
    .findings()
    .filter((finding) => finding.ruleId === ruleId)
    .map(({ message }) => message);

describe("a blank in a message (D15)", () => {
  const ofExpenditure = (key: FactKey) => key.startsWith("expenditure:");

  it("of a sheet that nobody has filled in is not told as nothing spent", () => {
    const model = report(ofExpenditure);
    const messages = [...of(model, "L-12"), ...of(model, "L-14"), ...of(model, "B-33")];
    expect(messages.length).toBeGreaterThan(2);
    for (const message of messages) {
      expect(message).toContain("尚未填写（“支出”表）");
      expect(message).not.toContain("没有发生额");
    }
  });

  it("is told anew when the sheet is stated to be empty", () => {
    const model = report(ofExpenditure);
    model.findings();
    model.setTexts(new Map([[noDataSlot("expenditure"), noDataStatement]]));
    expect(of(model, "L-12").join()).toContain("没有发生额");
    expect(of(model, "L-12").join()).not.toContain("尚未填写");
  });

  it("of an item names the cell that is blank", () => {
    const model = report((key) => /^threePublic:(?:official|domestic|foreign)Reception/.test(key), {
      amounts: [[factKey("basicExpenditure", "30217", "", "amount"), 138_600_00]],
    });
    const [message] = of(model, "L-16");
    expect(message).toMatch(/尚未填写（“三公”经费.*公务接待费.*决算数）/);
    expect(message).not.toContain("没有发生额");
  });

  it("of a filled sheet is nothing spent, as before", () => {
    const model = report((key) => key.startsWith("expenditure:2080505:"));
    expect(of(model, "L-12").join()).toContain("没有发生额");
  });
});

describe("a number that the report does not know (L-35)", () => {
  it("is nearest to what is counted in the same unit", () => {
    const texts = new Map([[freeSlot("otherMatters"), "本单位共有车辆99辆，其中新能源3辆，接待777批次。"]]);
    const messages = of(
      report(() => false, { texts }),
      "L-35",
    );
    expect(messages.filter((message) => /“99辆”|“3辆”/.test(message))).toHaveLength(2);
    for (const message of messages)
      expect(message).toMatch(/“\d+辆”/.test(message) ? /最接近的是[^，。]*（辆）/ : /最接近的是[^，。]*（批）/);
  });
});

describe("a statement that cannot be true (L-63)", () => {
  it("is asked about once", () => {
    const model = report((key) => key.startsWith("stateAssets:"), {
      texts: new Map([[noDataSlot("stateAssets"), noDataStatement]]),
    });
    expect(of(model, "L-63")).toHaveLength(1);
    expect(of(model, "L-64").filter((message) => message.includes("国有资产"))).toEqual([]);
  });
});
