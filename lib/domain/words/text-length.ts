/**
 * What a person is told of a text that is longer than can be stored; `undefined` when it is not. It is never cut: what
 * was pasted stays in its field until the person shortens it.
 */
export function tooLong(text: string, longest: number): string | undefined {
  return text.length > longest ? `现有${text.length}个字，最多${longest}个字，请精简后保存。` : undefined;
}

/** The same as the `error` of a field; nothing where there is none. */
export function lengthError(text: string, longest: number): { error?: string } {
  const error = tooLong(text, longest);
  return error === undefined ? {} : { error };
}
