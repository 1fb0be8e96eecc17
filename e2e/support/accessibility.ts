import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const CONTRAST = "color-contrast";
const SAME = "data-looks-the-same";
/** As many texts of the same looks are measured. */
const MEASURED = 2;

/**
 * Fails with what axe finds on the page, rule by rule, and where. Contrast takes longer than all other rules together
 * where thousands of figures stand: of texts in the same colour, size and weight on the same ground, two are measured.
 */
export function expectAccessible(page: Page): Promise<void> {
  return test.step("axe finds nothing", () => examine(page));
}

async function examine(page: Page): Promise<void> {
  const whole = await axe(page).disableRules(CONTRAST).analyze();
  await page.evaluate(markSameLooks, { attribute: SAME, measured: MEASURED });
  const contrast = await axe(page).withRules(CONTRAST).exclude(`[${SAME}]`).analyze();
  await page.evaluate(
    (attribute) => document.querySelectorAll(`[${attribute}]`).forEach((element) => element.removeAttribute(attribute)),
    SAME,
  );
  const found = [...whole.violations, ...contrast.violations].map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes
        .slice(0, 5)
        .map(({ target }) => target.join(" "))
        .join("\n    ")}`,
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/**
 * One run inside the page, and only what is wrong handed out: three times as quick. The other mode is for frames of
 * other origins, of which there are none.
 */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
}

/** Runs in the page: marks what has nothing in it but texts whose looks have been seen often enough. */
function markSameLooks({ attribute, measured }: { attribute: string; measured: number }): void {
  const seen = new Map<string, number>();
  const hasText = (element: Element) =>
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    [...element.childNodes].some(({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim());
  for (const element of document.body.querySelectorAll("*")) {
    if (element.childElementCount > 0 || !hasText(element)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const ground: string[] = [];
    for (let each: Element | null = element; each; each = each.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || opacity !== "1")
        ground.push(`${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    const looks = [element.tagName, color, fontSize, fontWeight, ...ground].join("|");
    const times = (seen.get(looks) ?? 0) + 1;
    seen.set(looks, times);
    if (times > measured) element.setAttribute(attribute, "");
  }
}
