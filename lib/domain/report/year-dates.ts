/** What an administrator may change of an opened year: its dates, and its format while nobody has begun. */
import { formatLabel } from "../formats/format-of";
import type { Day } from "../register/days";

export interface YearDates {
  /** Id of a format. */
  tableSetId: string;
  opensAt: Day;
  deadline: Day;
}

/** What is otherwise with a year than before, as sentences without their full stops; empty where nothing is. */
export function yearDatesChanges(before: YearDates, now: YearDates): string[] {
  return [
    ...(before.tableSetId === now.tableSetId
      ? []
      : [`报表格式由“${formatLabel(before.tableSetId)}”改为“${formatLabel(now.tableSetId)}”`]),
    ...(before.opensAt === now.opensAt ? [] : [`填报开始日期由 ${before.opensAt} 改为 ${now.opensAt}`]),
    ...(before.deadline === now.deadline ? [] : [`上报截止日期由 ${before.deadline} 改为 ${now.deadline}`]),
  ];
}
