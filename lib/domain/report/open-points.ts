/**
 * What is still open on a report when the bureau decides on it. None of it forbids the step; each is named, most have to
 * be confirmed by whoever goes on, and the step keeps all of them.
 */

const kinds = {
  unexplainedFinding: "条审核结果单位没有说明",
  unjudgedExplanation: "条核实说明没有办理（认可或不认可）",
  openComment: "条审核意见没有解决",
  openQuestion: "条单位提问没有了结",
  approvedWithoutText: "份批复由旧版本系统办理，没有保存批复时的文本，将公开按现行文字生成的内容",
  congressUndecided: "项人大批准没有登记",
} as const;

export type OpenPointKind = keyof typeof kinds;

export const openPointKinds = Object.keys(kinds) as OpenPointKind[];

/** Named before the step and kept with it, whatever the person confirms. */
const named: ReadonlySet<OpenPointKind> = new Set<OpenPointKind>(["congressUndecided"]);

/** `id`: of the finding, the comment or the version; the fiscal year of a decision of the congress. */
export interface OpenPoint {
  kind: OpenPointKind;
  id: string;
}

/** Those that are named without being asked for. */
export function onlyNamed(open: readonly OpenPoint[]): OpenPoint[] {
  return open.filter(({ kind }) => named.has(kind));
}

/** Those of `open` that have to be confirmed and are not among the confirmed ones. */
export function unconfirmed(open: readonly OpenPoint[], confirmed: readonly OpenPoint[]): OpenPoint[] {
  return open.filter(
    ({ kind, id }) => !named.has(kind) && !confirmed.some((each) => each.kind === kind && each.id === id),
  );
}

/** How many there are of each kind, in words: `2条核实说明没有办理（认可或不认可）`. */
export function openPointLines(points: readonly Pick<OpenPoint, "kind">[]): string[] {
  return openPointKinds.flatMap((kind) => {
    const count = points.filter((point) => point.kind === kind).length;
    return count === 0 ? [] : [`${count}${kinds[kind]}`];
  });
}
