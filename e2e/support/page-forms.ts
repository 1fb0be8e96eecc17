import { expect, test, type Page } from "@playwright/test";
import { compareColours, examine, examineTargets } from "./accessibility";

/** 1280 px at 400 % (WCAG 2.2, 1.4.10), and a usual phone. */
const narrow = [320, 390] as const;
/** What is printed on of A4, upright and on its side (`@page` in theme.css), at 96 dots an inch. */
const paper = { upright: 657, onItsSide: 1_016 } as const;

/**
 * What is wrong with one loaded page in the forms that it is read in: by keyboard, in forced colours, on narrow screens,
 * in large print, on paper. Nothing is cut, nothing sticks out, no focus is hidden, no part of a chart vanishes, and axe
 * finds nothing. Leaves the window as it was.
 */
export async function problemsOfForms(page: Page): Promise<string[]> {
  const whole = page.viewportSize()!;
  const { pathname, host } = new URL(page.url());
  const isFramed = (await page.locator("header nav").count()) > 0;
  const isRefused = await page.evaluate(
    () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).responseStatus >= 400,
  );
  const found: string[] = [];
  const add = (form: string, problems: readonly string[]) => found.push(...problems.map((each) => `${form}: ${each}`));

  await test.step("by keyboard", async () => add("keyboard", await problemsByKeyboard(page, isFramed)));
  await test.step("axe", async () => add("axe", await examine(page)));
  await test.step("in forced colours", async () => {
    const said = await page.locator("body").innerText();
    await page.emulateMedia({ forcedColors: "active" });
    if ((await page.locator("body").innerText()) !== said) add("forced colours", ["the text is another"]);
    add("forced colours", await page.evaluate(shapesThatVanish));
    add("forced colours", await compareColours(page));
    await page.emulateMedia({ forcedColors: null });
  });
  await test.step("on narrow screens", async () => {
    for (const width of narrow) {
      await page.setViewportSize({ width, height: 844 });
      add(`${width} px`, await page.evaluate(whatSticksOut, null));
    }
    add("phone", await examineTargets(page));
    const largePrint = page.locator("#large-print");
    if ((await largePrint.count()) === 0) return;
    await largePrint.check();
    add("large print", await page.evaluate(whatSticksOut, null));
    await largePrint.uncheck();
  });
  await test.step("on paper", async () => {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: paper.upright, height: 900 });
    add("paper", await page.evaluate(whatSticksOut, ".wide-page"));
    add("paper", await page.evaluate(shapesThatVanish));
    if (isFramed) add("paper", await page.evaluate(fieldsInSight));
    await page.setViewportSize({ width: paper.onItsSide, height: 900 });
    add("paper on its side", await page.evaluate(whatSticksOut, null));
    if (!(await page.locator("h1").first().isVisible())) add("paper", ["no title"]);
    const text = (await page.locator("body").innerText()).replace(/\s/g, "");
    // What is refused has nothing to be found again.
    if (isFramed && !isRefused && !text.includes(pathname === "/" ? host : pathname)) add("paper", ["no address"]);
    await page.emulateMedia({ media: null });
  });
  await page.setViewportSize(whole);
  return found;
}

/** The first stop leads past the navigation, and every kind of stop shows that it has the focus, under nothing else. */
async function problemsByKeyboard(page: Page, isFramed: boolean): Promise<string[]> {
  const found: string[] = [];
  await page.keyboard.press("Tab");
  if (isFramed) {
    const skip = page.getByRole("link", { name: "跳到正文" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const isPast = await page.evaluate(() => document.activeElement?.closest("header") === null);
    if (!isPast) found.push("跳到正文 does not lead past the navigation");
  }
  return [...found, ...(await page.evaluate(withoutFocusInSight))];
}

/**
 * Runs in the page: what is wider than the page or cut off in its box, and what scrolls without being reached by keyboard.
 * On paper nothing scrolls. `but`: what is not looked at.
 */
function whatSticksOut(but: string | null): string[] {
  const isPaper = matchMedia("print").matches;
  const width = document.documentElement.clientWidth;
  const found: string[] = [];
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${element.textContent.trim().slice(0, 30)}”`;
  const isLookedAt = (element: Element) => element.checkVisibility() && !(but && element.closest(but));
  const clips = (element: Element) => getComputedStyle(element).overflowX !== "visible";
  const isClipped = (element: Element) => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
      if (clips(each)) return true;
    return false;
  };
  const ends = (element: Element) => element.getBoundingClientRect().right;
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    if (!isLookedAt(element)) continue;
    const isOutermost = ends(element) > width + 1 && [...element.children].every((child) => ends(child) <= width + 1);
    if (isOutermost && element.getBoundingClientRect().width > 0 && !isClipped(element))
      found.push(`${nameOf(element)} ends at ${Math.round(ends(element))} of ${width}`);
    // What is only read out is a pixel wide.
    const { scrollWidth, clientWidth, tabIndex } = element;
    if (clientWidth <= 1 || scrollWidth <= clientWidth + 1 || !clips(element)) continue;
    if (element.matches("input, textarea, select")) continue;
    const isScrolled = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    if (isPaper || !isScrolled) found.push(`${nameOf(element)} is cut: ${scrollWidth} in ${clientWidth}`);
    else if (tabIndex < 0) found.push(`${nameOf(element)} scrolls and takes no focus`);
  }
  return found.slice(0, 10);
}

/** Runs in the page, after a key: kinds of stops (by element and class) that do not show the focus, or have it under others. */
function withoutFocusInSight(): string[] {
  const stops = "a[href], button, input, select, textarea, summary, [tabindex]";
  const kinds = new Map<string, HTMLElement>();
  for (const element of document.querySelectorAll<HTMLElement>(stops)) {
    if (element.tabIndex < 0 || !element.checkVisibility() || element.matches(":disabled")) continue;
    const kind = `${element.tagName} ${element.className} ${element.parentElement!.tagName}`;
    if (!kinds.has(kind)) kinds.set(kind, element);
  }
  return [...kinds].flatMap(([kind, element]) => {
    element.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, right, top, bottom } = element.getClientRects()[0]!;
    const met = document.elementFromPoint(
      (left + Math.min(right, innerWidth)) / 2,
      Math.min((top + bottom) / 2, top + 10),
    );
    const isSeen = met !== null && (element.contains(met) || met.contains(element));
    return [
      // A page without style sheets has the outline of the browser, which is called a pixel wide.
      ...(outlineStyle !== "auto" && (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2)
        ? [`${kind}: no outline`]
        : []),
      ...(isSeen
        ? []
        : [`${kind} “${element.textContent.slice(0, 20)}” lies under “${met?.textContent.slice(0, 20)}”`]),
    ];
  });
}

/** Runs in the page: parts of charts that have the colour of what they stand on, or none. */
function shapesThatVanish(): string[] {
  const ground = new Set(["none", "rgba(0, 0, 0, 0)", getComputedStyle(document.documentElement).backgroundColor]);
  const shapes = document.querySelectorAll<SVGGraphicsElement>("svg :is(rect, line, path, circle, text)");
  return [...shapes].flatMap((shape) => {
    const { fill, stroke, visibility } = getComputedStyle(shape);
    const { width, height } = shape.getBoundingClientRect();
    const isDrawn = visibility === "visible" && width + height > 0 && !(ground.has(fill) && ground.has(stroke));
    return isDrawn || !shape.checkVisibility() ? [] : [`${shape.tagName} vanishes: ${fill}, ${stroke}`];
  });
}

/** Runs in the page: what nobody can use on paper. */
function fieldsInSight(): string[] {
  const fields = [...document.querySelectorAll("nav, form, button, input, select")];
  return fields.filter((field) => field.checkVisibility()).map((field) => `printed: ${field.outerHTML.slice(0, 80)}`);
}
