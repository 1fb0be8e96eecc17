import type { BrowserContext } from "@playwright/test";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";

/**
 * What whoever opens the report anew finds in an entered cell: as the server writes it into the page, without a page
 * being opened.
 */
export async function storedFigure(
  { request }: Pick<BrowserContext, "request">,
  { unitCode, year }: { unitCode: string; year: number },
  key: FactKey,
): Promise<string> {
  // The server ends a connection that nobody used for five seconds, now and then the moment it is used again.
  const answer = await request.get(`/desk/${unitCode}/${year}?view=${parseFactKey(key).sheet}`, { maxRetries: 1 });
  const input = (await answer.text()).match(/<input[^>]*>/g)?.find((tag) => tag.includes(`data-key="${key}"`));
  const value = input && / value="([^"]*)"/.exec(input)?.[1];
  if (value === undefined) throw new Error(`The page (${answer.status()}) has no input for ${key}.`);
  return value;
}
