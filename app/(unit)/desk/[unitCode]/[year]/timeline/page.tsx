import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { OwnPart } from "@/components/register/split-table";
import { ReportTimeline } from "@/components/timeline/report-timeline";
import { accountsNoun } from "@/lib/domain/words/report-identity";
import { requireArea } from "@/lib/features/session/loaders";
import { loadTimelineOfUnit } from "@/lib/features/timeline/loaders";

type Props = PageProps<"/desk/[unitCode]/[year]/timeline">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `办理过程 ${unitCode} ${year}年度` };
}

export default async function TimelinePage({ params }: Props) {
  const { unitCode, year } = await params;
  if (!/^\d{4}$/.test(year)) notFound();
  await requireArea("/desk");
  const { unit, rounds, splits } = await loadTimelineOfUnit(unitCode, Number(year));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4 text-sm">
      <nav aria-label="位置" className="flex gap-3">
        <Link href="/desk">我的决算</Link>
        <Link href={`/desk/${unit.code}/${year}/inspection`}>公开体检</Link>
        <Link href={`/desk/${unit.code}/${year}`}>
          {year}年度{accountsNoun(unit.level)}
        </Link>
      </nav>
      <h1 className="font-serif text-2xl">
        办理过程：{unit.name} {year}年度{accountsNoun(unit.level)}
      </h1>
      {splits.length > 0 && (
        <section aria-labelledby="splits" className="flex flex-col gap-2">
          <h2 id="splits" className="text-base font-semibold">
            拆分承接的余额
          </h2>
          {splits.map((split) => (
            <OwnPart key={split.predecessorId} split={split} unitId={unit.id} />
          ))}
        </section>
      )}
      <ReportTimeline rounds={rounds} />
    </div>
  );
}
