const inline = "a|span|strong|em|mark|code|b|i|small|sup|sub|label|svg|rect|title|desc|text|line";

/** What somebody reads of a page and where its links lead, one a line: its blocks in their order, then its links. */
export function shownLines(html: string): string[] {
  const body = html.replaceAll(/<!--[^]*?-->/g, "").replaceAll(/<(head|script|style|template)\b[^]*?<\/\1>/g, "");
  const blocks = body
    .replaceAll(new RegExp(`</?(?:${inline})\\b[^>]*>`, "g"), "")
    .replaceAll(/<[^>]+>/g, "\n")
    .split("\n")
    .map((line) => textOf(line))
    .filter((line) => line !== "");
  const links = [...body.matchAll(/<a\b[^>]*?href="([^"]*)"[^>]*>([^]*?)<\/a>/g)].map(
    ([, href, content]) => `link ${textOf(href!)} ${textOf(content!.replaceAll(/<[^>]+>/g, ""))}`,
  );
  return [...blocks, ...links];
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function textOf(piece: string): string {
  return piece
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name]!)
    .replaceAll(/\s+/g, " ")
    .trim();
}
