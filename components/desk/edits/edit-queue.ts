import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { ErrorCode } from "@/lib/platform/errors";
import { editId, type Edit, type EditId, type QueuedEdit } from "./edit";
import type { UnsentStore } from "./unsent-store";
import { isOfOtherRelease } from "@/components/ui/other-release";

/** Somebody else was there first: theirs, who and when. Nobody's edit until the person decides. */
export interface Conflict extends QueuedEdit {
  id: EditId;
  /** Stored now: fen, a count or `null` for a cell; the text for a text. `raw` is an input that is no amount. */
  theirs: { value: number | null; raw: string | null } | { text: string } | { performance: StoredPerformance };
  by: string | null;
  /** ISO 8601. */
  at: string | null;
  message: string;
  mayKeepMine: boolean;
}

/** The server will not take it as it is; kept until the person changes or discards it. */
export interface Refusal extends QueuedEdit {
  id: EditId;
  reasons: string[];
}

/** The answer for one edit of a batch, in order. */
export type EditAnswer =
  | { ok: true; revision: number }
  | ({ ok: false; revision: number } & Pick<Conflict, "theirs" | "by" | "at" | "message" | "mayKeepMine">);

export type BatchAnswer = { ok: true; answers: EditAnswer[] } | { ok: false; code?: ErrorCode; reasons: string[] };

export interface QueueState {
  /**
   * `looking`: not known yet what earlier pages left. `idle`: all is stored on the server, apart from conflicts and
   * refusals. `held`: something is still being typed. `outdated`: the page came from another release than the one that
   * answers now, and has to be loaded again.
   */
  phase: "looking" | "idle" | "held" | "sending" | "offline" | "outdated" | "signedOut" | "waiting";
  /** Edits not yet acknowledged. */
  unsent: number;
  /** Edits that other tabs of this browser have not sent. */
  elsewhere: number;
  /** What the server said when it could not take anything for now. */
  message: string | null;
  savedAt: Date | null;
  conflicts: readonly Conflict[];
  refusals: readonly Refusal[];
  /** What another release left in this browser and this one cannot read, as it was found. */
  unread: readonly string[];
}

/** How many things wait for the person, not for the server. */
export function undecidedIn({ conflicts, refusals, unread }: QueueState): number {
  return conflicts.length + refusals.length + unread.length;
}

/** Whether the store holds all that is shown. */
export function isAllSaved(state: QueueState): boolean {
  return state.phase === "idle" && undecidedIn(state) === 0;
}

interface Options {
  /**
   * Sends edits of one kind (cells: of one unit and one way of changing too); rejects when the server was not reached.
   */
  send: (batch: readonly QueuedEdit[]) => Promise<BatchAnswer>;
  store: UnsentStore;
  /** Whether `resume` is going to be called: until then nobody knows that all is stored. */
  resumes: boolean;
  revisions: ReadonlyMap<EditId, number>;
  now: () => Date;
}

/** The server takes 200 texts or 2,000 cells at once. */
const BATCH_SIZE = 200;
/** The page goes on by itself: nobody has to try again. */
const databaseAway = "数据库暂时不可用，";
/** Answers after which the same edits may well be taken later. */
const passing: readonly (ErrorCode | undefined)[] = [
  "databaseUnavailable",
  "storageFull",
  "internal",
  "tooManyRequests",
];

/**
 * The unsent edits of one person on one version: sent in batches, one at a time, each edit on the revision it was made
 * on. What is not acknowledged is kept; what somebody else changed meanwhile waits for a decision; what the server
 * refuses is named and sent again only when the person asks. Knows nothing of the browser: `flush()` is called by
 * whoever notices a chance.
 */
export class EditQueue {
  private readonly pending = new Map<EditId, QueuedEdit>();
  /**
   * Of another page that is gone, at places where this page has an edit of its own: they go out after it and meet it.
   */
  private inherited: QueuedEdit[] = [];
  /** What is being typed into a cell that nobody has left yet: kept like the others, sent once the cell is left. */
  private open: QueuedEdit | null = null;
  private readonly conflicts = new Map<EditId, Conflict>();
  private readonly refusals = new Map<EditId, Refusal>();
  private unread: readonly string[] = [];
  private readonly revisions: Map<EditId, number>;
  /** Edits of a batch that was refused as a whole: they go out one by one, so that only the culprit is refused. */
  private readonly alone = new Set<EditId>();
  private readonly listeners = new Set<() => void>();
  private isSending = false;
  private state: QueueState;

  constructor(private readonly options: Options) {
    this.revisions = new Map(options.revisions);
    this.state = {
      phase: options.resumes ? "looking" : "idle",
      unsent: 0,
      elsewhere: 0,
      message: null,
      savedAt: null,
      conflicts: [],
      refusals: [],
      unread: [],
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): QueueState => this.state;

  /**
   * Whether a revision that the page was told of is newer than what is known here, and nothing of one's own is on its
   * way to the place.
   */
  isNews(id: EditId, revision: number): boolean {
    return this.isFree(id) && revision > (this.revisions.get(id) ?? 0);
  }

  /** The person has seen what is stored there by now: what they do next is done on it. */
  learn(id: EditId, revision: number): void {
    if (this.isNews(id, revision)) this.revisions.set(id, revision);
  }

  /**
   * Takes up what pages that are gone could not send, now and later; each time `shown` gets what is to be shown again.
   */
  resume(shown: (edits: readonly Edit[]) => void): void {
    this.options.store.inherit(
      ({ edits: left, unread }) => {
        this.unread = [...new Set([...this.unread, ...unread])];
        const free = left.filter(({ edit }) => this.isFree(editId(edit)));
        this.inherited.push(...left.filter((queued) => !free.includes(queued)));
        for (const queued of free) this.pending.set(editId(queued.edit), queued);
        this.changed();
        shown(free.map(({ edit }) => edit));
        void this.flush();
      },
      (elsewhere) => {
        this.state = { ...this.state, elsewhere };
        this.changed();
      },
    );
  }

  /** Queues what was typed and sends it. Typing again over a conflict or a refusal decides it. */
  put(edit: Edit): void {
    this.hold(edit);
    void this.flush();
  }

  /** Queues what is still being typed: kept at once, sent with the next flush. */
  hold(edit: Edit): void {
    this.holdAll([edit]);
  }

  /** Keeps what is being typed into a cell, key by key; `hold` takes it over when the cell is left. */
  keepOpen(edit: Edit): void {
    const id = editId(edit);
    const wasOpen = this.open !== null;
    this.open = { edit, base: this.pending.get(id)?.base ?? this.revisions.get(id) ?? 0 };
    // The next keys into the same cell change nothing of what is said about saving.
    if (wasOpen) this.keep();
    else this.changed();
  }

  /** The cell that was typed into was left as it had been. */
  letGoOpen(): void {
    if (!this.open) return;
    this.open = null;
    this.changed();
  }

  /** Many at once, as a paste brings them: kept and told of once. */
  holdAll(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const id = editId(edit);
      const base = this.pending.get(id)?.base ?? this.revisions.get(id) ?? 0;
      this.conflicts.delete(id);
      this.refusals.delete(id);
      this.pending.set(id, { edit, base });
      if (this.open && editId(this.open.edit) === id) this.open = null;
    }
    this.changed();
  }

  /** Sends one's own input over theirs, after both were seen. */
  keepMine(id: EditId): void {
    const conflict = this.conflicts.get(id);
    if (conflict?.mayKeepMine) this.put(conflict.edit);
  }

  /** Sends a refused edit once more, unchanged: permissions and states change. */
  retry(id: EditId): void {
    const refusal = this.refusals.get(id);
    if (!refusal) return;
    this.refusals.delete(id);
    this.pending.set(id, { edit: refusal.edit, base: refusal.base });
    this.changed();
    void this.flush();
  }

  /** Lets go of what was typed: theirs stays, or what the server had before. */
  discard(edit: Edit): void {
    const id = editId(edit);
    this.conflicts.delete(id);
    this.refusals.delete(id);
    this.changed();
  }

  /** The person has copied what nobody could read, or does not need it: it goes from the browser. */
  discardUnread(unread: string): void {
    this.unread = this.unread.filter((each) => each !== unread);
    this.changed();
  }

  /** Sends what waits, until nothing does or the server cannot be reached. */
  async flush(): Promise<void> {
    this.releaseInherited();
    if (this.isSending || this.pending.size === 0) return;
    this.isSending = true;
    let phase: QueueState["phase"] = "idle";
    let message: string | null = null;
    while (phase === "idle" && this.pending.size > 0) {
      this.changed("sending");
      const batch = this.nextBatch();
      try {
        const answer = await this.options.send(batch.map(([, queued]) => queued));
        if (answer.ok) this.acknowledge(batch, answer.answers);
        else if (answer.code === "notSignedIn") phase = "signedOut";
        else if (passing.includes(answer.code)) phase = "waiting";
        else this.refuse(batch, answer);
        this.releaseInherited();
        if (!answer.ok && phase === "waiting")
          message = answer.code === "databaseUnavailable" ? databaseAway : answer.reasons.join("");
      } catch (error) {
        phase = isOfOtherRelease(error) ? "outdated" : "offline";
      }
    }
    this.isSending = false;
    this.changed(phase, message);
  }

  private isFree(id: EditId): boolean {
    return (
      !this.pending.has(id) &&
      !this.conflicts.has(id) &&
      !this.refusals.has(id) &&
      !(this.open && editId(this.open.edit) === id)
    );
  }

  private releaseInherited(): void {
    const free = this.inherited.filter(({ edit }) => this.isFree(editId(edit)));
    if (free.length === 0) return;
    this.inherited = this.inherited.filter((queued) => !free.includes(queued));
    for (const queued of free) this.pending.set(editId(queued.edit), queued);
  }

  private nextBatch(): [EditId, QueuedEdit][] {
    const [first, ...rest] = [...this.pending];
    const [firstId, { edit: kindred }] = first!;
    if (kindred.kind === "explanation" || kindred.kind === "performance" || this.alone.has(firstId)) return [first!];
    const goesAlong = ([id, { edit }]: [EditId, QueuedEdit]) =>
      edit.kind === kindred.kind &&
      !this.alone.has(id) &&
      !(edit.kind === "cell" && kindred.kind === "cell" && (edit.unit !== kindred.unit || edit.how !== kindred.how));
    return [first!, ...rest.filter(goesAlong)].slice(0, BATCH_SIZE);
  }

  private acknowledge(batch: readonly [EditId, QueuedEdit][], answers: readonly EditAnswer[]): void {
    batch.forEach(([id, sent], at) => {
      const answer = answers[at]!;
      const newest = this.pending.get(id) ?? sent;
      this.revisions.set(id, answer.revision);
      this.alone.delete(id);
      if (!answer.ok) {
        this.pending.delete(id);
        // The base stays the one they typed on: taken up after a reload, the edit must meet the conflict again.
        this.conflicts.set(id, { ...answer, id, edit: newest.edit, base: newest.base });
      } else if (newest === sent) this.pending.delete(id);
      // Typed again meanwhile: the newer input goes out next, on the new revision.
      else this.pending.set(id, { ...newest, base: answer.revision });
    });
    this.state = { ...this.state, savedAt: this.options.now() };
  }

  private refuse(
    batch: readonly [EditId, QueuedEdit][],
    { code, reasons }: { code?: ErrorCode; reasons: string[] },
  ): void {
    if (batch.length > 1 && code === "invalidInput") {
      for (const [id] of batch) this.alone.add(id);
      return;
    }
    for (const [id, sent] of batch) {
      this.alone.delete(id);
      if (this.pending.get(id) !== sent) continue;
      this.pending.delete(id);
      this.refusals.set(id, { ...sent, id, reasons });
    }
  }

  private changed(
    phase: QueueState["phase"] = this.isSending ? "sending" : this.state.phase,
    message: string | null = null,
  ): void {
    const unsent = this.unsent().length;
    this.state = {
      ...this.state,
      phase: this.isSending ? phase : unsent === 0 ? "idle" : phase === "idle" || phase === "looking" ? "held" : phase,
      message,
      unsent,
      conflicts: [...this.conflicts.values()],
      refusals: [...this.refusals.values()],
      unread: this.unread,
    };
    this.keep();
    for (const listener of this.listeners) listener();
  }

  /** The edits that no server has seen; of a cell that is typed into again, the newest. */
  private unsent(): QueuedEdit[] {
    const { open } = this;
    const pending = [...this.pending].filter(([id]) => !open || editId(open.edit) !== id).map(([, queued]) => queued);
    return [...pending, ...this.inherited, ...(open ? [open] : [])];
  }

  private keep(): void {
    const edits = [...this.unsent(), ...this.conflicts.values(), ...this.refusals.values()];
    this.options.store.write({ edits: edits.map(({ edit, base }) => ({ edit, base })), unread: this.unread });
  }
}
