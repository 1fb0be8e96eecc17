import type { Metadata } from "next";
import Link from "next/link";
import { DeadlinesBeside } from "@/components/admin/year-opening/deadlines-beside";
import { DiscardDraft, OpenPrepared } from "@/components/admin/year-opening/open-prepared";
import { OpeningsBeside } from "@/components/admin/year-opening/openings-beside";
import {
  ChangesStep,
  DeadlinesStep,
  FormatStep,
  OpeningsStep,
  SubjectsStep,
  UnitsStep,
} from "@/components/admin/year-opening/step-forms";
import { StepRail, type RailPlace } from "@/components/admin/year-opening/step-rail";
import { SubjectsBeside } from "@/components/admin/year-opening/subjects-beside";
import { UnitsBeside } from "@/components/admin/year-opening/units-beside";
import { YearChangeList } from "@/components/year-notice/year-change-list";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import { gapBefore, yearStepIds } from "@/lib/domain/report/year-opening";
import { requirePermission } from "@/lib/features/session/loaders";
import {
  loadChanges,
  loadDeadlines,
  loadObliged,
  loadOpenings,
  loadPreparation,
  loadQuestions,
  loadSubjects,
} from "@/lib/features/year-opening/loaders";
import { shippedCatalogue } from "@/lib/features/year-opening/schema";

export const metadata: Metadata = { title: "开设年度" };

export default async function OpenYearPage({ params, searchParams }: PageProps<"/admin/years/[year]/open">) {
  const { year } = await params;
  const { step } = await searchParams;
  const { draft } = await loadPreparation(year);
  const { seen } = draft.choices;
  // Without a step in the address, the first that nobody has looked through.
  const place: RailPlace =
    step === "summary"
      ? "summary"
      : (yearStepIds.find((id) => id === step) ?? yearStepIds.find((id) => !seen.includes(id)) ?? "summary");
  return (
    <div className="flex max-w-6xl flex-col gap-4">
      <p className="text-sm">
        <Link href="/admin/years">年度</Link>
      </p>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h1 className="font-serif text-2xl">开设{draft.year}年度</h1>
          <p className="text-sm text-muted">
            最近由{draft.changedBy}保存于 {formatDateTime(draft.changedAt)} · 已核对 {seen.length} /{" "}
            {yearStepIds.length} 步
          </p>
        </div>
        <DiscardDraft year={draft.year} revision={draft.revision} />
      </div>
      <Place key={`${place}-${draft.revision}`} year={year} place={place} />
    </div>
  );
}

async function Place({ year, place }: { year: string; place: RailPlace }) {
  const preparation = await loadPreparation(year);
  const { draft, formats, tableSetId, catalogue, catalogueIds, dates, rule, years } = preparation;
  const { choices, revision } = draft;
  const { user } = await requirePermission("fiscalYear.manage");
  const owner = `${user.id}.${draft.startedAt.getTime()}`;
  const given = { draft: { year: draft.year, revision, seen: choices.seen, owner, changedBy: draft.changedBy } };
  switch (place) {
    case "format": {
      const opened = years.map(({ fiscalYear }) => fiscalYear.year);
      const gap = gapBefore(draft.year, opened);
      return (
        <FormatStep
          {...given}
          chosen={tableSetId}
          formats={formats.map(({ format: { id, label }, reason, isInForce }) => ({ id, label, reason, isInForce }))}
        >
          <p className="text-sm text-muted">
            {opened.length === 0 ? "这是本区第一个年度。" : `已开设：${opened.toReversed().join("、")}年度。`}
          </p>
          {gap.length > 0 && (
            <Callout tone="warn" title={`${gap.join("、")}年度没有开设`}>
              可以开设{draft.year}
              年度：没有上年批复数可以结转，年初数由单位自行填写，与上年的比较也没有数据。补开以后，批复数随即结转。
            </Callout>
          )}
        </FormatStep>
      );
    }
    case "subjects":
      return (
        <SubjectsStep {...given} chosen={catalogue} options={catalogueOptions(draft.year, catalogueIds)}>
          <SubjectsBeside year={draft.year} revision={revision} view={await loadSubjects(year)} />
        </SubjectsStep>
      );
    case "changes":
      return (
        <ChangesStep {...given} notice={choices.notice}>
          <YearChangeList changes={(await loadChanges(year)).changes} />
        </ChangesStep>
      );
    case "deadlines":
      return (
        <DeadlinesStep {...given} dates={dates} rule={rule}>
          <DeadlinesBeside view={await loadDeadlines(year)} />
        </DeadlinesStep>
      );
    case "units": {
      const view = await loadObliged(year);
      return (
        <UnitsStep {...given} units={view.units} stored={choices.exemptions}>
          <UnitsBeside year={draft.year} view={view} />
        </UnitsStep>
      );
    }
    case "openings":
      return (
        <OpeningsStep {...given}>
          <OpeningsBeside year={draft.year} view={await loadOpenings(year)} />
        </OpeningsStep>
      );
    case "summary":
      return <Summary year={year} />;
  }
}

/** The catalogues to choose from: that of the year first, the rows that come with the system while it is not stored. */
function catalogueOptions(year: number, catalogueIds: readonly string[]): { id: string; label: string }[] {
  const own = catalogueIds.includes(String(year))
    ? []
    : [{ id: shippedCatalogue, label: `${year}（由系统附带的科目生成，建议）` }];
  const stored = catalogueIds.toSorted((one, other) => (one === String(year) ? -1 : other === String(year) ? 1 : 0));
  return [...own, ...stored.map((id) => ({ id, label: id === String(year) ? `${id}（本年度目录，建议）` : id }))];
}

async function Summary({ year }: { year: string }) {
  const { draft, formats, tableSetId, catalogue, dates, rule } = await loadPreparation(year);
  const [{ changes }, obliged, openings, questions] = await Promise.all([
    loadChanges(year),
    loadObliged(year),
    loadOpenings(year),
    loadQuestions(year),
  ]);
  const { choices, revision } = draft;
  const exempt = obliged.units.filter(({ unitId, inherited }) =>
    unitId in choices.exemptions ? choices.exemptions[unitId] !== null : inherited !== null,
  ).length;
  const carried = openings.rows.filter(({ state }) => state === "carried").length;
  const lines = [
    ["报表格式", formats.find(({ format }) => format.id === tableSetId)?.format.label ?? tableSetId],
    ["科目目录", catalogue === shippedCatalogue ? `${draft.year}（由系统附带的科目生成）` : catalogue],
    ["填报", `${dates.opensAt} 至 ${dates.deadline}${choices.deadline === undefined ? "（建议，尚未保存）" : ""}`],
    ["批复和公开", `${rule.bureauDays}、${rule.departmentDays}、${rule.publicationDays} 日`],
    ["应编报单位", `${obliged.units.length} 个，其中不予公开 ${exempt} 个`],
    ["年初结转", `已有上年批复数 ${carried} 个，其余 ${openings.rows.length - carried} 个批复后结转或自行填写`],
  ];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <StepRail year={draft.year} current="summary" seen={choices.seen} />
      <div className="flex min-w-0 flex-col gap-4">
        <h2 className="font-serif text-xl">核对与开设</h2>
        <dl className="grid max-w-3xl text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
          {lines.map(([label, text]) => (
            <div key={label} className="contents">
              <dt className="pt-1.5 text-muted sm:border-b sm:border-line">{label}</dt>
              <dd className="border-b border-line py-1.5">{text}</dd>
            </div>
          ))}
        </dl>
        <section aria-label="各单位将看到的变化" className="flex flex-col gap-2 border border-line bg-surface p-4">
          <h3 className="font-medium">各单位和审核人将看到</h3>
          {choices.notice !== "" && <p className="max-w-prose text-sm whitespace-pre-line">{choices.notice}</p>}
          <YearChangeList changes={changes} hasDetails={false} />
        </section>
        <OpenPrepared key={questions.join()} year={draft.year} revision={revision} questions={questions} />
      </div>
    </div>
  );
}
