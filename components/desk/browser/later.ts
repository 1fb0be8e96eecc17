import { startTransition } from "react";

let depth = 0;

/** Does what the page may show after the next key: whoever is told of it meanwhile paints in a transition. */
export function later(act: () => void): void {
  depth += 1;
  try {
    act();
  } finally {
    depth -= 1;
  }
}

/** Sets a state of React as urgently as what it shows was changed. All that is set in one event is painted together. */
export function paint(set: () => void): void {
  if (depth > 0) startTransition(set);
  else set();
}
