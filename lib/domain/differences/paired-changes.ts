/**
 * A difference as whoever reviews a second time reads it: each thing that the unit changed with its place in the page,
 * with what moved because of it, and with the comments and refusals that it answers.
 */
import { placedBlocks } from "../document/placed-blocks";
import type { FrozenBlock, FrozenDocument } from "../document/frozen-document";
import { parseCellId } from "../words/cell-id";
import type { CellId } from "../words/cell-id";
import { fragmentText } from "../text/writing/sentence";
import { formRowAddress } from "../words/form-row-address";
import type { FollowedPlace } from "./comment-places";
import type { Difference, EnteredChange, MovedChange } from "./difference";
import { performanceEntries } from "./performance-entries";
import type { CommentStanding, ReportState } from "./report-state";

/** A comment as it is to be answered. */
export interface OpenComment {
  id: string;
  /** As it was written on. */
  anchorId: string;
  place: FollowedPlace;
}

/** An explanation that the bureau refused, with the cells that its finding speaks of. */
export interface RefusedFinding {
  key: string;
  cells: readonly string[];
}

export interface PairedChange extends EnteredChange {
  /** Where the page shows it; `null`: nothing printed speaks of it. */
  place: string | null;
  movedWith: readonly MovedChange[];
  /** Threads and findings that it answers, by their ids and keys. */
  answers: { comments: readonly string[]; findings: readonly string[] };
}

export interface PairedDifference {
  /** What the unit changed. */
  changes: readonly PairedChange[];
  /** What the two sides did with comments and explanations besides. */
  handled: readonly EnteredChange[];
  /** What is printed otherwise without following from one change: names, terms, last year's accounts. */
  others: readonly MovedChange[];
}

export interface PairingContext {
  before: ReportState;
  after: ReportState;
  /** Printed cells that are computed from a fact or a cell at once, in either state. */
  dependentsOf: (id: string) => readonly string[];
  comments: readonly OpenComment[];
  refused: readonly RefusedFinding[];
}

export function pairedDifference({ entered, moved }: Difference, context: PairingContext): PairedDifference {
  const index = new Index(context);
  const isOfUnit = ({ list, values: { before, after } }: EnteredChange) =>
    list === "comments"
      ? ((after ?? before) as CommentStanding).answers > ((before as CommentStanding | null)?.answers ?? 0)
      : list !== "judgements";
  const explained = new Set<MovedChange>();
  const changes = entered.filter(isOfUnit).map((change): PairedChange => {
    const reach = index.reachOf(change);
    const movedWith = moved.filter((each) => placesOfMoved(each).some((place) => reach.has(place)));
    for (const each of movedWith) explained.add(each);
    return {
      ...change,
      place: index.placeOf(change, reach),
      movedWith,
      answers: {
        comments: context.comments
          .filter(
            ({ id, anchorId, place }) =>
              (change.list === "comments" && change.address === id) ||
              (isOtherwise(place) && (reach.has(anchorId) || ("place" in place && reach.has(place.place)))),
          )
          .map(({ id }) => id),
        findings: context.refused
          .filter(
            ({ key, cells }) =>
              (change.list === "explanations" && change.address === key) || cells.some((cell) => reach.has(cell)),
          )
          .map(({ key }) => key),
      },
    };
  });
  return {
    changes,
    handled: entered.filter((change) => !isOfUnit(change)),
    others: moved.filter((each) => !explained.has(each)),
  };
}

/** A change that left the place of a comment as it was does not answer it. */
function isOtherwise({ state }: FollowedPlace): boolean {
  return state === "changed" || state === "gone" || state === "notKept";
}

/** Addresses in the page that a moved thing stands at. */
function placesOfMoved({ list, address }: MovedChange): string[] {
  switch (list) {
    case "explanations":
      return [address.replace(/#\d+$/, "")];
    case "forms":
      return [address.split(":")[0]!];
    case "wording":
      return [address, address.split(":")[0]!];
    default:
      return [address];
  }
}

/** Which sentences, paragraphs and forms speak of a cell, a fact, a slot or a project. */
class Index {
  private readonly speaking = new Map<string, Set<string>>();

  constructor(private readonly context: PairingContext) {
    const { before, after } = context;
    for (const { document } of [after, before]) this.read(document);
  }

  /** Everything in the page that a change goes into, and the change's own address. */
  reachOf({ list, address }: EnteredChange): ReadonlySet<string> {
    switch (list) {
      case "facts": {
        const cells = this.cellsFrom(address);
        const tables = cells.map((cell) => `table-${parseCellId(cell as CellId).table}`);
        return new Set([address, ...cells, ...tables, ...[address, ...cells].flatMap((each) => this.spokenOf(each))]);
      }
      case "texts":
        return new Set([address, ...this.spokenOf(`slot ${address}`), ...this.statingText(address)]);
      case "performance":
        return new Set([address, ...this.namesOfProject(address).flatMap((name) => this.spokenOf(`project ${name}`))]);
      case "explanations":
      case "judgements":
      case "comments":
        return new Set();
    }
  }

  /** Every cell that a fact goes into, over however many others. */
  private cellsFrom(fact: string): string[] {
    const found = new Set<string>();
    const next = [fact];
    for (let id = next.pop(); id !== undefined; id = next.pop())
      for (const cell of this.context.dependentsOf(id)) {
        if (found.has(cell)) continue;
        found.add(cell);
        next.push(cell);
      }
    return [...found];
  }

  /** The first place of the page that shows it. */
  placeOf({ list, address }: EnteredChange, reach: ReadonlySet<string>): string | null {
    if (list === "explanations" || list === "judgements") return `finding:${address}`;
    if (list === "comments") return `thread:${address}`;
    const shown = this.shown();
    const row = list === "facts" ? address.split(":")[1] : undefined;
    const there = [...reach].filter((place) => shown.has(place));
    return there.find((place) => row !== undefined && place.split(".")[1] === row) ?? there[0] ?? null;
  }

  private shownPlaces: ReadonlySet<string> | undefined;

  private shown(): ReadonlySet<string> {
    const { tables, document } = this.context.after;
    return (this.shownPlaces ??= new Set([
      ...tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap(({ cellId }) => cellId ?? []))),
      ...placedBlocks(document).flatMap(({ block }) => [
        ...(block.kind === "paragraph" ? block.sentences.map(({ id }) => id) : []),
        block.id,
      ]),
    ]));
  }

  private spokenOf(what: string): string[] {
    return [...(this.speaking.get(what) ?? [])];
  }

  private add(what: string, ...places: string[]): void {
    const known = this.speaking.get(what) ?? new Set();
    for (const place of places) known.add(place);
    this.speaking.set(what, known);
  }

  private read(document: FrozenDocument): void {
    for (const { block } of placedBlocks(document)) {
      if (block.kind === "paragraph") this.readParagraph(block);
      if (block.kind !== "grid") continue;
      const names = new Set(block.grid.body.flat().map(({ text }) => text));
      const rows = [...block.grid.head, ...block.grid.body].map((_, at) => formRowAddress(block.id, at + 1));
      for (const name of this.projectNames()) if (names.has(name)) this.add(`project ${name}`, block.id, ...rows);
    }
  }

  /** A sentence without figures speaks of those beside it: of whether they are the same, and why not. */
  private readParagraph(block: Extract<FrozenBlock, { kind: "paragraph" }>): void {
    const silent = block.sentences.filter(({ fragments }) => !fragments.some(({ kind }) => kind === "number"));
    const besides = [block.id, ...silent.map(({ id }) => id)];
    for (const { id, fragments } of block.sentences) {
      for (const fragment of fragments) {
        if (fragment.kind === "reason") this.add(`slot ${fragment.slot}`, id, block.id);
        if (fragment.kind !== "number") continue;
        for (const each of [...fragment.cells, ...fragment.facts]) this.add(each, id, ...besides);
        for (const name of fragment.forms ?? []) this.add(`project ${name}`, id, ...besides);
      }
    }
  }

  /** Typed texts that stand in the document as they are: 职责, 机构设置. */
  private statingText(slot: string): string[] {
    return [this.context.after, this.context.before].flatMap(({ texts, document }) => {
      const lines = (texts.find((each) => each.slot === slot)?.text ?? "").split("\n").map((line) => line.trim());
      const stated = lines.filter((line) => line.length > 1);
      if (stated.length === 0) return [];
      return placedBlocks(document).flatMap(({ block }) => {
        if (block.kind !== "paragraph") return [];
        const said = block.sentences.map(({ fragments }) => fragments.map(fragmentText).join("")).join("");
        if (!stated.some((line) => said.includes(line) || line.includes(said))) return [];
        return [block.id, ...block.sentences.map(({ id }) => id)];
      });
    });
  }

  private namesOfProject(path: string): string[] {
    const [list, at] = path.split("/");
    const name = `${list}/${at}/${list === "projects" ? "name" : "project"}`;
    return [this.context.after, this.context.before].flatMap((state) => performanceEntries(state).get(name) ?? []);
  }

  private names: ReadonlySet<string> | undefined;

  private projectNames(): ReadonlySet<string> {
    const { after, before } = this.context;
    return (this.names ??= new Set(
      [after, before].flatMap(({ projects, keyEvaluations }) => [
        ...projects.map(({ name }) => name),
        ...keyEvaluations.map(({ project }) => project),
      ]),
    ));
  }
}
