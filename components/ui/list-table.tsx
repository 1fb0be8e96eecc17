import type { ReactNode } from "react";

/** Records one below the other; on a narrow screen they scroll in a frame of their own. */
export function ListTable({
  label,
  heads,
  children,
}: {
  label: string;
  heads: readonly string[];
  children: ReactNode;
}) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="w-full border-collapse text-sm">
        <thead className="border-b border-rule text-left">
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className="whitespace-nowrap px-2 py-1">
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
