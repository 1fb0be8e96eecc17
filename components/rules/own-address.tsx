"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** The address of a page that is made with the build: where the site stands, the browser knows. Without scripts the path alone. */
export function OwnAddress({ path }: { path: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  return `${origin}${path}`;
}
