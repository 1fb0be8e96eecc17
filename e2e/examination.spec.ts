// What the other specs rely on: the examination of a page finds what is wrong, also where it saves work.
import { expect, test, type Page } from "@playwright/test";
import { examine } from "./support/accessibility";

const show = (page: Page, content: string) =>
  page.setContent(`<html lang="zh-CN"><title>决算</title><main><h1>决算</h1>${content}</main></html>`);
const pale = '<p style="color: #999; background: #fff">看不清的字</p>';

test("what nobody can read is found wherever and however often it stands, under texts that were measured before", async ({
  page,
}) => {
  for (const _ of [1, 2, 3]) {
    await show(page, `${"<p>看得清的字</p>".repeat(5)}`);
    expect(await examine(page)).toEqual([]);
  }
  for (const _ of [1, 2, 3]) {
    await show(page, `${"<p>看得清的字</p>".repeat(5)}${pale}`);
    expect(await examine(page)).toEqual([expect.stringMatching(/^color-contrast/)]);
  }
});

test("what was hidden or disabled where it was met first is measured where it is shown", async ({ page }) => {
  const button = (rest: string) => `<button style="color: #999; background: #fff" ${rest}>保存</button>`;
  for (const rest of ["hidden", "disabled"]) {
    await show(page, button(rest).repeat(3));
    expect(await examine(page)).toEqual([]);
  }
  await show(page, button(""));
  expect(await examine(page)).toEqual([expect.stringMatching(/^color-contrast/)]);
});

test("of a page under a dialog the dialog is examined, and only where the page is out of reach", async ({ page }) => {
  const under = (rest: string, inside: string) =>
    page.setContent(
      `<html lang="zh-CN"><title>决算</title><main ${rest}><h1>决算</h1>${pale}</main>
       <div role="dialog" aria-label="上报">${inside}</div></html>`,
    );
  await under("inert", "<p>看得清的字</p>");
  expect(await examine(page)).toEqual([]);
  await under("inert", '<img src="data:,">');
  expect(await examine(page)).toEqual([expect.stringMatching(/^image-alt/)]);
  await under("", "<p>看得清的字</p>");
  expect(await examine(page)).toContainEqual(expect.stringMatching(/^color-contrast/));
});
