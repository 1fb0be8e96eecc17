/** How many pointers are held down on the page. */
const held = new Set<number>();
const waiting = new Set<() => void>();

if (typeof window !== "undefined") {
  // In the capture phase, so that whoever handles the same event finds it counted.
  window.addEventListener("pointerdown", ({ pointerId }) => held.add(pointerId), { capture: true });
  for (const end of ["pointerup", "pointercancel"] as const)
    window.addEventListener(end, ({ pointerId }) => release(pointerId), { capture: true });
  // A press that ends outside of the window, or under a dialog of the browser, is not heard of.
  window.addEventListener("blur", () => release(...held));
}

function release(...pointers: readonly number[]): void {
  for (const pointer of pointers) held.delete(pointer);
  if (held.size > 0 || waiting.size === 0) return;
  const acts = [...waiting];
  waiting.clear();
  // The click comes after the release, and must find its button where it was pressed.
  window.setTimeout(() => acts.forEach((act) => act()), 0);
}

/** Whether somebody holds a mouse button, finger or pen down. */
export function isPointerPressed(): boolean {
  return held.size > 0;
}

/**
 * Does what moves things on the page: at once, or after the click that ends a press. What moves between press and
 * release takes the click away from the person.
 */
export function whenPointerIsFree(act: () => void): void {
  if (isPointerPressed()) waiting.add(act);
  else act();
}
