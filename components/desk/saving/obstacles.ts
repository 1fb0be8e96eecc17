import type { FactKey } from "@/lib/domain/words/fact-address";
import { blockerSentence, type Blocker } from "@/lib/domain/report/blockers";
import type { Ways } from "../store/ways";

/** One thing that stands in the way of a step, with the way to it. */
export interface Obstacle {
  sentence: string;
  go?: { label: string; run: () => void };
}

/** What stands in the way of a step, in a sentence, with the way to where it is removed. */
export function obstacleOf(blocker: Blocker, { goTo, goToText, setTab, setView }: Ways): Obstacle {
  const sentence = blockerSentence(blocker);
  switch (blocker.code) {
    case "invalidInputs":
      return { sentence, go: { label: "去改正", run: () => goTo(blocker.addresses[0] as FactKey) } };
    case "blankFigures":
      return { sentence, go: { label: "去填写", run: () => goTo(blocker.keys[0]!) } };
    case "blockingFindings":
      return { sentence, go: { label: "逐条查看", run: () => setTab("checks") } };
    case "unexplainedFindings":
      return { sentence, go: { label: "去说明", run: () => setTab("checks") } };
    case "unansweredComments":
    case "unresolvedComments":
      return { sentence, go: { label: "去答复", run: () => setTab("comments") } };
    case "missingTexts":
      return { sentence, go: { label: "去填写", run: () => goToText({ slot: blocker.slots[0]! }) } };
    case "emptySheetNotStated":
      return { sentence, go: { label: "去填写", run: () => setView(blocker.sheet) } };
    default:
      return { sentence };
  }
}

/** A step is taken on the report's own figures, so nobody takes one with others before their eyes. */
export function rehearsalObstacle(leave: () => void): Obstacle {
  return {
    sentence: "正在彩排，页面上的数不是正式数据。请先采用、放弃或暂停彩排。",
    go: { label: "暂停彩排", run: leave },
  };
}

/** A step is taken on what the store holds, so nothing may still be on its way there. */
export const unsaved: Obstacle = { sentence: "还有内容没有保存。请等保存完成，或先处理未保存的内容。" };
