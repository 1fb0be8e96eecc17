/** The format of a department's accounts: that of its units, with the words that the format declares for departments. */
import type { Format } from "./define";

const made = new WeakMap<Format, Format>();

/** Made once for each format; the format itself where its documents are departments' already. */
export function departmentFormat(format: Format): Format {
  const { departments } = format;
  if (!departments) return format;
  const known = made.get(format);
  if (known) return known;
  const inWords = <Node>(node: Node): Node => translated(node, departments.words);
  const own: Format = {
    ...format,
    document: departments.document,
    print: { ...format.print, unitLine: departments.unitLine },
    tables: format.tables.map((table) =>
      table.emptyStatement === undefined ? table : { ...table, emptyStatement: inWords(table.emptyStatement) },
    ),
    narrative: inWords(format.narrative),
  };
  made.set(format, own);
  return own;
}

/** The same declaration with other words in its texts. */
function translated<Node>(node: Node, words: readonly (readonly [string, string])[]): Node {
  if (typeof node === "string")
    return words.reduce<string>((text, [word, other]) => text.replaceAll(word, other), node) as Node;
  if (Array.isArray(node)) return node.map((each: unknown) => translated(each, words)) as Node;
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, translated(each, words)])) as Node;
}
