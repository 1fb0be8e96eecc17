/** The source of a regular expression that finds just this text. */
export function exactly(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
