import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A column's head; those of amounts stand above their figures, on the right. */
export type ListHead = string | { amount: string };

/**
 * Records one below the other; on a narrow screen they scroll in a frame of their own, or each is a card (`hasCards`), where
 * its cells name the head of their column (`data-head`).
 */
export function ListTable({
  label,
  heads,
  hasCards = false,
  children,
}: {
  label: string;
  heads: readonly ListHead[];
  hasCards?: boolean;
  children: ReactNode;
}) {
  const framed = (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-sm">
        <thead className="border-b border-rule text-left">
          <tr>
            {heads.map((head) => {
              const isAmount = typeof head !== "string";
              const label = isAmount ? head.amount : head;
              return (
                <th key={label} scope="col" className={clsx("whitespace-nowrap px-2 py-1", isAmount && "text-right")}>
                  {label}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
  return hasCards ? <div className="record-cards">{framed}</div> : framed;
}
