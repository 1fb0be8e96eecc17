// Every page that everybody may read (server/routes.ts), in every form that it is read in.
import { expect, test, type Browser, type Page } from "@playwright/test";
import { publicAddresses } from "./server/routes";
import { forbiddenByPolicy } from "./support/policy";
import { problemsOfForms } from "./support/page-forms";

for (const [area, addresses] of Object.entries(publicAddresses()))
  test(`pages of the ${area} are whole in every form: keyboard, any screen, paper, forced colours, without scripts`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(600_000);
    const plain = await withoutScripts(browser);
    const forbidden = forbiddenByPolicy(page);
    let pages = 0;
    for (const address of addresses) {
      const { "content-type": type } = (await page.request.head(address)).headers();
      if (!type?.startsWith("text/html")) continue;
      pages++;
      await test.step(address, async () => {
        let missing = await missingWithoutScripts(plain, page, address);
        // Something may have been published or signed between the two.
        if (missing.length > 0) missing = await missingWithoutScripts(plain, page, address);
        const problems = [...missing, ...(await problemsOfForms(page))];
        expect.soft(problems, address).toEqual([]);
      });
    }
    expect(pages).toBeGreaterThan(5);
    expect(forbidden).toEqual([]);
    await plain.context().close();
  });

async function withoutScripts(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ ...test.info().project.use, javaScriptEnabled: false });
  return context.newPage();
}

/** Loads a page in both; lines and links that `whole` shows and `plain` does not. */
async function missingWithoutScripts(plain: Page, whole: Page, address: string): Promise<string[]> {
  await whole.goto(address);
  await plain.goto(address);
  const read = async (page: Page) => [
    ...(await page.locator("body").innerText()).split("\n").map((line) => line.trim()),
    ...(await page.locator("a[href]").evaluateAll((links) => links.map((link) => `→ ${link.getAttribute("href")}`))),
  ];
  const there = new Set(await read(plain));
  return [...new Set(await read(whole))]
    .filter((line) => !there.has(line))
    .map((line) => `without scripts: no ${line}`);
}
