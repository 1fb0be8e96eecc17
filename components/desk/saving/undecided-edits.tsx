import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/components/ui/format-date";
import { namesOfPerformance } from "@/lib/domain/performance/stored-performance";
import { formatForInput, moneyUnitLabels } from "@/lib/domain/words/amounts";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { measureOf } from "@/lib/domain/formats/sheets";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { Edit } from "../edits/edit";
import type { Conflict } from "../edits/edit-queue";
import { UnreadEdit } from "./unread-edit";
import { useDesk, useDeskActs, useSaving } from "../store/use-desk";

/** Inputs that a person has to decide on: somebody else was there first, or the server will not take them. */
export function UndecidedEdits() {
  const { queue, discard } = useDeskActs();
  const { conflicts, refusals, unread } = useSaving();
  const model = useDesk(({ seen }) => seen.model);
  return (
    <>
      {conflicts.map(({ id, edit, theirs, by, at, message, mayKeepMine }) => (
        <div key={id} className="mb-2">
          <Callout tone="danger" title={`${nameOf(edit, model)}：${message}`} isAlert>
            <p className="break-words whitespace-pre-line">
              您填的是“{mine(edit)}”，现有内容是“{theirsShown(edit, theirs)}”
              {by && `，由${by}${at ? `于 ${formatDateTime(new Date(at))} ` : ""}保存`}。
            </p>
            <div className="mt-1 flex flex-wrap gap-2">
              <Button onPress={() => discard(edit, theirs)}>采用现有内容</Button>
              {mayKeepMine && <Button onPress={() => queue.keepMine(id)}>保留我的</Button>}
            </div>
          </Callout>
        </div>
      ))}
      {refusals.map(({ id, edit, reasons }) => (
        <div key={id} className="mb-2">
          <Callout tone="danger" title={`${nameOf(edit, model)}：未能保存`} isAlert>
            <p className="break-words">
              您填的是“{mine(edit)}”。{reasons.join("")}
            </p>
            <div className="mt-1 flex flex-wrap gap-2">
              <Button onPress={() => queue.retry(id)}>重试</Button>
              <Button onPress={() => discard(edit, null)}>放弃这处修改</Button>
            </div>
          </Callout>
        </div>
      ))}
      {unread.map((each) => (
        <div key={each} className="mb-2">
          <UnreadEdit unread={each} onDiscard={() => queue.discardUnread(each)} />
        </div>
      ))}
    </>
  );
}

function nameOf(edit: Edit, model: ReportModel): string {
  switch (edit.kind) {
    case "cell":
      return model.labelOfFact(edit.key);
    case "text":
      return labelOfSlot(edit.slot);
    case "performance":
      return "项目绩效";
    case "explanation":
      return "核实说明";
  }
}

const isCount = (edit: Edit) => edit.kind === "cell" && measureOf(parseFactKey(edit.key)) === "count";

function mine(edit: Edit): string {
  if (edit.kind === "performance") return namesOfPerformance(edit.performance);
  if (edit.kind !== "cell") return edit.text || "空";
  return edit.input === "" ? "空" : isCount(edit) ? edit.input : `${edit.input} ${moneyUnitLabels[edit.unit]}`;
}

function theirsShown(edit: Edit, theirs: Conflict["theirs"]): string {
  if ("performance" in theirs) return namesOfPerformance(theirs.performance);
  if ("text" in theirs) return theirs.text || "空";
  if (theirs.raw !== null) return theirs.raw;
  if (theirs.value === null) return "空";
  return isCount(edit) ? String(theirs.value) : `${formatForInput(theirs.value, "yuan")} ${moneyUnitLabels.yuan}`;
}
