import { yearLinks } from "@/lib/domain/questions/views/district";
import { LinkList } from "./link-list";

/** What can be asked about a year across its reports, in a line. */
export function YearQuestions({ year }: { year: number }) {
  const { links } = yearLinks(year);
  return (
    <nav aria-label={`${year}年度全区`} className="mb-4 text-sm print:hidden">
      <LinkList links={links} />
    </nav>
  );
}
