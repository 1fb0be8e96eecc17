import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { noticePath, reportPath } from "@/lib/domain/words/report-path";
import type { MemberCorrection } from "@/lib/features/public-reports/data";
import { Callout } from "@/components/ui/callout";

/** Above a department's accounts: units that were corrected since, so that the two do not contradict each other silently. */
export function MemberCorrections({ corrections }: { corrections: readonly MemberCorrection[] }) {
  if (corrections.length === 0) return null;
  return (
    <Callout tone="warn" title="本部门决算汇总之后，所属单位有更正">
      <p>本部门决算的数是按更正以前的版本汇总的，没有随之改动：</p>
      <ul className="mt-1 list-disc pl-5">
        {corrections.map((correction) => (
          <li key={`${correction.unitCode} ${correction.number}`}>
            <a href={reportPath({ unitCode: correction.unitCode, year: correction.year })}>{correction.unitName}</a>
            ：汇总的是第 {correction.taken} 版，
            {correction.number === correction.taken ? (
              <>汇总以后重新批复，{dayText(chinaDay(correction.publishedAt))}公开的内容与汇总的不同</>
            ) : (
              <>
                {dayText(chinaDay(correction.publishedAt))}更正为第 {correction.number} 版，
                <a href={noticePath(correction)}>更正公告</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
