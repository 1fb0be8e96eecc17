/** Days in statements as people have them (`chinaDay` of lib/domain/words/moments.ts): in China, as text. */

/** SQL of the day in China of a moment. */
export function chinaDate(moment: string): string {
  return `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`;
}

/** SQL of a day as the domain has it: `2022-08-31`. */
export function dayText(day: string): string {
  return `to_char(${day}, 'YYYY-MM-DD')`;
}

/** SQL of the day in China of a moment, as the domain has it. */
export function chinaDayText(moment: string): string {
  return dayText(chinaDate(moment));
}
