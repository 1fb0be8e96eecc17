/** Sentence for what a page cannot do that was opened before the system was updated: its calls are known to nobody now. */
export const otherRelease =
  "系统已经更新，本页是更新前打开的，这一步没有办理。请先复制本页上还没有保存的文字，刷新本页后再办理。";

/** Whether a call failed because another release answers than the one that the page came from. */
export function isOfOtherRelease(error: unknown): boolean {
  // By its name, as `unstable_isUnrecognizedActionError` of Next, without loading its router here.
  return error instanceof Error && error.name === "UnrecognizedActionError";
}
