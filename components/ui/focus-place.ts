const messages = "[role=status], [role=alert]";
const headings = "h1, h2, h3, h4, h5, h6, legend";
const dialogs = "[role=dialog], [role=alertdialog]";

export const dialogOf = (element: Element): Element | null => element.closest(dialogs);

/** Whether it can have no focus now: a button while its step is under way. */
export const isInert = (element: Element): boolean => element.matches(":disabled");

/** Whether nothing has the focus that a key could reach. */
export function isNowhere(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || isInert(activeElement);
}

/** Puts the focus on an element that is no control too. What is in sight stays in sight. */
export function landOn(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

/** Puts the focus on the message in an element, or on its first heading. @returns whether there is one. */
export function landIn(element: Element): boolean {
  const shown = [messages, headings].flatMap((each) =>
    [...element.querySelectorAll<HTMLElement>(each)].filter((found) => found.textContent.trim() !== ""),
  );
  if (shown[0] === undefined) return false;
  landOn(shown[0]);
  return true;
}

/** After a refusal: the first field that it marks, or what it says. */
export function landOnRefusal(message: HTMLElement): void {
  const around = message.closest(`form, ${dialogs}`);
  landOn(around?.querySelector<HTMLElement>("[aria-invalid=true]") ?? message);
}
