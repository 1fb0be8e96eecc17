import { dayText, type Day } from "@/lib/domain/register/days";
import type { ComingYear } from "@/lib/features/public-reports/data";

/** Years of which nothing is public yet: what each waits for, as of today. */
export function ComingYears({ today, years }: { today: Day; years: readonly ComingYear[] }) {
  if (years.length === 0) return null;
  return (
    <section aria-labelledby="coming" className="mt-8 max-w-prose text-sm">
      <h2 id="coming" className="mb-1 text-base font-semibold">
        尚未公开的年度（截至{dayText(today)}）
      </h2>
      <ul>
        {years.map((year) => (
          <li key={year.year} className="border-b border-line py-1">
            {standingText(year)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function standingText({ year, congressDecidedOn, bureauDue, publicationDays }: ComingYear): string {
  return congressDecidedOn === null
    ? `${year}年度：人大批准的日期尚未登记。人大批准后 ${bureauDue.days} 日内由财政部门批复，批复后 ${publicationDays} 日内公开。`
    : `${year}年度：人大${dayText(congressDecidedOn)}批准，财政部门批复不迟于${dayText(bureauDue.due!)}，批复后 ${publicationDays} 日内公开。`;
}
