/** 预审彩排: figures moved to see what follows, beside the report's own (正式数). Nothing here writes to either. */
import { parseFactKey, sheetIds, type FactKey } from "../../words/fact-address";

/** What a cell holds: fen or a count, `null` for a blank; `raw` is an input that is no amount, as typed. */
export interface Figure {
  value: number | null;
  raw: string | null;
}

/** One figure of a rehearsal, with what the report held when it was first moved. */
export interface RehearsedFigure {
  key: FactKey;
  was: Figure;
  now: Figure;
}

export interface MovedFigure extends RehearsedFigure {
  /** What the report holds now. */
  formal: Figure;
  /** The report holds something else than when the figure was first moved: by the same person or another. */
  isOvertaken: boolean;
}

export function isSameFigure(one: Figure, other: Figure): boolean {
  return one.value === other.value && one.raw === other.raw;
}

/**
 * The rehearsal with figures that were just typed in it. One that is typed back to what the report holds is none any
 * more.
 */
export function withMoved(
  figures: readonly RehearsedFigure[],
  typed: readonly Pick<RehearsedFigure, "key" | "now">[],
  formalOf: (key: FactKey) => Figure,
): RehearsedFigure[] {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  for (const { key, now } of typed) {
    const formal = formalOf(key);
    if (isSameFigure(now, formal)) byKey.delete(key);
    else byKey.set(key, { key, was: byKey.get(key)?.was ?? formal, now });
  }
  return [...byKey.values()];
}

/** Where the rehearsal and the report differ now, in the order of the sheets. */
export function movedFigures(figures: readonly RehearsedFigure[], formalOf: (key: FactKey) => Figure): MovedFigure[] {
  return figures
    .map((figure): MovedFigure => {
      const formal = formalOf(figure.key);
      return { ...figure, formal, isOvertaken: !isSameFigure(figure.was, formal) };
    })
    .filter(({ now, formal }) => !isSameFigure(now, formal))
    .sort((a, b) => sheetOrder(a) - sheetOrder(b) || (a.key < b.key ? -1 : 1));
}

function sheetOrder({ key }: MovedFigure): number {
  return sheetIds.indexOf(parseFactKey(key).sheet);
}
