import "server-only";
import { followed, saidPlaces, type CommentAnchor, type FollowedPlace } from "@/lib/domain/differences/comment-places";
import { differenceOf } from "@/lib/domain/differences/difference";
import { pairedDifference, type PairedDifference } from "@/lib/domain/differences/paired-changes";
import { defaultPoint, pointAt, stepPoints, type KnownPoint, type PointContext } from "@/lib/domain/differences/points";
import type { ReportState } from "@/lib/domain/differences/report-state";
import { changePart, lookedAt, seenParts } from "@/lib/domain/differences/seen-parts";
import { printedAt, type Change } from "@/lib/domain/document/publication-changes";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { listRefusals, readStateAt, stateAsItIs, type NotKept, type Refusal } from "@/lib/features/report-states/data";
import { shownReport, type ReportView } from "@/lib/features/report-view/loaders";
import { listMarks, listTakenSteps, type PersonsMark } from "@/lib/features/second-round/data";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { hashOf } from "@/lib/platform/content-hash";

export type { Refusal };

/** A part of the report as the reader has looked at it. */
export interface ShownPart {
  id: string;
  title: string;
  /** Of what it says now. */
  hash: string;
  /** `fallen`: looked at, and it has changed since. */
  state: "unseen" | "seen" | "fallen";
  /** Colleagues who have looked at it as it is now. */
  seenBy: string[];
}

/** A colleague who has looked at the report. */
export interface LookingColleague {
  by: string;
  /** Parts that they have looked at and that are as they were. */
  seen: number;
  /** Their last look. */
  at: Date;
}

export interface SecondRound {
  /** What may be chosen, with the reader's own look and now. */
  points: { id: string; label: string }[];
  from: { id: string; label: string } | null;
  to: { id: string; label: string };
  /** A point of the address that the report does not have. */
  unknownPoint: string | null;
  notKept: readonly NotKept[];
  /** `null`: there is no earlier point. */
  difference: PairedDifference | null;
  /** Of changes, by `changePart`: the hash of what they say, and whether the reader has marked it. */
  changeMarks: Record<string, { hash: string; isSeen: boolean }>;
  /** What cells printed before, and sentences said, by their address; only where the document is shown as it is now. */
  cellsBefore: Record<string, string>;
  sentencesBefore: Record<string, string | null>;
  /** Where the place of each thread is now, by its id. */
  followed: Record<string, FollowedPlace>;
  refusals: Refusal[];
  parts: ShownPart[];
  /** Who else has looked at it, the last one first. */
  colleagues: LookingColleague[];
}

/** What the address says of the two points. */
export interface AskedPoints {
  from: string | undefined;
  to: string | undefined;
}

/** A report as somebody reads it who has read it before. */
export async function loadSecondRound(
  view: ReportView,
  threads: readonly { id: string; anchor: CommentAnchor }[],
  asked: AskedPoints,
): Promise<SecondRound> {
  const { session, context } = await permittedVersion("report.read", view.version.id);
  const { districtId, versionId } = context;
  const [current, steps, marks, refusals] = await Promise.all([
    stateAsItIs(view, view.catalogues, shownReport(view)),
    listTakenSteps(districtId, view.reportId, view.version.number),
    listMarks(districtId, versionId),
    listRefusals(districtId, versionId),
  ]);
  const own = marks.filter(({ userId }) => userId === session.user.id);
  const decided = steps.findLast(
    ({ step, actorId, version }) =>
      actorId === session.user.id && version.id === versionId && (step === "sendBack" || step === "approve"),
  );
  const known: PointContext = {
    steps,
    versionId,
    lookedAt: lookedAt(seenParts(current), own, decided?.at ?? null),
  };
  const fromId = asked.from ?? defaultPoint(known);
  const from = fromId === null ? null : pointAt(fromId, known);
  const to = pointAt(asked.to ?? "now", known);
  const places = saidPlaces(current);
  const followedThreads = threads.map(({ id, anchor }) => ({
    id,
    anchorId: anchor.id,
    place: followed(places, anchor),
  }));
  const compared =
    from && to && from.id !== to.id
      ? await comparedPoints(districtId, { from, to }, { current, view, comments: followedThreads, refusals })
      : null;
  const isShownNow = to?.at === null;
  const parts = shownParts(current, marks, session.user.id);
  return {
    points: [
      ...(known.lookedAt ? [labelled(pointAt("looked", known)!)] : []),
      ...stepPoints(known).map(labelled),
      { id: "now", label: "现在" },
    ],
    from: from && labelled(from),
    to: labelled(to ?? pointAt("now", known)!),
    unknownPoint: (fromId !== null && !from ? fromId : undefined) ?? (to ? null : (asked.to ?? null)),
    notKept: compared?.notKept ?? [],
    difference: compared?.difference ?? null,
    changeMarks: Object.fromEntries(
      (compared?.difference.changes ?? []).map((change) => {
        const part = changePart(change.list, change.address);
        const hash = hashOf({ before: change.before, after: change.after, values: change.values });
        return [part, { hash, isSeen: own.some((mark) => mark.part === part && mark.hash === hash) }];
      }),
    ),
    cellsBefore: isShownNow ? (compared?.cellsBefore ?? {}) : {},
    sentencesBefore: isShownNow ? (compared?.sentencesBefore ?? {}) : {},
    followed: Object.fromEntries(followedThreads.map(({ id, place }) => [id, place])),
    refusals,
    parts,
    colleagues: colleaguesOf(parts, marks, session.user.id),
  };
}

interface Compared {
  difference: PairedDifference;
  notKept: readonly NotKept[];
  cellsBefore: Record<string, string>;
  sentencesBefore: Record<string, string | null>;
}

async function comparedPoints(
  districtId: string,
  { from, to }: { from: KnownPoint; to: KnownPoint },
  {
    current,
    view,
    comments,
    refusals,
  }: {
    current: ReportState;
    view: ReportView;
    comments: { id: string; anchorId: string; place: FollowedPlace }[];
    refusals: readonly Refusal[];
  },
): Promise<Compared> {
  const before = await readStateAt(districtId, from);
  const after = to.at === null ? { state: current, model: view.model, notKept: [] } : await readStateAt(districtId, to);
  const { entered, moved, isUnnamed } = differenceOf(before.state, after.state);
  const findings = new Map(
    [...before.model.findings(), ...after.model.findings()].map(({ key, cells }) => [key, cells as readonly string[]]),
  );
  const difference = pairedDifference(
    { entered, moved, isUnnamed },
    {
      before: before.state,
      after: after.state,
      dependentsOf: (id) =>
        [before.model, after.model].flatMap((model) => model.dependentsOf(id as FactKey) as readonly string[]),
      comments,
      refused: [...new Set(refusals.map(({ findingKey }) => findingKey))].map((key) => ({
        key,
        cells: findings.get(key) ?? [],
      })),
    },
  );
  const ofList = (list: "cells" | "sentences") => moved.filter((change) => change.list === list);
  const cells: readonly Change[] = ofList("cells");
  const [was, is] = [printedAt(before.state, cells), printedAt(after.state, cells)];
  return {
    difference,
    notKept: [...new Set([...before.notKept, ...after.notKept])],
    cellsBefore: Object.fromEntries(
      cells.map(({ address, before: exact }) => {
        const printed = was.get(address);
        // Money that is printed alike is told to the fen.
        return [address, (printed === is.get(address) ? exact : printed) ?? "空"];
      }),
    ),
    sentencesBefore: Object.fromEntries(ofList("sentences").map(({ address, before: was }) => [address, was])),
  };
}

function labelled({ id, label }: KnownPoint): { id: string; label: string } {
  return { id, label };
}

function colleaguesOf(parts: readonly ShownPart[], marks: readonly PersonsMark[], userId: string): LookingColleague[] {
  const byPerson = new Map<string, LookingColleague>();
  for (const { userId: person, by, part, hash, at } of marks) {
    if (person === userId) continue;
    const known = byPerson.get(person) ?? { by, seen: 0, at };
    const isStanding = parts.some((each) => each.id === part && each.hash === hash);
    byPerson.set(person, { by, seen: known.seen + (isStanding ? 1 : 0), at: at > known.at ? at : known.at });
  }
  return [...byPerson.values()].toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

function shownParts(current: ReportState, marks: readonly PersonsMark[], userId: string): ShownPart[] {
  return seenParts(current).map(({ id, title, content }) => {
    const hash = hashOf(content);
    const ofPart = marks.filter(({ part }) => part === id);
    const own = ofPart.find((mark) => mark.userId === userId);
    return {
      id,
      title,
      hash,
      state: !own ? "unseen" : own.hash === hash ? "seen" : "fallen",
      seenBy: ofPart.filter((mark) => mark.userId !== userId && mark.hash === hash).map(({ by }) => by),
    };
  });
}
