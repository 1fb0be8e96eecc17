import type { Metadata } from "next";
import { PointsOfYear } from "@/components/admin/points-of-year";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadPointsOfYear } from "@/lib/features/review-points/loaders";

export const metadata: Metadata = { title: "调整审核要点" };

export default async function PointsOfYearPage({ params }: PageProps<"/admin/years/[year]/points">) {
  const { year } = await params;
  const { fiscalYear, points, offered } = await loadPointsOfYear(year);
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <p className="text-sm">
        <a href="/admin/years">年度</a>
      </p>
      <h1 className="font-serif text-2xl">{fiscalYear.year}年度审核要点</h1>
      <div className="flex max-w-prose flex-col gap-2 text-sm text-muted">
        <p>
          审核人逐条对照的问题。可以停用、改写、限定单位性质，也可以增加自定要点。调整只用于本年度，历次调整都保留；单位和公众看不到审核要点和结论。
        </p>
        <p>注明“尚无文件可据”的，是通行的审核实践，请按本地区的规定核对后采用。</p>
      </div>
      <PointsOfYear
        fiscalYearId={fiscalYear.id}
        points={points.map(({ id, area, question, original, isOff, isOwn, kinds, source, history }) => ({
          id,
          area,
          question,
          original,
          isOff,
          isOwn,
          kinds: kinds ?? [],
          source,
          number: history.at(-1)?.number ?? 0,
          history: history.map(({ number, isOff: off, question: words, by, at }) => ({
            number,
            text: `${formatDateTime(at)} ${by}：${off ? "停用" : "启用"}${words === null ? "" : `，“${words}”`}`,
          })),
        }))}
        offered={offered}
        demandsSignOffs={fiscalYear.demandsSignOffs}
        isClosed={fiscalYear.stage === "closed"}
      />
    </div>
  );
}
