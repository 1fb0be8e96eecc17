/** What stands for something of each unit in the words of a reminder (催报). */
export const reminderPlaces = {
  单位: "单位名称",
  年度: "决算年度",
  截止日期: "该单位的上报截止日期，延期的按延期后的日期",
  期限情况: "还有几天，或已逾期几天",
  状态: "未开始、填报中或已退回",
} as const;
export type ReminderPlace = keyof typeof reminderPlaces;

/** The words that a reminder begins with. */
export const initialReminder =
  "{单位}：\n{年度}年度决算的上报截止日期为{截止日期}，{期限情况}。你单位的决算目前{状态}，请抓紧办理并上报；确有困难的，请及时与财政局联系。";

/** Longest reminder, with its places unfilled. */
export const longestReminder = 1_000;

const place = /\{([^{}]*)\}/g;

const isPlace = (name: string): name is ReminderPlace => Object.hasOwn(reminderPlaces, name);

/** Names in braces that stand for nothing. */
export function unknownPlaces(template: string): string[] {
  return [...new Set([...template.matchAll(place)].map(([, name]) => name!).filter((name) => !isPlace(name)))];
}

/** The words for one unit. */
export function fillReminder(template: string, of: Record<ReminderPlace, string>): string {
  return template.replaceAll(place, (whole, name: string) => (isPlace(name) ? of[name] : whole));
}
