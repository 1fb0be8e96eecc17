import { useLayoutEffect, useState } from "react";

type Act = (...given: unknown[]) => unknown;

/**
 * The same functions at every rendering, each doing what its namesake of the last rendering does: for parts that are
 * rendered only when what they show has changed. To be called by events, never while rendering.
 *
 * @param acts an object of functions, always the same names
 */
export function useSteady<Acts extends object>(acts: Acts): Acts {
  const [{ steady, use }] = useState(() => steadied(acts));
  useLayoutEffect(() => use(acts));
  return steady;
}

function steadied<Acts extends object>(first: Acts): { steady: Acts; use: (acts: Acts) => void } {
  let latest = first;
  const act =
    (name: string): Act =>
    (...given) =>
      (latest as Record<string, Act>)[name]!(...given);
  return {
    steady: Object.fromEntries(Object.keys(first).map((name) => [name, act(name)])) as Acts,
    use: (acts) => {
      latest = acts;
    },
  };
}
