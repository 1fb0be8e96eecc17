import { storeOf, type Store } from "@/components/ui/store";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { performanceSlot } from "@/lib/domain/words/facts";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import { performanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { findingChanges } from "@/lib/domain/report/rehearsal/finding-changes";
import type { Figure } from "@/lib/domain/report/rehearsal/moved-figures";
import type { SuspectEdit } from "@/lib/domain/suspects/suspicion";
import { followWith } from "../browser/follow";
import { browserValue } from "../browser/browser-value";
import { later } from "../browser/later";
import type { Edit, EditId } from "../edits/edit";
import { EditQueue, type Conflict } from "../edits/edit-queue";
import { keepSending } from "../edits/keep-sending";
import { sendEdits } from "../edits/send-edits";
import { unsentStore } from "../edits/unsent-store";
import { typedEntry, type TypedEntry } from "../figures/amount-edits";
import { lastYearOf } from "../figures/last-year";
import { createLayer, freshLayerState, type Layer } from "../figures/layer";
import { noRemovedRows, removedRowsFrom } from "../figures/removed-rows";
import { emptyHistory, historyFrom, undoable } from "../figures/undo-history";
import { deskModelOf, unreadableIn, type DeskReport } from "../report/desk-report";
import type { FileChange } from "../report/file-change";
import { mayMoveFigures, type DeskState, type Seen } from "./desk-state";
import { viewingAt, splitFrom, type PanelTab } from "./viewing-state";
import { rehearsalOver, type Rehearsal } from "./rehearsal";
import { suspecting } from "./suspecting";
import { waysThrough, type Ways } from "./ways";

/**
 * The desk of one person on one version: its store, and everything that may be done at it. The same object as long as
 * the page stands.
 */
export interface Desk {
  store: Store<DeskState>;
  queue: EditQueue;
  ways: Ways;
  rehearsal: Pick<Rehearsal, "begin" | "leave" | "discard">;
  /** Of the figures in sight. */
  edits: () => Layer["edits"];
  rows: () => Layer["rows"];
  /** A text while somebody types: kept at once, saved soon. */
  typeText: (slot: string, text: string) => void;
  /** A text that is whole: saved at once. */
  setText: (slot: string, text: string) => void;
  typePerformance: (stored: StoredPerformance) => void;
  /**
   * What a file brings goes the way of everything typed: shown at once, saved, compared with what others did meanwhile.
   */
  takeOver: (changes: readonly FileChange[]) => void;
  /** Follows a suspicion, or takes it back. */
  retype: (suspected: readonly SuspectEdit[]) => void;
  /**
   * Ends the rehearsal and types the chosen figures of it into the report, as one step on what the person saw there.
   */
  adoptRehearsal: (keys: ReadonlySet<FactKey>) => void;
  /**
   * Gives up an edit that could not be saved: the place shows what is stored, `theirs` where somebody else wrote it
   * meanwhile.
   */
  discard: (edit: Edit, theirs: Conflict["theirs"] | null) => void;
  /** The page was made anew. What is still on its way is not taken back. */
  refresh: (report: DeskReport) => void;
  /**
   * Reads what the browser keeps, takes up what earlier pages left unsent, sends, searches; the answer closes the desk.
   */
  open: () => () => void;
}

/** Also made on the server, where it is only looked at: whatever needs the browser begins with `open`. */
export function createDesk(report: DeskReport, initial: { view: string; tab: PanelTab }): Desk {
  const { userId, versionId } = report;
  const whose = `${userId}.${versionId}`;
  const unsent = unsentStore(whose);
  const queue = new EditQueue({
    send: (batch) => sendEdits({ versionId, personId: userId }, batch),
    store: unsent,
    resumes: report.isEditable,
    revisions: revisionsOf(report),
    now: () => new Date(),
  });
  const past = browserValue(`mingzhang.undo.${whose}`, historyFrom);
  const removed = browserValue(`mingzhang.removed-rows.${whose}`, removedRowsFrom);
  const split = browserValue(`mingzhang.split.${whose}`, splitFrom);
  const follow = followWith(look);
  const layerParts = { follow, removed, lastYear: () => store.read().lastYear };
  const model = deskModelOf(report);
  const { sheets } = model.tableSet;
  let thresholds = thresholdsOf(report.thresholds);
  let stored = cellsByKey(report);
  let isOpen = false;
  let hasResumed = false;

  const own = createLayer({
    ...layerParts,
    model,
    past,
    state: { read: () => store.read().own, change: (part) => change({ own: { ...store.read().own, ...part } }) },
    onType: (input) => queue.keepOpen({ kind: "cell", ...input, how: "typed" }),
    onSave: (typed, how, unit) => {
      queue.holdAll(typed.map(({ key, input }) => ({ kind: "cell", key, input, unit, how })));
      // Kept in the browser by now; what is typed cell by cell goes out together.
      if (how === "typed") follow.soon(() => void queue.flush());
      else void queue.flush();
    },
  });

  const beginning = {
    ...factsOfPage(report),
    removedRows: noRemovedRows,
    own: { ...freshLayerState(unreadableIn(report)), ...undoable(emptyHistory) },
    rehearsed: null,
    rehearsal: { moved: [], at: null, isStored: true },
    texts: new Map(report.texts.map(({ slot, text }) => [slot, text])),
    performance: { stored: report.performance, entry: performanceOf(report.performance), shown: 0 },
    saving: queue.snapshot(),
    suspicions: [],
    place: viewingAt(initial.view, initial.tab),
  };
  const store: Store<DeskState> = storeOf<DeskState>({ ...beginning, seen: seenIn(beginning) });
  const rehearsal = rehearsalOver({ whose, own, read: store.read, change, layerParts, formalOf, look });
  const search = suspecting({
    isWaiting: follow.isWaiting,
    isOpen: ({ edits }) => edits.every((edit) => edit.kind === "fact" && !store.read().locked.has(edit.key)),
    tell: (suspicions) => change({ suspicions }),
  });

  function change(part: Partial<DeskState>): void {
    store.write({ ...store.read(), ...part });
  }

  function layerNow(): Layer {
    return rehearsal.layer() ?? own;
  }

  function seenIn({ texts, performance, ...state }: Omit<DeskState, "seen">): Seen {
    const given = { texts, thresholds, performance: performance.entry };
    // The first time nothing is rehearsed, and the rehearsal is not there yet.
    const layer = state.rehearsed ? layerNow() : own;
    const findings = findingsOn(layer, given);
    return {
      model: layer.model,
      texts,
      findings,
      narrative: layer.write(given),
      compared:
        layer === own
          ? null
          : { model, invalid: state.own.invalid, findings: findingChanges(findingsOn(own, given), findings) },
    };
  }

  /** Looks at all figures, texts and forms anew. */
  function look(): void {
    change({ seen: seenIn(store.read()), rehearsal: rehearsal.state() });
    if (isOpen) suspect();
  }

  function suspect(): void {
    const { model: inSight, findings } = store.read().seen;
    search.look(inSight, mayMoveFigures(store.read()) ? findings : []);
  }

  const lookSoon = () => later(look);

  function showText(slot: string, text: string): void {
    change({ texts: new Map(store.read().texts).set(slot, text) });
    lookSoon();
  }

  function showPerformance(next: StoredPerformance, by: "person" | "page"): void {
    const { shown } = store.read().performance;
    change({ performance: { stored: next, entry: performanceOf(next), shown: by === "page" ? shown + 1 : shown } });
    lookSoon();
  }

  function typeText(slot: string, text: string): void {
    showText(slot, text);
    queue.hold({ kind: "text", slot, text });
  }

  function typePerformance(next: StoredPerformance): void {
    showPerformance(next, "person");
    queue.hold({ kind: "performance", performance: next });
  }

  /** The report holds these by now; a rehearsal follows where it moved nothing. */
  function hold(figures: readonly TypedEntry[]): void {
    own.edits.put(figures);
    rehearsal.takeFrom(figures);
  }

  function formalOf(key: FactKey): Figure {
    const cell = stored.get(key);
    if (cell && queue.isNews(`cell:${key}`, cell.revision)) return { value: cell.value, raw: cell.rawInput };
    const raw = store.read().own.invalid.get(key) ?? null;
    return { value: raw === null ? model.amount(key) : null, raw };
  }

  function takeOver(changes: readonly FileChange[]): void {
    for (const each of changes) {
      if (each.kind === "text") typeText(each.slot, each.after);
      else if (each.kind === "performance") {
        showPerformance(each.after, "page");
        queue.hold({ kind: "performance", performance: each.after });
      }
    }
    const figures = changes.filter((each) => each.kind === "cell");
    const { invalid } = store.read().rehearsed ?? store.read().own;
    if (figures.length > 0)
      layerNow().edits.change(
        figures.map(({ key, before, after }) => ({
          key,
          before: invalid.get(key) ?? typedValueText(key, before, sheets),
          input: typedValueText(key, after, sheets),
        })),
        "import",
        "yuan",
      );
    void queue.flush();
  }

  function retype(suspected: readonly SuspectEdit[]): void {
    takeOver(
      suspected.flatMap((edit): FileChange[] =>
        edit.kind === "fact"
          ? [{ kind: "cell", key: edit.key, before: edit.from, after: edit.to, isLocked: false }]
          : [],
      ),
    );
  }

  function adoptRehearsal(keys: ReadonlySet<FactKey>): void {
    const chosen = store.read().rehearsal.moved.filter(({ key }) => keys.has(key));
    own.edits.put(chosen.map(({ key, formal: before }) => entryOf(key, before, sheets)));
    for (const { key } of chosen) queue.learn(`cell:${key}`, stored.get(key)?.revision ?? 0);
    rehearsal.leave(keys);
    own.edits.change(
      chosen.map(({ key, formal: before, now }) => ({
        key,
        before: inputOf(key, before, sheets),
        input: inputOf(key, now, sheets),
      })),
      "rehearsal",
      "yuan",
    );
  }

  function discard(edit: Edit, theirs: Conflict["theirs"] | null): void {
    const { report: now } = store.read();
    queue.discard(edit);
    if (edit.kind === "cell") {
      const cell = stored.get(edit.key);
      hold([
        entryOf(
          edit.key,
          theirs && "value" in theirs ? theirs : { value: cell?.value ?? null, raw: cell?.rawInput ?? null },
          sheets,
        ),
      ]);
    } else if (edit.kind === "text")
      showText(
        edit.slot,
        theirs && "text" in theirs ? theirs.text : (now.texts.find(({ slot }) => slot === edit.slot)?.text ?? ""),
      );
    else if (edit.kind === "performance")
      showPerformance(theirs && "performance" in theirs ? theirs.performance : now.performance, "page");
  }

  /** Shows again what pages that are gone could not send. */
  function takeUp(resumed: readonly Edit[]): void {
    hold(resumed.flatMap((edit) => (edit.kind === "cell" ? [typedEntry(edit, sheets)] : [])));
    for (const edit of resumed) {
      if (edit.kind === "text") showText(edit.slot, edit.text);
      else if (edit.kind === "performance") showPerformance(edit.performance, "page");
    }
  }

  function resume(): void {
    if (hasResumed || !isOpen || !store.read().report.isEditable) return;
    hasResumed = true;
    queueMicrotask(() => queue.resume(takeUp));
  }

  function refresh(next: DeskReport): void {
    if (next === store.read().report) return;
    thresholds = thresholdsOf(next.thresholds);
    stored = cellsByKey(next);
    later(() => {
      change(factsOfPage(next));
      look();
    });
    resume();
  }

  const showUndoable = () => later(() => change({ own: { ...store.read().own, ...undoable(past.read()) } }));
  const showRemoved = () => later(() => change({ removedRows: removed.read() }));
  const showSplit = () => later(() => change({ place: { ...store.read().place, split: split.read() } }));
  // What the browser keeps is shown when there is time: a key that is pressed meanwhile is painted first.
  past.subscribe(showUndoable);
  removed.subscribe(showRemoved);
  split.subscribe(showSplit);
  queue.subscribe(() => change({ saving: queue.snapshot() }));

  function open(): () => void {
    const close = unsent.open();
    const stopSending = keepSending(queue);
    isOpen = true;
    showUndoable();
    showRemoved();
    showSplit();
    later(() => change({ rehearsal: rehearsal.state() }));
    suspect();
    resume();
    return () => {
      isOpen = false;
      stopSending();
      follow.stop();
      search.stop();
      close();
    };
  }

  return {
    store,
    queue,
    ways: waysThrough({
      read: () => store.read().place,
      change: (part) => change({ place: { ...store.read().place, ...part } }),
      split,
      model: () => layerNow().model,
      keepRows: (keys) => layerNow().rows.keep(keys),
      follow,
    }),
    rehearsal,
    edits: () => layerNow().edits,
    rows: () => layerNow().rows,
    typeText,
    setText(slot, text) {
      typeText(slot, text);
      void queue.flush();
    },
    typePerformance,
    takeOver,
    retype,
    adoptRehearsal,
    discard,
    refresh,
    open,
  };
}

/** What follows from the page alone, not from what is typed. */
function factsOfPage(report: DeskReport): Pick<DeskState, "report" | "locked" | "lastYear"> {
  return {
    report,
    locked: new Set(report.cells.filter(({ isLocked }) => isLocked).map(({ key }) => key)),
    lastYear: lastYearOf(report),
  };
}

const cellsByKey = ({ cells }: DeskReport) => new Map(cells.map((cell) => [cell.key, cell]));

/** The revision of every place as the page was made. */
function revisionsOf({ cells, texts }: DeskReport): Map<EditId, number> {
  return new Map([
    ...cells.map(({ key, revision }) => [`cell:${key}`, revision] as const),
    ...texts.map(
      ({ slot, revision }) => [slot === performanceSlot ? "performance" : `text:${slot}`, revision] as const,
    ),
  ]);
}

function findingsOn(
  { model }: Layer,
  { texts, performance }: Pick<DeskState, "texts"> & { performance: DeskState["performance"]["entry"] },
) {
  model.setTexts(texts);
  model.setPerformance(performance);
  return model.findings();
}

/** As it would be typed in yuan. */
function inputOf(key: FactKey, { value, raw }: Figure, sheets: EntrySheets): string {
  return raw ?? typedValueText(key, value, sheets);
}

function entryOf(key: FactKey, figure: Figure, sheets: EntrySheets): TypedEntry {
  return { key, input: inputOf(key, figure, sheets), value: figure.raw === null ? figure.value : undefined };
}
