import type { FactKey } from "@/lib/domain/words/fact-address";
import { blockerSentence, type Blocker } from "@/lib/domain/report/blockers";
import type { Obstacle } from "./desk-step";
import type { DeskPlace } from "../store/use-desk-place";
import type { Rehearsal } from "../figures/use-rehearsal";

/** What stands in the way of a step, in a sentence, with the way to where it is removed. */
export function obstacleOf(blocker: Blocker, { goTo, goToText, setTab, setView }: DeskPlace): Obstacle {
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
export function rehearsalObstacles({ layer, leave }: Rehearsal): Obstacle[] {
  return layer
    ? [
        {
          sentence: "正在彩排，页面上的数不是正式数据。请先采用、放弃或暂停彩排。",
          go: { label: "暂停彩排", run: () => leave() },
        },
      ]
    : [];
}
