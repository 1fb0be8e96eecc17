import type { Page } from "@playwright/test";

/** Puts text on the clipboard of the page as a spreadsheet would, and pastes it. */
export async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.evaluate((kinds) => {
    const clipboard = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) clipboard.setData(kind, text);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }),
    );
  }, data);
}
