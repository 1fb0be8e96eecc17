import { Parser } from "htmlparser2";

/** What of a page is read to nobody. */
const silent = new Set(["script", "style", "noscript", "template", "textarea"]);

/**
 * The text of a page of somebody else's site as a reader sees it, its title first. In the encoding that it says itself;
 * Chinese sites of older times say GB2312 and mean GB18030.
 *
 * @param bytes its beginning, or all of it
 */
export function pageText(bytes: Uint8Array, contentType: string): string {
  const parts: string[] = [];
  let unseen = 0;
  const parser = new Parser({
    onopentag: (name) => void (silent.has(name) && (unseen += 1)),
    onclosetag: (name) => void (silent.has(name) && (unseen -= 1)),
    ontext: (text) => void (unseen === 0 && parts.push(text)),
  });
  parser.end(decoded(bytes, contentType));
  return parts.join("");
}

/** Where a page says its encoding, it does so within its first bytes (HTML 13.2.3.2). */
const SAID_WITHIN = 1024;

function decoded(bytes: Uint8Array, contentType: string): string {
  const beginning = new TextDecoder("latin1").decode(bytes.subarray(0, SAID_WITHIN));
  const said = /charset\s*=\s*["']?([\w-]+)/i;
  const label = (said.exec(contentType) ?? said.exec(beginning))?.[1] ?? "utf-8";
  return decoderOf(label).decode(bytes);
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(/^gb/i.test(label) ? "gb18030" : label);
  } catch {
    return new TextDecoder();
  }
}
