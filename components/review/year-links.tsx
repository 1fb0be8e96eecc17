import Link from "next/link";

interface Props {
  /** The page that takes `?year=`. */
  path: string;
  years: readonly { id: string; year: number }[];
  current: number;
}

/** From one year of a page to another. */
export function YearLinks({ path, years, current }: Props) {
  return (
    <nav aria-label="年度" className="flex flex-wrap gap-3 text-sm">
      {years.map(({ id, year }) => (
        <Link
          key={id}
          href={`${path}?year=${year}`}
          aria-current={year === current ? "page" : undefined}
          className="aria-[current=page]:font-bold aria-[current=page]:text-ink aria-[current=page]:no-underline"
        >
          {year}年度
        </Link>
      ))}
    </nav>
  );
}
