import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

/** The rules that compare colours: both take long where thousands of figures stand. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const SAME = "data-looks-the-same";
/** As many texts of the same looks are measured. */
const MEASURED = 2;

/**
 * Fails with what axe finds on the page, rule by rule, and where. Comparing colours takes longer than all other rules
 * together: of texts in the same colour, size and weight on the same ground, two are measured, and on a phone only in
 * stories that the wide screen does not tell, because colours do not depend on the width.
 */
export function expectAccessible(page: Page): Promise<void> {
  return test.step("axe finds nothing", async () => {
    expect(await examine(page), `axe on ${page.url()}`).toEqual([]);
  });
}

/** What axe finds, rule by rule, and where. */
export async function examine(page: Page): Promise<string[]> {
  const { violations } = await (await axe(page)).disableRules(COLOURS).analyze();
  const { project, tags } = test.info();
  const colours = project.name.startsWith("phone") && !tags.includes("@phone-only") ? [] : await compareColours(page);
  return [...listed(violations), ...colours];
}

/** What depends on the width alone: what scrolls is reached by keyboard, what is pressed is not too small. */
export async function examineTargets(page: Page): Promise<string[]> {
  return listed(
    (await (await axe(page)).withRules(["scrollable-region-focusable", "target-size"]).analyze()).violations,
  );
}

/** Colours as they are at this moment. */
export async function compareColours(page: Page): Promise<string[]> {
  await page.evaluate(markSameLooks, { attribute: SAME, measured: MEASURED });
  const { violations } = await (await axe(page)).withRules(COLOURS).exclude(`[${SAME}]`).analyze();
  await page.evaluate(
    (attribute) => document.querySelectorAll(`[${attribute}]`).forEach((element) => element.removeAttribute(attribute)),
    SAME,
  );
  return listed(violations);
}

function listed(violations: Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"]): string[] {
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes
        .slice(0, 5)
        .map(({ target }) => target.join(" "))
        .join("\n    ")}`,
  );
}

/**
 * One run inside the page, and only what is wrong handed out: three times as quick. The other mode is for frames of
 * other origins, of which there are none. A page that has axe is not handed it again, which would take as long as a run.
 */
async function axe(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => "axe" in window);
  const builder = new AxeBuilder({ page, ...(isThere && { axeSource: ";" }) });
  return builder.setLegacyMode(true).options({ resultTypes: ["violations"] });
}

/**
 * Runs in the page: marks what has nothing in it but texts whose looks have been seen often enough. What is marked is
 * left out with everything inside it.
 */
function markSameLooks({ attribute, measured }: { attribute: string; measured: number }): void {
  const seen = new Map<string, number>();
  const hasText = (element: Element) =>
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    [...element.childNodes].some(({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim());
  const looksOf = (element: Element) => {
    const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
    const ground: string[] = [];
    for (let each: Element | null = element; each; each = each.parentElement) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
      if (backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || opacity !== "1")
        ground.push(`${backgroundColor} ${backgroundImage} ${opacity}`);
    }
    return [element.tagName, color, fontSize, fontWeight, textDecorationLine, ...ground].join("|");
  };
  const repeated = [...document.body.querySelectorAll("*")].filter(hasText).filter((element) => {
    const looks = looksOf(element);
    const times = (seen.get(looks) ?? 0) + 1;
    seen.set(looks, times);
    return times > measured;
  });
  const again = new Set(repeated);
  // As few as can be: axe compares every element of the page with each of them.
  const mark = (element: Element): void => {
    const texts = [element, ...element.querySelectorAll("*")].filter(hasText);
    if (texts.length === 0) return;
    if (texts.every((text) => again.has(text))) element.setAttribute(attribute, "");
    else for (const child of element.children) mark(child);
  };
  mark(document.body);
}
