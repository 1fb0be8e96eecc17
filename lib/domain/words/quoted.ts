/** A name in quotation marks; marks inside it become single ones (GB/T 15834—2011 4.8.3.3): “‘三公’经费支出决算表”. */
export function quoted(name: string): string {
  return `“${name.replaceAll("“", "‘").replaceAll("”", "’")}”`;
}
