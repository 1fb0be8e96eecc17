import { describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import { noRehearsal, rehearsalFrom, type StoredRehearsal } from "./stored-rehearsal";

const figure = {
  key: factKey("income", "2010301", "", "generalPublicBudget"),
  was: { value: 100, raw: null },
  now: { value: null, raw: "一百" },
};

describe("a kept rehearsal", () => {
  it("is read back as it was", () => {
    const kept: StoredRehearsal = { figures: [figure], at: "2022-05-10T08:00:00.000Z" };
    expect(rehearsalFrom(JSON.stringify(kept))).toEqual(kept);
  });

  it("is none where something else was kept", () => {
    const bent = [
      { ...figure, key: "nowhere" },
      { ...figure, now: { value: 1.5, raw: null } },
      { ...figure, was: null },
    ];
    for (const rubbish of [
      null,
      "",
      "[]",
      "{",
      '{"figures":[{}],"at":null}',
      ...bent.map((each) => JSON.stringify({ figures: [each], at: null })),
    ])
      expect(rehearsalFrom(rubbish)).toEqual(noRehearsal);
  });
});
