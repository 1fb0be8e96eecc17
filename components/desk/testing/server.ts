import { vi } from "vitest";
import type { CellResult, SaveCellsInput, SaveTextsInput } from "@/lib/features/versions/schema";

/** A server that takes everything, until a test says otherwise; the actions of a page are mocked with it. */
export const server = {
  saveCells: vi.fn<(input: SaveCellsInput) => Promise<unknown>>(),
  saveTexts: vi.fn<(input: SaveTextsInput) => Promise<unknown>>(),
  explainFinding: vi.fn<(input: unknown) => Promise<unknown>>(),
  transition: vi.fn<(input: unknown) => Promise<unknown>>(),
  findCounterparts: vi.fn<(input: unknown) => Promise<unknown>>(),
};

export function startServer(): void {
  for (const action of Object.values(server)) action.mockReset();
  server.saveCells.mockImplementation(({ edits }) =>
    Promise.resolve(
      answered(
        edits.map(({ baseRevision }) => ({ ok: true, revision: baseRevision + 1, value: null, rawInput: null })),
      ),
    ),
  );
  server.saveTexts.mockImplementation(({ edits }) =>
    Promise.resolve(
      answered(edits.map(({ text, baseRevision }) => ({ ok: true, revision: baseRevision + 1, text, rawInput: null }))),
    ),
  );
  server.explainFinding.mockResolvedValue({ ok: true, data: undefined });
  server.transition.mockResolvedValue({ ok: true, data: undefined });
  server.findCounterparts.mockResolvedValue({ ok: true, data: [] });
}

/** Somebody else stored 300 yuan in the cell meanwhile. */
export const conflict: CellResult = {
  ok: false,
  reason: "conflict",
  message: "此处已由他人修改",
  revision: 7,
  value: 30_000,
  rawInput: null,
  by: "王五",
  at: "2022-05-10T08:00:00Z",
};

export function answered(results: readonly unknown[]) {
  return { ok: true, data: { revision: 1, results } };
}

/** What the actions of versions are to a page in a test. */
export const versionActions = {
  saveCellsAction: server.saveCells,
  saveTextsAction: server.saveTexts,
  findCounterpartsAction: server.findCounterparts,
};

/** What the steps of a report are. */
export const stepActions = { transitionAction: server.transition };

/** What explaining a finding is. */
export const checkActions = { explainFindingAction: server.explainFinding };
