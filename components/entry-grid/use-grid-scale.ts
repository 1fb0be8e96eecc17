import { useSyncExternalStore, type CSSProperties } from "react";
import { storedText, storeText } from "@/components/ui/browser-storage";

/** Sizes of the grid, in percent. */
export const zoomSteps = [80, 90, 100, 110, 125, 150] as const;
export type Zoom = (typeof zoomSteps)[number];

const KEY = "mingzhang.gridZoom";
/** Of a row with a name of one line, in pixels: under a mouse, and under a finger. */
const ROW = { fine: 32, coarse: 40 } as const;
const BORDER = 1;

const listeners = new Set<() => void>();
let zoom: Zoom | null = null;

function read(): Zoom {
  if (zoom !== null) return zoom;
  const stored = storedText(KEY);
  return (zoom = zoomSteps.find((step) => String(step) === stored) ?? 100);
}

function keep(next: Zoom): void {
  zoom = next;
  storeText(KEY, String(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const coarse = () => window.matchMedia("(pointer: coarse)");

function subscribeToPointer(listener: () => void): () => void {
  const query = coarse();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/**
 * How large every grid of this browser is drawn; remembered. Lengths and letters in it are measured in variables, which
 * its style multiplies.
 */
export function useGridScale() {
  const current = useSyncExternalStore(subscribe, read, () => 100 as Zoom);
  const isCoarse = useSyncExternalStore(
    subscribeToPointer,
    () => coarse().matches,
    () => false,
  );
  const factor = current / 100;
  const style = {
    "--spacing": `${0.25 * factor}rem`,
    "--text-sm": `${0.875 * factor}rem`,
    "--text-xs": `${0.75 * factor}rem`,
    "--grid-scale": factor,
  } as CSSProperties;
  return { zoom: current, setZoom: keep, style, rowHeight: (isCoarse ? ROW.coarse : ROW.fine) * factor + BORDER };
}
