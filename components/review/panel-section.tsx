import type { ReactNode } from "react";

/** One titled part of the panel beside the document. */
export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
