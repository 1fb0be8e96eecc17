import { vi } from "vitest";

// What the screens of the desk ask of the server, for tests of them: `import "../testing/actions"` comes first.
vi.mock("@/lib/features/versions/actions", async () => (await import("./server")).versionActions);
vi.mock("@/lib/features/report-steps/actions", async () => (await import("./server")).stepActions);
vi.mock("@/lib/features/checks/actions", async () => (await import("./server")).checkActions);
vi.mock("@/lib/features/cell-history/actions", () => ({
  cellHistoryAction: () => Promise.resolve({ ok: true, data: [] }),
}));
vi.mock("@/lib/features/performance/actions", () => ({ savePerformanceAction: vi.fn() }));
vi.mock("@/lib/features/report-package/actions", () => ({ readUploadAction: vi.fn() }));
vi.mock("@/lib/features/ledger-import/actions", () => ({ readLedgerAction: vi.fn(), rememberMappingAction: vi.fn() }));
vi.mock("@/lib/features/comments/actions", () => ({}));
