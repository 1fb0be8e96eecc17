import type { EnteredList } from "@/lib/domain/differences/report-state";
import type { FollowedPlace } from "@/lib/domain/differences/comment-places";
import { enteredLists } from "@/lib/domain/differences/report-state";
import { changePart } from "@/lib/domain/differences/seen-parts";
import type { MovedList } from "@/lib/domain/differences/difference";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { SecondRound, ShownPart } from "@/lib/features/second-round/loaders";

/** Something that moved, as the list tells it. */
export interface MovedLine {
  list: MovedList;
  address: string;
  what: string;
  before: string | null;
  after: string | null;
}

/** One thing that the unit changed, as the list tells it. */
export interface ChangeLine {
  /** What a mark of it is kept under; also what its element is found by. */
  part: string;
  hash: string;
  isSeen: boolean;
  /** 填报数, 核实说明 … */
  kind: string;
  list: EnteredList;
  what: string;
  before: string | null;
  after: string | null;
  /** Where the page shows it. */
  place: string | null;
  movedWith: MovedLine[];
  answers: { comments: string[]; findings: string[] };
}

/** The round as the browser has it. */
export interface RoundLines {
  points: { id: string; label: string }[];
  from: { id: string; label: string } | null;
  to: { id: string; label: string };
  unknownPoint: string | null;
  notKept: readonly string[];
  /** `null`: there is nothing to compare with. */
  changes: ChangeLine[] | null;
  handled: { what: string; before: string | null; after: string | null }[];
  others: MovedLine[];
  cellsBefore: Record<string, string>;
  sentencesBefore: Record<string, string | null>;
  followed: Record<string, FollowedPlace>;
  parts: ShownPart[];
  /** Who else has looked at the report, the last one first. */
  colleagues: { by: string; seen: number; at: string }[];
}

export function roundLines(round: SecondRound): RoundLines {
  const { points, from, to, unknownPoint, notKept, difference, changeMarks, followed, parts, colleagues } = round;
  const { cellsBefore, sentencesBefore } = round;
  return {
    points,
    from,
    to,
    unknownPoint,
    notKept,
    changes:
      difference?.changes.map(({ list, address, what, before, after, place, movedWith, answers }): ChangeLine => {
        const part = changePart(list, address);
        return {
          part,
          ...changeMarks[part]!,
          kind: enteredLists[list],
          list,
          what,
          before,
          after,
          place,
          movedWith: movedWith.map(movedLine),
          answers: { comments: [...answers.comments], findings: [...answers.findings] },
        };
      }) ?? null,
    handled: (difference?.handled ?? []).map(({ what, before, after }) => ({ what, before, after })),
    others: (difference?.others ?? []).map(movedLine),
    cellsBefore,
    sentencesBefore,
    followed,
    parts,
    colleagues: colleagues.map(({ by, seen, at }) => ({ by, seen, at: formatDateTime(at) })),
  };
}

function movedLine({ list, address, what, before, after }: MovedLine): MovedLine {
  return { list, address, what, before, after };
}

/** Nothing to compare, and nothing followed: a report that is read for the first time. */
export const noRound: RoundLines = {
  points: [{ id: "now", label: "现在" }],
  from: null,
  to: { id: "now", label: "现在" },
  unknownPoint: null,
  notKept: [],
  changes: null,
  handled: [],
  others: [],
  cellsBefore: {},
  sentencesBefore: {},
  followed: {},
  parts: [],
  colleagues: [],
};
