import { expect, it } from "vitest";
import type { Severity } from "../words/finding";
import { hasEffect, switchEffect, type JudgedReport } from "./switch-effect";

/** `V-10@a explain`: a finding; with `!` nobody has explained it. */
function judged(...lines: string[]): JudgedReport {
  const findings = lines.map((line) => {
    const [key, severity] = line.replace("!", "").split(" ");
    return { key: key!, ruleId: key!.split("@")[0]!, severity: severity as Severity };
  });
  return { findings, unexplained: lines.flatMap((line, at) => (line.endsWith("!") ? [findings[at]!.key] : [])) };
}

it.each<[string, JudgedReport, JudgedReport, ReturnType<typeof switchEffect>]>([
  [
    "a rule is switched off",
    judged("V-10@a explain!", "V-10@b explain", "V-20@a hint"),
    judged("V-20@a hint"),
    { coming: [], going: ["V-10", "V-10"], weighed: [], asked: [], released: ["V-10"] },
  ],
  [
    "it is switched on again: what was explained before is not asked for",
    judged("V-20@a hint"),
    judged("V-10@a explain!", "V-10@b explain", "V-20@a hint"),
    { coming: ["V-10", "V-10"], going: [], weighed: [], asked: ["V-10"], released: [] },
  ],
  [
    "a hint is raised",
    judged("V-20@a hint", "V-20@b hint"),
    judged("V-20@a explain!", "V-20@b explain!"),
    { coming: [], going: [], weighed: ["V-20", "V-20"], asked: ["V-20", "V-20"], released: [] },
  ],
  [
    "nothing is different",
    judged("V-10@a explain!"),
    judged("V-10@a explain!"),
    { coming: [], going: [], weighed: [], asked: [], released: [] },
  ],
])("%s", (_, before, after, effect) => {
  expect(switchEffect(before, after)).toEqual(effect);
  expect(hasEffect(effect)).toBe(Object.values(effect).some((ids) => ids.length > 0));
});
