import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";

/** The claim of one running application on its checkout. */
export interface AppLock {
  /** Notes where the application can be reached, for a second start to tell. */
  announce(url: string): void;
  release(): Promise<void>;
}

/**
 * Claims the checkout for one running application.
 *
 * @returns the claim, or what the application that holds it has announced.
 */
export async function claimApplication(
  dataFolder: string,
): Promise<{ claimed: AppLock } | { runningAs: { pid: number; url: string | null } }> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const lockfilePath = join(dataFolder, "app.lock");
  const note = join(dataFolder, "app.json");
  const take = () =>
    lock(join(dataFolder, "app"), { realpath: false, stale: 10_000, update: 3_000, onCompromised: () => undefined });

  let unlock: () => Promise<void>;
  try {
    unlock = await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
    const holder = readNote(note);
    if (holder && isAlive(holder.pid)) return { runningAs: holder };
    if (holder) {
      // Its process was killed: no need to wait until the claim has aged.
      rmSync(note, { force: true });
      rmSync(lockfilePath, { recursive: true, force: true });
    }
    try {
      unlock = await take();
    } catch (again) {
      if ((again as NodeJS.ErrnoException).code !== "ELOCKED") throw again;
      return { runningAs: readNote(note) ?? { pid: 0, url: null } };
    }
  }
  const write = (url: string | null) => writeFileSync(note, `${JSON.stringify({ pid: process.pid, url })}\n`);
  write(null);
  return {
    claimed: {
      announce: write,
      release: async () => {
        rmSync(note, { force: true });
        await unlock().catch(() => undefined);
      },
    },
  };
}

function readNote(note: string): { pid: number; url: string | null } | null {
  try {
    return JSON.parse(readFileSync(note, "utf8")) as { pid: number; url: string | null };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
