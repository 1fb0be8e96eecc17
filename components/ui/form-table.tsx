import type { ReactNode } from "react";

/** A table of inputs that scrolls in its own frame. */
export function FormTable({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}) {
  return (
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
}
