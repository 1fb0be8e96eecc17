import type { ReactNode } from "react";
import { RuleLink } from "@/components/rules/rule-link";
import { severityTones } from "@/components/rules/severity-tones";
import { Badge } from "@/components/ui/badge";
import { isPointerPressed } from "@/components/ui/pointer-press";
import { tooLong } from "@/lib/domain/words/text-length";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { ruleClassLabels, severityLabels, type Finding } from "@/lib/domain/words/finding";
import type { Explanation } from "@/lib/domain/report/explanations";
import type { CellId } from "@/lib/domain/words/cell-id";

/** The ways from a finding to what it speaks of. */
export interface FindingWays {
  onShow: (cell: CellId) => void;
  onGoTo: (key: FactKey) => void;
  onGoToText: (slot: string) => void;
}

interface Props extends FindingWays {
  finding: Finding;
  /** A figure as the desk shows it, with its place. */
  nameOf: (place: { fact: FactKey } | { cell: CellId }) => string;
  /** In a rehearsal: how it differs from the findings on the report's own figures. */
  change?: string | undefined;
  isCurrent: boolean;
  onPick: () => void;
  /** 核实说明; it holds for the figures it was written for and lapses with them. */
  explanation: Explanation | undefined;
  lapsed: string | null;
  isEditable: boolean;
  onExplain: (text: string) => void;
  onLeave: () => void;
  /** What else is known of it: the likeliest correction. */
  children?: ReactNode;
}

const link = "cursor-pointer text-left text-accent underline underline-offset-4";

/** More places than these are lit up, not listed. */
const MAX_PLACES = 12;

/** One finding: what is wrong, every figure involved, the words that explain it. */
export function FindingLine({
  finding,
  nameOf,
  change,
  isCurrent,
  onPick,
  explanation,
  lapsed,
  isEditable,
  onExplain,
  onLeave,
  onShow,
  onGoTo,
  onGoToText,
  children,
}: Props) {
  const { key, severity, ruleClass, ruleId, message, facts, cells, slots } = finding;
  const shownFacts = facts.slice(0, isCurrent ? MAX_PLACES : 1);
  const shownCells = cells.slice(
    0,
    isCurrent ? MAX_PLACES - shownFacts.length : facts.length + slots.length === 0 ? 1 : 0,
  );
  const rest = facts.length + cells.length - shownFacts.length - shownCells.length;
  // Picked, the line grows: a pointer picks it with the release, so that the button it pressed stays under it.
  return (
    <li
      data-finding={key}
      tabIndex={-1}
      aria-current={isCurrent || undefined}
      onFocus={() => !isPointerPressed() && onPick()}
      onClick={onPick}
      className="-mx-2 mt-1 border-t border-line px-2 py-2 -outline-offset-2 aria-current:bg-accent-shade"
    >
      <p className="flex flex-wrap items-center gap-2 text-xs">
        <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
        {change && <span className="border border-dashed border-accent px-1.5 text-accent">{change}</span>}
        {ruleClassLabels[ruleClass]} <RuleLink ruleId={ruleId} />
      </p>
      <p className="break-words">{message}</p>
      <ul aria-label="涉及的单元格" className="flex flex-wrap gap-x-3">
        {slots.map((slot) => (
          <li key={slot}>
            <button type="button" className={link} onClick={() => onGoToText(slot)}>
              到所在文字
            </button>
          </li>
        ))}
        {shownFacts.map((fact, at) => (
          <li key={fact}>
            <button type="button" className={link} onClick={() => onGoTo(fact)}>
              {at === 0 && !isCurrent ? "到填报单元格" : nameOf({ fact })}
            </button>
          </li>
        ))}
        {shownCells.map((cell) => (
          <li key={cell}>
            <button type="button" className={link} onClick={() => onShow(cell)}>
              {isCurrent ? nameOf({ cell }) : "查看数字来源"}
            </button>
          </li>
        ))}
        {isCurrent && rest > 0 && <li className="text-muted">等，另有 {rest} 处已标出</li>}
      </ul>
      {children}
      {severity === "explain" && explanation?.verdict?.isAccepted === false && (
        <p className="text-danger">
          <Badge tone="danger">说明未认可</Badge> {explanation.verdict.reason}
        </p>
      )}
      {severity === "explain" && (
        <Explain
          text={explanation?.text ?? ""}
          lapsed={lapsed}
          isEditable={isEditable}
          onType={onExplain}
          onLeave={onLeave}
        />
      )}
    </li>
  );
}

function Explain({
  text,
  lapsed,
  isEditable,
  onType,
  onLeave,
}: {
  text: string;
  lapsed: string | null;
  isEditable: boolean;
  onType: (text: string) => void;
  onLeave: () => void;
}) {
  const problem = tooLong(text, 4000);
  const confirm = (confirmed: string) => {
    onType(confirmed);
    onLeave();
  };
  return (
    <>
      {lapsed !== null && (
        <p className="mt-1 break-words text-danger">
          数值已变，说明须重新确认。原说明：{lapsed}{" "}
          {isEditable && (
            <button type="button" className={link} onClick={() => confirm(lapsed)}>
              沿用原说明
            </button>
          )}
        </p>
      )}
      <label className="mt-1 block">
        核实说明
        <textarea
          className="block w-full border border-line bg-surface px-2 py-1 read-only:bg-shade"
          rows={2}
          aria-invalid={problem !== undefined}
          readOnly={!isEditable}
          value={text}
          onChange={(event) => onType(event.target.value)}
          onBlur={onLeave}
        />
        {problem !== undefined && <span className="block text-danger">{problem}</span>}
        <span className="text-xs text-muted">
          {text.trim() === "" ? "尚未说明" : "已说明；数字有变化时须重新说明。"}
        </span>
      </label>
    </>
  );
}
