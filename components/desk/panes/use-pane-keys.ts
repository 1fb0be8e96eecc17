import { useEffect, useEffectEvent } from "react";
import { moveToPane } from "./pane-focus";

/**
 * F6 and Shift+F6 go from view to view, and into one from what stands around it; Ctrl+\ opens and closes the second
 * view.
 */
export function usePaneKeys(onToggle: () => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const from = event.target;
    if (!(from instanceof Element) || from.closest("[role=dialog]") || event.altKey || event.metaKey) return;
    const isToggle = event.code === "Backslash" && event.ctrlKey && !event.shiftKey;
    const isHandled = isToggle || (event.key === "F6" && !event.ctrlKey && moveToPane(from, event.shiftKey));
    if (!isHandled) return;
    event.preventDefault();
    event.stopPropagation();
    if (isToggle) onToggle();
  });
  useEffect(() => {
    // Before the grid hears it: leaving the grid is what F6 does where there is no other view.
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  }, []);
}
