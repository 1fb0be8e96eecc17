"use client";

import { useEffect } from "react";
import { dialogOf, isInert, isNowhere, landIn, landOn } from "./focus-place";

/** React Aria gives the focus back in the frame after a dialog has closed: what is lost after that stays lost. */
const SETTLED_MS = 60;

/** What had the focus, and what is around it, the innermost first. */
type Trail = readonly HTMLElement[];

/**
 * Takes up the focus when what had it goes away or was inert for a while: a button that is gone once its step is done, a
 * dialog whose opener goes with it. It goes to the message or the heading next to where it was; whoever works with the
 * keyboard goes on from there, and a screen reader says what has become of the step. Where somebody has put the focus
 * meanwhile, it stays.
 */
export function FocusKeeper() {
  useEffect(keepFocus, []);
  return null;
}

/** @returns what ends it. */
function keepFocus(): () => void {
  let last: Trail = [];
  /** What had the focus before it went into a dialog. */
  let opener: Trail = [];
  let wasInert = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function onFocusIn({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    const dialog = dialogOf(target);
    if (dialog === null) opener = [];
    else if (last[0] && !dialog.contains(last[0]) && !last.includes(dialog as HTMLElement)) opener = last;
    last = trailOf(target);
    wasInert = false;
  }

  function onPointerDown({ target }: PointerEvent): void {
    // Pressed elsewhere: it is wanted that nothing has the focus.
    if (!(target instanceof Node && last[0]?.contains(target))) last = [];
  }

  function look(): void {
    if (!last[0]) return;
    if (isInert(last[0])) wasInert = true;
    if (waiting !== undefined || !isNowhere()) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      if (isNowhere()) takeUp();
    }, SETTLED_MS);
  }

  function takeUp(): void {
    const [element] = last;
    if (!element) return;
    // Where nothing is shown yet, because the page is on its way to another address, the next change is looked at again.
    if (!element.isConnected) return void [...last.slice(1), ...opener].some(isLandedAt);
    if (wasInert && !isInert(element)) landOn(element);
  }

  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["disabled"] });
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("pointerdown", onPointerDown, { capture: true });
  return () => {
    observer.disconnect();
    clearTimeout(waiting);
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("pointerdown", onPointerDown, { capture: true });
  };
}

/** An element and everything around it below the body. */
function trailOf(element: HTMLElement): Trail {
  const trail: HTMLElement[] = [];
  for (let each: HTMLElement | null = element; each && each !== document.body; each = each.parentElement)
    trail.push(each);
  return trail;
}

/** Whether the focus has found a place there: the control itself where it is still there, else what is said around it. */
function isLandedAt(place: HTMLElement): boolean {
  if (!place.isConnected || isInert(place)) return false;
  if (place.tabIndex < 0) return landIn(place);
  landOn(place);
  return true;
}
