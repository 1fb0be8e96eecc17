/**
 * What is still open on a report when the bureau decides on it. None of it forbids the step; each has to be named and
 * confirmed by whoever goes on, and the step keeps what was confirmed.
 */

const kinds = {
  unexplainedFinding: "条审核结果单位没有说明",
  unjudgedExplanation: "条核实说明没有办理（认可或不认可）",
  openComment: "条审核意见没有解决",
  openQuestion: "条单位提问没有了结",
  approvedWithoutText: "份批复由旧版本系统办理，没有保存批复时的文本，将公开按现行文字生成的内容",
} as const;

export type OpenPointKind = keyof typeof kinds;

export const openPointKinds = Object.keys(kinds) as OpenPointKind[];

/** `id`: of the finding, the comment or the version. */
export interface OpenPoint {
  kind: OpenPointKind;
  id: string;
}

/** Those of `open` that are not among the confirmed ones. */
export function unconfirmed(open: readonly OpenPoint[], confirmed: readonly OpenPoint[]): OpenPoint[] {
  return open.filter(({ kind, id }) => !confirmed.some((each) => each.kind === kind && each.id === id));
}

/** How many there are of each kind, in words: `2条核实说明没有办理（认可或不认可）`. */
export function openPointLines(points: readonly Pick<OpenPoint, "kind">[]): string[] {
  return openPointKinds.flatMap((kind) => {
    const count = points.filter((point) => point.kind === kind).length;
    return count === 0 ? [] : [`${count}${kinds[kind]}`];
  });
}
