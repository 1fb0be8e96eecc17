import { PanelSection } from "./panel-section";

export interface ChangeLine {
  address: string;
  label: string;
  before: string;
  after: string;
  by: string;
  at: string;
}

export interface StepLine {
  label: string;
  by: string;
  at: string;
  reason: string | null;
  /** What was open then, in words. */
  confirmed: readonly string[];
  round: number;
}

/** What the unit changed since the report was sent back, and every step it has gone. */
export function ReviewHistory({ changes, steps }: { changes: readonly ChangeLine[]; steps: readonly StepLine[] }) {
  return (
    <>
      <PanelSection title={`上次退回以来的改动（${changes.length}）`}>
        {changes.length === 0 && <p className="text-muted">没有改动。报告退回后，单位改过的每一处列在这里。</p>}
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
        <ol>
          {steps.map(({ label, by, at, reason, confirmed, round }) => (
            <li key={`${label}${at}`} className="border-b border-line py-2">
              <p>
                第{round}轮 {label} · {by} · {at}
              </p>
              {confirmed.length > 0 && <p className="text-muted">办理时确认仍有：{confirmed.join("、")}</p>}
              {reason && <p className="whitespace-pre-line text-muted">原因：{reason}</p>}
            </li>
          ))}
        </ol>
      </PanelSection>
    </>
  );
}
