import { yearLinks } from "@/lib/domain/questions/views/district";

/** What can be asked about a year across its reports, in a line. */
export function YearQuestions({ year }: { year: number }) {
  const { links } = yearLinks(year);
  return (
    <nav aria-label={`${year}年度全区`} className="mb-4 print:hidden">
      <ul className="flex flex-wrap gap-x-4 text-sm">
        {links.map(({ label, href }) => (
          <li key={href}>
            <a href={href} className="inline-block py-0.5">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
