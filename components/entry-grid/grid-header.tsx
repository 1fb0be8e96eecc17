import clsx from "clsx";
import { Fragment, memo, type ReactNode } from "react";
import type { ColumnView } from "./grid-row";

/** The titles of the columns, and of what is compared beside them; they stay in sight. */
export const GridHeader = memo(function GridHeader({ columns }: { columns: readonly ColumnView[] }) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <Title index={1} className="left-0 z-20 min-w-28 text-left font-medium @md:min-w-44 @2xl:min-w-56">
          科目 / 项目
        </Title>
        {columns.map(({ id, label, index, showsPrior, showsChange }) => (
          <Fragment key={id}>
            <Title index={index} className="z-10 min-w-28 font-medium sm:min-w-32">
              {label}
            </Title>
            {[...(showsPrior ? ["上年数"] : []), ...(showsChange ? ["增减额", "增减率"] : [])].map((each, at) => (
              <Title key={each} index={index + 1 + at} className="z-10 min-w-24 font-normal text-muted">
                <span className="sr-only">{label}</span>
                {each}
              </Title>
            ))}
          </Fragment>
        ))}
      </tr>
    </thead>
  );
});

function Title({ index, className, children }: { index: number; className: string; children: ReactNode }) {
  return (
    <th
      scope="col"
      aria-colindex={index}
      className={clsx("sticky top-0 border-r border-b border-line bg-shade px-2 py-1", className)}
    >
      {children}
    </th>
  );
}

/** Columns of the grid with those of what is compared, the titles of the rows among them. */
export function columnCount(columns: readonly ColumnView[]): number {
  return columns.reduce(
    (count, { showsPrior, showsChange }) => count + 1 + (showsPrior ? 1 : 0) + (showsChange ? 2 : 0),
    1,
  );
}
