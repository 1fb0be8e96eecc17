import type { ReactNode } from "react";

/** Columns that the middle of the desk has room for, and a phone has not. */
const FEW = 6;

/**
 * A table of inputs that scrolls in its own frame, or whose rows are cards where there is less room than it needs
 * (`hasCards`), where its cells name the head of their column (`data-head`).
 */
export function FormTable({
  label,
  heads,
  hasCards = false,
  children,
}: {
  label: string;
  heads: readonly string[];
  hasCards?: boolean;
  children: ReactNode;
}) {
  const framed = (
    <div tabIndex={0} role="region" aria-label={`${label}（可左右滚动）`} className="overflow-x-auto">
      <table className="w-full border-collapse border border-line bg-surface text-sm [&_td]:border [&_td]:border-line [&_td]:p-0.5 [&_td]:align-top [&_th]:border [&_th]:border-line [&_th]:px-1 [&_th]:font-medium">
        <thead className="bg-shade">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
  if (!hasCards) return framed;
  return <div className={heads.length > FEW ? "field-cards" : "few-field-cards"}>{framed}</div>;
}
