/**
 * What an accountant does next, from what stands in the way of 上报. One thing, the first that everything else waits for.
 */
import { parseFactKey, type FactKey } from "../words/fact-address";
import type { Blocker } from "./blockers";

export interface NextStep {
  label: string;
  /** Where on the desk it is done. */
  place: { view?: string; tab?: "checks" | "comments" };
}

/** `blockers` are those of 上报 on the report as it is stored; `null` where nothing of it is the unit's to do. */
export function nextStepOf(blockers: readonly Blocker[]): NextStep | null {
  const find = <Code extends Blocker["code"]>(code: Code) =>
    blockers.find((blocker): blocker is Extract<Blocker, { code: Code }> => blocker.code === code);
  if (find("formatMissing")) return null;
  if (find("totalOutdated")) return { label: "核对汇总的变动", place: {} };
  const comments = find("unansweredComments");
  if (comments) return { label: `答复 ${comments.count} 条审核意见`, place: { tab: "comments" } };
  const invalid = find("invalidInputs");
  if (invalid)
    return {
      label: `改正 ${invalid.count} 处无效内容`,
      place: { view: parseFactKey(invalid.addresses[0] as FactKey).sheet },
    };
  const empty = find("emptySheetNotStated");
  if (empty) return { label: `填写：${empty.label}`, place: { view: empty.sheet } };
  const blank = find("blankFigures");
  if (blank) return { label: `填写 ${blank.count} 个数`, place: { view: parseFactKey(blank.keys[0]!).sheet } };
  const wrong = find("blockingFindings");
  if (wrong) return { label: `改正 ${wrong.count} 条未通过的审核`, place: { tab: "checks" } };
  const texts = find("missingTexts");
  if (texts)
    return {
      label: `填写 ${texts.count} 处文字`,
      place: {
        view: texts.slots[0]?.startsWith("profile.") ? "profile" : "narrative",
      },
    };
  const rare = find("rareCharacters");
  if (rare) return { label: `改写 ${rare.count} 处字库没有的字`, place: {} };
  const unexplained = find("unexplainedFindings");
  if (unexplained) return { label: `说明 ${unexplained.count} 条审核结果`, place: { tab: "checks" } };
  const refused = find("refusedExplanations");
  if (refused) return { label: `修改 ${refused.count} 条未被认可的说明`, place: { tab: "checks" } };
  return { label: "核对并上报", place: {} };
}
