import type { ReactNode } from "react";

/** One titled part of the panel beside the document. */
export function PanelSection({
  title,
  isFirstOnPhones = false,
  children,
}: {
  title: string;
  /** Before everything that is not a figure or a comment at hand. */
  isFirstOnPhones?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={isFirstOnPhones ? "max-lg:-order-1" : undefined}>
      <h2 className="mb-1 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}
