import { ReportTimeline } from "@/components/timeline/report-timeline";
import type { TimelineRound } from "@/lib/domain/report/timeline";
import { PanelSection } from "./panel-section";

export interface ChangeLine {
  address: string;
  label: string;
  before: string;
  after: string;
  by: string;
  at: string;
}

/** What the unit changed since the report was sent back, and everything that happened to the report. */
export function ReviewHistory({
  preparer,
  changes,
  timeline,
}: {
  /** What whoever made the report is called: 单位 or 部门. */
  preparer: string;
  changes: readonly ChangeLine[];
  timeline: readonly TimelineRound[];
}) {
  return (
    <>
      <PanelSection title={`上次退回以来的改动（${changes.length}）`}>
        {changes.length === 0 && <p className="text-muted">没有改动。报告退回后，{preparer}改过的每一处列在这里。</p>}
        {changes.map(({ address, label, before, after, by, at }) => (
          <div key={address} className="border-b border-line py-2">
            <p>{label}</p>
            <p className="break-words">
              <span className="text-muted line-through">{before}</span>
              <span aria-hidden> → </span>
              <span className="sr-only">改为</span>
              {after}
            </p>
            <p className="text-muted">
              {by} {at}
            </p>
          </div>
        ))}
      </PanelSection>

      <PanelSection title="办理过程">
        <ReportTimeline rounds={timeline} />
      </PanelSection>
    </>
  );
}
