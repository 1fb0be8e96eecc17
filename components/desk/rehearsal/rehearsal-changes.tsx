import { useId } from "react";
import { valueText } from "@/lib/domain/formats/stored-values";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import type { Figure, MovedFigure } from "@/lib/domain/report/rehearsal/moved-figures";

interface Props {
  moved: readonly MovedFigure[];
  /** Those of the report's year. */
  sheets: EntrySheets;
  nameOf: (key: FactKey) => string;
  /** Why a figure cannot be taken over, where it cannot. */
  problemOf: (figure: MovedFigure) => string | null;
  /** To choose some of them by; absent where there is nothing to choose for. */
  choice?: { chosen: ReadonlySet<FactKey>; onChoose: (key: FactKey, isChosen: boolean) => void };
  onGoTo: (key: FactKey) => void;
}

/** The figures of a rehearsal: where, what the report says, what the rehearsal says. */
export function RehearsalChanges({ moved, sheets, nameOf, problemOf, choice, onGoTo }: Props) {
  const id = useId();
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="彩排改动清单"
      className="max-h-[50dvh] overflow-auto border border-line text-sm"
    >
      <ul>
        {moved.map((figure) => {
          const { key, formal, now, was, isOvertaken } = figure;
          const problem = problemOf(figure);
          const noteId = `${id}-${key}`;
          return (
            <li key={key} className="border-t border-line px-3 py-2 first:border-t-0">
              <div className="flex items-baseline gap-2">
                {choice && (
                  <input
                    type="checkbox"
                    aria-label={`采用：${nameOf(key)}`}
                    aria-describedby={noteId}
                    disabled={problem !== null}
                    checked={problem === null && choice.chosen.has(key)}
                    onChange={(event) => choice.onChoose(key, event.target.checked)}
                    className="translate-y-0.5"
                  />
                )}
                <button
                  type="button"
                  onClick={() => onGoTo(key)}
                  className="cursor-pointer text-left break-words text-accent underline underline-offset-4"
                >
                  {nameOf(key)}
                </button>
              </div>
              <dl id={noteId} className="flex flex-wrap gap-x-6">
                <Shown label="正式数" figure={formal} factKey={key} sheets={sheets} />
                <Shown label="彩排数" figure={now} factKey={key} sheets={sheets} isStrong />
                {isOvertaken && (
                  <div className="basis-full text-warn">
                    <dt className="sr-only">注意</dt>
                    <dd>正式数已另有修改，开始彩排时为 {textOf(key, was, sheets)}。</dd>
                  </div>
                )}
                {problem !== null && (
                  <div className="basis-full text-danger">
                    <dt className="sr-only">不能采用</dt>
                    <dd>{problem}</dd>
                  </div>
                )}
              </dl>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Shown({
  label,
  factKey,
  figure,
  sheets,
  isStrong = false,
}: {
  label: string;
  factKey: FactKey;
  figure: Figure;
  sheets: EntrySheets;
  isStrong?: boolean;
}) {
  return (
    <div className="flex min-w-48 items-baseline justify-between gap-2">
      <dt className="text-muted">{label}</dt>
      <dd className={isStrong ? "figures font-semibold" : "figures"}>{textOf(factKey, figure, sheets)}</dd>
    </div>
  );
}

/** With its unit; an input that is no amount as it was typed. */
export function textOf(key: FactKey, { value, raw }: Figure, sheets: EntrySheets): string {
  if (raw !== null || value === null) return raw ?? "空";
  return valueText(sheets.measureOf(parseFactKey(key)), value);
}
