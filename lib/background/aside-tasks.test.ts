import { expect, it, vi } from "vitest";
import { BackupProblem } from "@/lib/platform/backup/problem";
import { sentenceOf } from "@/lib/platform/errors";
import { runAside } from "./aside-tasks";

const makeVolume = vi.hoisted(() => vi.fn());
vi.mock("@/site/hand-over/make-volume", () => ({ makeVolume }));
const backUpOnSchedule = vi.hoisted(() => vi.fn());
vi.mock("@/lib/features/backups/mutations", () => ({ backUpOnSchedule }));
vi.mock("@/lib/platform/logger", () => ({ logger: { error: vi.fn() } }));

it("tells of a disk without room in words, and of nothing else", async () => {
  const given = ["district", "package", "1"];
  makeVolume.mockRejectedValueOnce(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }));
  expect(await runAside("portalVolume", given)).toEqual({
    state: "failed",
    reasons: [expect.stringContaining("磁盘已满")],
  });
  // That of the database.
  makeVolume.mockRejectedValueOnce(Object.assign(new Error("could not extend file"), { code: "53100" }));
  expect(await runAside("portalVolume", given)).toMatchObject({ state: "failed" });
  makeVolume.mockRejectedValueOnce(new Error("another"));
  await expect(runAside("portalVolume", given)).rejects.toThrow("another");
  makeVolume.mockResolvedValueOnce({ state: "done", reasons: [] });
  expect(await runAside("portalVolume", given)).toEqual({ state: "done", reasons: [] });
  expect(makeVolume).toHaveBeenLastCalledWith({ districtId: "district", packageId: "package", nth: 1 });
});

it("tells why no backup was made, and nobody of what only the log should have", async () => {
  backUpOnSchedule.mockRejectedValueOnce(new BackupProblem("磁盘是只读的。"));
  expect(await runAside("backup", [])).toEqual({ state: "failed", reasons: ["磁盘是只读的。"] });
  backUpOnSchedule.mockRejectedValueOnce(new Error("password authentication failed for user"));
  expect(await runAside("backup", [])).toEqual({ state: "failed", reasons: [sentenceOf("internal")] });
});
