import { expect, it } from "vitest";
import { thresholdEffect } from "./threshold-effect";

const asked = (keys: readonly string[], missing: number) => ({
  findings: keys.map((key) => ({ key, ruleId: key.split("@")[0]! })),
  missingTexts: Array.from({ length: missing }, (_, at) => `reason.${at}`),
});

it("names what comes and goes, by place, and how many reasons more", () => {
  expect(thresholdEffect(asked(["V-10@a", "V-10@b"], 3), asked(["V-10@b", "V-10@c", "V-35@d"], 5))).toEqual({
    coming: ["V-10", "V-35"],
    going: ["V-10"],
    reasons: 2,
  });
  expect(thresholdEffect(asked(["V-10@a"], 1), asked(["V-10@a"], 0))).toEqual({ coming: [], going: [], reasons: -1 });
});
