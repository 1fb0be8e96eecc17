import { quoted } from "@/lib/domain/words/quoted";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import { namesOfPerformance } from "@/lib/domain/performance/stored-performance";
import { moneyUnitLabels } from "@/lib/domain/words/amounts";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { labelOfSlot, valueText } from "@/lib/domain/formats/stored-values";
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
  const { sheets } = model.tableSet;
  return (
    <>
      {conflicts.map(({ id, edit, theirs, by, at, message, mayKeepMine }) => (
        <div key={id} className="mb-2">
          <Callout tone="danger" title={`${nameOf(edit, model)}：${message}`} isAlert>
            <p className="break-words whitespace-pre-line">
              您填的是{quoted(mine(edit, sheets))}，现有内容是{quoted(theirsShown(edit, theirs, sheets))}
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
              您填的是{quoted(mine(edit, sheets))}。{reasons.join("")}
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
      return labelOfSlot(edit.slot, model.tableSet);
    case "performance":
      return "项目绩效";
    case "explanation":
      return "核实说明";
  }
}

const isMoney = (edit: Edit, sheets: EntrySheets) =>
  edit.kind !== "cell" || sheets.measureOf(parseFactKey(edit.key)) === "money";

function mine(edit: Edit, sheets: EntrySheets): string {
  if (edit.kind === "performance") return namesOfPerformance(edit.performance);
  if (edit.kind !== "cell") return edit.text || "空";
  return edit.input === "" ? "空" : isMoney(edit, sheets) ? `${edit.input} ${moneyUnitLabels[edit.unit]}` : edit.input;
}

function theirsShown(edit: Edit, theirs: Conflict["theirs"], sheets: EntrySheets): string {
  if ("performance" in theirs) return namesOfPerformance(theirs.performance);
  if ("text" in theirs) return theirs.text || "空";
  if (theirs.raw !== null) return theirs.raw;
  if (theirs.value === null) return "空";
  return edit.kind === "cell" ? valueText(sheets.measureOf(parseFactKey(edit.key)), theirs.value) : "空";
}
