import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with what axe finds on the page, rule by rule, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  // One run inside the page, and only what is wrong handed out: three times as quick. The other mode is for frames of other origins, of which there are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n    ${nodes.slice(0, 5).map(({ target }) => target.join(" ")).join("\n    ")}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}
