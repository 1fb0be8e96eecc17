import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const CONTRAST = "color-contrast";
/** Rows, items and paragraphs are of one declaration each; whether the colours of thousands of figures contrast takes longer than all other rules together. */
const MORE_OF_THE_SAME = ["tbody tr:nth-child(n+5)", "li:nth-child(n+7)", "p:nth-of-type(n+6)"];

/** Fails with what axe finds on the page, rule by rule, and where. Contrast is measured in the first of many rows, items and paragraphs. */
export async function expectAccessible(page: Page): Promise<void> {
  const whole = await axe(page).disableRules(CONTRAST).analyze();
  const contrast = await MORE_OF_THE_SAME.reduce((rule, more) => rule.exclude(more), axe(page).withRules(CONTRAST)).analyze();
  const found = [...whole.violations, ...contrast.violations].map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.slice(0, 5).map(({ target }) => target.join(" ")).join("\n    ")}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** One run inside the page, and only what is wrong handed out: three times as quick. The other mode is for frames of other origins, of which there are none. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
}
