import { describe, expect, it } from "vitest";
import { factKey } from "@/lib/domain/words/fact-address";
import { editId, type Edit, type QueuedEdit } from "./edit";
import { EditQueue, isAllSaved, type BatchAnswer } from "./edit-queue";

const wages = factKey("income", "2010301", "", "generalPublicBudget");
const office = factKey("income", "2010302", "", "generalPublicBudget");
const cell = (key: typeof wages, input: string, unit: "yuan" | "wan" = "yuan"): Edit => ({
  kind: "cell",
  key,
  input,
  unit,
});

/**
 * A server that answers what the test says, and a browser storage that outlives the queue; `left` is of an earlier
 * page.
 */
function bench(
  answer: (batch: readonly QueuedEdit[]) => BatchAnswer | Promise<BatchAnswer>,
  left: readonly QueuedEdit[] = [],
) {
  const sent: QueuedEdit[][] = [];
  const storage: {
    kept: QueuedEdit[];
    unread: readonly string[];
    pageGoes: (left: readonly QueuedEdit[], unread?: readonly string[]) => void;
    told: (elsewhere: number) => void;
  } = { kept: [], unread: [], pageGoes: () => {}, told: () => {} };
  const queue = new EditQueue({
    send: async (batch) => {
      sent.push([...batch]);
      return answer(batch);
    },
    store: {
      inherit: (take, tell) => {
        storage.pageGoes = (edits, unread = []) => take({ edits, unread });
        storage.told = tell;
        if (left.length > 0) take({ edits: left, unread: [] });
      },
      write: ({ edits, unread }) => Object.assign(storage, { kept: [...edits], unread }),
    },
    resumes: true,
    revisions: new Map([[`cell:${wages}`, 4]]),
    now: () => new Date("2022-05-10T08:00:00Z"),
  });
  return { queue, sent, storage };
}

const taken = (batch: readonly QueuedEdit[]): BatchAnswer => ({
  ok: true,
  answers: batch.map(({ base }) => ({ ok: true, revision: base + 1 })),
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("EditQueue", () => {
  it("claims that all is stored only after it has looked at what earlier pages left", () => {
    const { queue, storage } = bench(taken);
    expect(queue.snapshot().phase).toBe("looking");
    queue.resume(() => {});
    storage.told(0);
    expect(queue.snapshot().phase).toBe("idle");
  });

  it("sends an edit on the revision it was made on and forgets it when acknowledged", async () => {
    const { queue, sent, storage } = bench(taken);
    queue.put(cell(wages, "1"));
    expect(storage.kept).toHaveLength(1);
    await settled();
    expect(sent).toEqual([[{ edit: cell(wages, "1"), base: 4 }]]);
    expect(storage.kept).toEqual([]);
    expect(queue.snapshot()).toMatchObject({ phase: "idle", unsent: 0, savedAt: new Date("2022-05-10T08:00:00Z") });
  });

  it("sends what is typed while a batch is on its way afterwards, on the new revision", async () => {
    const { queue, sent } = bench(taken);
    queue.put(cell(wages, "1"));
    queue.put(cell(wages, "12"));
    queue.put(cell(wages, "123"));
    await settled();
    expect(sent.map(([first]) => first)).toEqual([
      { edit: cell(wages, "1"), base: 4 },
      { edit: cell(wages, "123"), base: 5 },
    ]);
  });

  it("edits on a newer revision once the person has seen what is stored there, but never over an edit of one's own", async () => {
    const { queue, sent } = bench(taken);
    expect(queue.isNews(`cell:${wages}`, 4)).toBe(false);
    expect(queue.isNews(`cell:${wages}`, 7)).toBe(true);
    queue.learn(`cell:${wages}`, 7);
    queue.hold(cell(wages, "1"));
    expect(queue.isNews(`cell:${wages}`, 8)).toBe(false);
    queue.learn(`cell:${wages}`, 8);
    await queue.flush();
    expect(sent).toEqual([[{ edit: cell(wages, "1"), base: 7 }]]);
  });

  it("keeps what is being typed into a cell with each key, and sends it when the cell is left", async () => {
    const { queue, sent, storage } = bench(taken);
    let told = 0;
    queue.resume(() => {});
    queue.subscribe(() => (told += 1));
    for (const input of ["7", "77", "777"]) queue.keepOpen(cell(wages, input));
    expect(storage.kept).toEqual([{ edit: cell(wages, "777"), base: 4 }]);
    expect(queue.snapshot()).toMatchObject({ phase: "held", unsent: 1 });
    // What is said about saving is painted once, not with each key.
    expect(told).toBe(1);
    await queue.flush();
    expect(sent).toEqual([]);
    queue.put(cell(wages, "777.77"));
    await settled();
    expect(sent).toEqual([[{ edit: cell(wages, "777.77"), base: 4 }]]);
    expect(storage.kept).toEqual([]);
    expect(queue.snapshot()).toMatchObject({ phase: "idle", unsent: 0 });
  });

  it("keeps nothing of a cell that was left as it had been", () => {
    const { queue, storage } = bench(taken);
    queue.resume(() => {});
    queue.keepOpen(cell(wages, "7"));
    queue.letGoOpen();
    expect(storage.kept).toEqual([]);
    expect(queue.snapshot().phase).toBe("idle");
  });

  it("counts a cell once that is typed into again before it was sent, and keeps the newer input", async () => {
    const { queue, storage } = bench(() => Promise.reject(new Error("offline")));
    queue.put(cell(wages, "1"));
    await settled();
    queue.keepOpen(cell(wages, "12"));
    expect(storage.kept).toEqual([{ edit: cell(wages, "12"), base: 4 }]);
    expect(queue.snapshot()).toMatchObject({ phase: "offline", unsent: 1 });
    queue.letGoOpen();
    expect(storage.kept).toEqual([{ edit: cell(wages, "1"), base: 4 }]);
  });

  it("keeps everything when another release answers, and says that the page has to be loaded again", async () => {
    const unknown = Object.assign(new Error("no such action"), { name: "UnrecognizedActionError" });
    const { queue, storage } = bench(() => Promise.reject(unknown));
    queue.put(cell(wages, "1"));
    await settled();
    expect(storage.kept).toEqual([{ edit: cell(wages, "1"), base: 4 }]);
    expect(queue.snapshot()).toMatchObject({ phase: "outdated", unsent: 1 });
  });

  it("keeps kinds and units apart", async () => {
    let isOnline = false;
    const { queue, sent } = bench((batch) => (isOnline ? taken(batch) : Promise.reject(new Error("offline"))));
    queue.put(cell(wages, "1"));
    await settled();
    sent.length = 0;
    isOnline = true;
    queue.put({ kind: "text", slot: "profile.duties", text: "职责" });
    await settled();
    queue.put(cell(office, "2", "wan"));
    await settled();
    expect(sent.map((batch) => batch.map(({ edit }) => edit.kind))).toEqual([["cell"], ["text"], ["cell"]]);
  });

  it("keeps everything while the server is away, says so, and sends it when it is back", async () => {
    let isOnline = false;
    const { queue, sent, storage } = bench((batch) => (isOnline ? taken(batch) : Promise.reject(new Error("offline"))));
    for (let at = 0; at < 50; at++) queue.put(cell(factKey("income", `20103${at}`, "", "otherIncome"), String(at)));
    await settled();
    expect(queue.snapshot()).toMatchObject({ phase: "offline", unsent: 50 });
    expect(storage.kept).toHaveLength(50);
    isOnline = true;
    await queue.flush();
    expect(sent.at(-1)!.map(({ edit }) => edit.kind === "cell" && edit.input)).toEqual(
      Array.from({ length: 50 }, (_, at) => String(at)),
    );
    expect(queue.snapshot()).toMatchObject({ phase: "idle", unsent: 0 });
  });

  it("takes up the edits of an earlier visit on the revisions they were made on", async () => {
    const { queue, sent } = bench(taken, [{ edit: cell(wages, "7"), base: 2 }]);
    const shown: Edit[] = [];
    queue.resume((edits) => shown.push(...edits));
    expect(shown).toEqual([cell(wages, "7")]);
    await settled();
    expect(sent).toEqual([[{ edit: cell(wages, "7"), base: 2 }]]);
  });

  it("does not call everything saved while another tab has unsent edits", () => {
    const { queue, storage } = bench(taken);
    queue.resume(() => {});
    storage.told(2);
    expect(queue.snapshot()).toMatchObject({ unsent: 0, elsewhere: 2 });
    storage.told(0);
    expect(queue.snapshot()).toMatchObject({ elsewhere: 0 });
  });

  it("takes over what another tab of the same person leaves; where both typed, one's own goes first and the other meets it", async () => {
    let isOnline = false;
    const server = new Map<string, number>([[`cell:${wages}`, 4]]);
    const answer = (batch: readonly QueuedEdit[]): BatchAnswer => ({
      ok: true,
      answers: batch.map(({ edit, base }) => {
        const id = editId(edit);
        const revision = server.get(id) ?? 0;
        if (base !== revision)
          return {
            ok: false,
            revision,
            theirs: { value: 100, raw: null },
            by: "王芳",
            at: null,
            message: "",
            mayKeepMine: true,
          };
        server.set(id, revision + 1);
        return { ok: true, revision: revision + 1 };
      }),
    });
    const { queue, sent, storage } = bench((batch) =>
      isOnline ? answer(batch) : Promise.reject(new Error("offline")),
    );
    const shown: Edit[] = [];
    queue.resume((edits) => shown.push(...edits));
    queue.put(cell(wages, "mine"));
    await settled();
    storage.pageGoes([
      { edit: cell(wages, "the other tab's"), base: 4 },
      { edit: cell(office, "2"), base: 0 },
    ]);
    expect(shown, "one's own figure stays in sight").toEqual([cell(office, "2")]);
    expect(queue.snapshot().unsent).toBe(3);
    expect(storage.kept, "all of it is kept in this tab's place").toHaveLength(3);
    await settled();
    isOnline = true;
    await queue.flush();
    expect(sent.at(-1)).toEqual([{ edit: cell(wages, "the other tab's"), base: 4 }]);
    expect(queue.snapshot()).toMatchObject({
      phase: "idle",
      unsent: 0,
      conflicts: [{ edit: cell(wages, "the other tab's"), theirs: { value: 100 } }],
    });
  });

  it("keeps what it cannot read until the person lets go of it, and does not call everything saved", async () => {
    const { queue, storage } = bench(taken);
    queue.resume(() => {});
    storage.pageGoes([], ["旧版内容"]);
    storage.pageGoes([], ["旧版内容", "另一份"]);
    expect(queue.snapshot().unread).toEqual(["旧版内容", "另一份"]);
    expect(isAllSaved(queue.snapshot())).toBe(false);
    queue.put(cell(wages, "1"));
    await settled();
    expect(storage).toMatchObject({ kept: [], unread: ["旧版内容", "另一份"] });
    queue.discardUnread("旧版内容");
    queue.discardUnread("另一份");
    expect(storage.unread).toEqual([]);
    expect(isAllSaved(queue.snapshot())).toBe(true);
  });

  it("tells of an expired session and waits for the next chance", async () => {
    let isSignedIn = false;
    const { queue } = bench((batch) => (isSignedIn ? taken(batch) : { ok: false, code: "notSignedIn", reasons: [] }));
    queue.put(cell(wages, "1"));
    await settled();
    expect(queue.snapshot()).toMatchObject({ phase: "signedOut", unsent: 1 });
    isSignedIn = true;
    await queue.flush();
    expect(queue.snapshot()).toMatchObject({ phase: "idle", unsent: 0 });
  });

  it("holds a conflict until the person decides; keeping one's own goes out on their revision", async () => {
    let theirs = true;
    const { queue, sent, storage } = bench((batch) =>
      theirs
        ? {
            ok: true,
            answers: [
              {
                ok: false,
                revision: 9,
                theirs: { value: 500, raw: null },
                by: "李建国",
                at: "2022-05-10T07:00:00Z",
                message: "",
                mayKeepMine: true,
              },
            ],
          }
        : taken(batch),
    );
    queue.put(cell(wages, "1"));
    await settled();
    expect(queue.snapshot().conflicts).toMatchObject([
      { edit: cell(wages, "1"), by: "李建国", theirs: { value: 500 } },
    ]);
    expect(storage.kept, "what was typed is still kept").toHaveLength(1);
    theirs = false;
    queue.keepMine(`cell:${wages}`);
    await settled();
    expect(sent.at(-1)).toEqual([{ edit: cell(wages, "1"), base: 9 }]);
    expect(queue.snapshot().conflicts).toEqual([]);
  });

  it("shows a conflict again after a reload instead of sending it over theirs", async () => {
    const server = { revision: 9, value: "theirs" };
    const answer = (batch: readonly QueuedEdit[]): BatchAnswer => ({
      ok: true,
      answers: batch.map(({ edit, base }) => {
        if (base !== server.revision)
          return {
            ok: false,
            revision: server.revision,
            theirs: { value: 500, raw: null },
            by: "李建国",
            at: null,
            message: "",
            mayKeepMine: true,
          };
        if (edit.kind === "cell") server.value = edit.input;
        return { ok: true, revision: ++server.revision };
      }),
    });
    const before = bench(answer);
    before.queue.put(cell(wages, "mine"));
    await settled();
    expect(before.queue.snapshot().conflicts).toHaveLength(1);

    const after = bench(answer, [...before.storage.kept]);
    after.queue.resume(() => {});
    await settled();
    expect(server.value, "nothing is overwritten before somebody decides").toBe("theirs");
    expect(after.queue.snapshot().conflicts).toHaveLength(1);
    after.queue.keepMine(`cell:${wages}`);
    await settled();
    expect(server.value).toBe("mine");
  });

  it("finds the one edit that a refused batch fails for and never sends it again unchanged", async () => {
    const isBad = ({ edit }: QueuedEdit) => edit.kind === "cell" && edit.input === "bad";
    let isOnline = false;
    const { queue, sent } = bench((batch) => {
      if (!isOnline) throw new Error("offline");
      return batch.some(isBad)
        ? { ok: false, code: "invalidInput", reasons: ["内容过长，请只填数字。"] }
        : taken(batch);
    });
    queue.put(cell(wages, "1"));
    queue.put(cell(office, "bad"));
    await settled();
    isOnline = true;
    await queue.flush();
    expect(queue.snapshot()).toMatchObject({
      phase: "idle",
      unsent: 0,
      refusals: [{ edit: cell(office, "bad"), reasons: ["内容过长，请只填数字。"] }],
    });
    const times = sent.length;
    await queue.flush();
    expect(sent).toHaveLength(times);
    queue.discard(cell(office, "bad"));
    expect(queue.snapshot().refusals).toEqual([]);
  });

  it("sends a refused edit again when asked, on the revision it was made on", async () => {
    let isAllowed = false;
    const { queue, sent, storage } = bench((batch) =>
      isAllowed ? taken(batch) : { ok: false, code: "notEditable", reasons: ["已上报，不能修改。"] },
    );
    queue.put(cell(wages, "1"));
    await settled();
    expect(queue.snapshot()).toMatchObject({ unsent: 0, refusals: [{ reasons: ["已上报，不能修改。"] }] });
    expect(storage.kept, "what was typed is still kept").toHaveLength(1);
    isAllowed = true;
    queue.retry(`cell:${wages}`);
    await settled();
    expect(sent.at(-1)).toEqual([{ edit: cell(wages, "1"), base: 4 }]);
    expect(queue.snapshot()).toMatchObject({ unsent: 0, refusals: [] });
    expect(storage.kept).toEqual([]);
  });

  it("keeps what is still being typed without sending every keystroke", async () => {
    const { queue, sent, storage } = bench(taken);
    for (const text of ["职", "职责", "职责：办文"]) queue.hold({ kind: "text", slot: "profile.duties", text });
    await settled();
    expect(sent).toEqual([]);
    expect(queue.snapshot()).toMatchObject({ phase: "held", unsent: 1 });
    expect(storage.kept).toEqual([{ edit: { kind: "text", slot: "profile.duties", text: "职责：办文" }, base: 0 }]);
    await queue.flush();
    expect(sent).toHaveLength(1);
    expect(queue.snapshot().phase).toBe("idle");
  });

  it("tries again later when the server says it is busy", async () => {
    let isBusy = true;
    const { queue } = bench((batch) =>
      isBusy ? { ok: false, code: "databaseUnavailable", reasons: ["数据库暂时不可用，请稍后重试。"] } : taken(batch),
    );
    queue.put(cell(wages, "1"));
    await settled();
    expect(queue.snapshot()).toMatchObject({ phase: "waiting", message: "数据库暂时不可用，", unsent: 1 });
    isBusy = false;
    await queue.flush();
    expect(queue.snapshot().unsent).toBe(0);
  });
});
