import type { ReactNode } from "react";

/** A whole page that says one thing: not found, not allowed, something broke. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto max-w-2xl px-6 py-24">
      <h1 className="mb-4 font-serif text-3xl">{title}</h1>
      <p>{children}</p>
    </main>
  );
}
