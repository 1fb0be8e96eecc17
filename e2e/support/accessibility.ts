import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

/** The rules that compare colours: both take long where thousands of figures stand. */
const COLOURS = ["color-contrast", "link-in-text-block"];
const SAME = "data-looks-the-same";
/** What is open over a page that nobody can reach meanwhile. */
const DIALOG = "[role=dialog]";
/** As many texts of the same looks are measured. */
const MEASURED = 2;

/** How many texts of each looks this process has measured and found readable, on whatever page they stood. */
const measured = new Map<string, number>();

/**
 * Fails with what axe finds on the page, rule by rule, and where; of a page under an open dialog nothing can be reached,
 * and the dialog alone is examined. Comparing colours takes longer than all other rules
 * together: of texts in the same colour, size and weight on the same ground, two are measured in a run, and on a phone
 * only in stories that the wide screen does not tell, because colours do not depend on the width.
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

/** Colours as they are at this moment, of looks that have not been measured often enough. */
export async function compareColours(page: Page): Promise<string[]> {
  const here = await page.evaluate(markSameLooks, {
    within: (await isUnderDialog(page)) ? DIALOG : "body",
    attribute: SAME,
    most: MEASURED,
    measured: [...measured],
  });
  if (here.length === 0) return [];
  const { violations } = await (await axe(page)).withRules(COLOURS).exclude(`[${SAME}]`).analyze();
  await page.evaluate(
    (attribute) => document.querySelectorAll(`[${attribute}]`).forEach((element) => element.removeAttribute(attribute)),
    SAME,
  );
  // What is wrong on one page is told of every other as well.
  if (violations.length === 0) for (const looks of here) measured.set(looks, (measured.get(looks) ?? 0) + 1);
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
  if (await isUnderDialog(page)) builder.include(DIALOG);
  return builder.setLegacyMode(true).options({ resultTypes: ["violations"] });
}

/** Whether a dialog is open and all other content of the page is out of reach for keyboard, pointer and screen reader. */
function isUnderDialog(page: Page): Promise<boolean> {
  return page.evaluate(
    (dialog) =>
      document.querySelector(dialog) !== null &&
      [...document.querySelectorAll("main, header, nav")].every((part) => part.closest("[inert], [aria-hidden=true]")),
    DIALOG,
  );
}

/**
 * Runs in the page: marks what has nothing in it but texts whose looks have been seen often enough. What is marked is
 * left out with everything inside it. @returns the looks of the texts that are left; nothing is marked where none is.
 */
function markSameLooks({
  within,
  attribute,
  most,
  measured,
}: {
  within: string;
  attribute: string;
  most: number;
  measured: readonly (readonly [looks: string, times: number])[];
}): string[] {
  const root = document.querySelector(within)!;
  const seen = new Map(measured);
  const colours = matchMedia("(forced-colors: active)").matches ? "forced" : "own";
  // What is not seen is not measured, and must not stand for what is.
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
  const hasText = (element: Element) =>
    (element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
      )) &&
    isSeen(element);
  const grounds = new Map<Element, string>();
  const groundOf = (element: Element | null): string => {
    if (element === null) return "";
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const isBare = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none" && opacity === "1";
    const ground = `${isBare ? "" : `${backgroundColor} ${backgroundImage} ${opacity}|`}${groundOf(element.parentElement)}`;
    grounds.set(element, ground);
    return ground;
  };
  const looksOf = (element: Element) => {
    const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
    // A link is compared with the text around it; what is disabled is not compared.
    const around = getComputedStyle(element.parentElement!).color;
    const state = element.closest(":disabled, [aria-disabled=true]") ? "disabled" : "enabled";
    const own = [colours, state, element.tagName, color, around, fontSize, fontWeight, textDecorationLine];
    return `${own.join("|")}|${groundOf(element)}`;
  };
  const texts = new Set([...root.querySelectorAll("*")].filter(hasText));
  const left: string[] = [];
  const again = new Set<Element>();
  for (const element of texts) {
    const looks = looksOf(element);
    const times = (seen.get(looks) ?? 0) + 1;
    seen.set(looks, times);
    if (times > most) again.add(element);
    else left.push(looks);
  }
  // As few as can be: axe compares every element of the page with each of them.
  const mark = (element: Element): void => {
    const inside = [element, ...element.querySelectorAll("*")].filter((each) => texts.has(each));
    if (inside.length === 0) return;
    if (inside.every((text) => again.has(text))) element.setAttribute(attribute, "");
    else for (const child of element.children) mark(child);
  };
  if (left.length > 0) mark(root);
  return left;
}
