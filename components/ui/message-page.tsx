import type { ReactNode } from "react";

/**
 * Says one thing where a page would be: not found, not allowed, something broke. Stands inside the area's `main`, so it
 * has none of its own.
 */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="region" aria-label={title} className="mx-auto max-w-2xl px-6 py-24">
      <h1 className="mb-4 font-serif text-3xl">{title}</h1>
      <p>{children}</p>
    </div>
  );
}
