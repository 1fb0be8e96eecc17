import { createWriteStream } from "node:fs";
import { access, constants, link, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BackupProblem } from "@/lib/platform/backup/problem";

/** What a file is called while it is written: nothing that a restore would be given. */
const draftName = /\.(\d+)\.part$/;

/** @throws BackupProblem when no file can be made there: no folder, not writable, or there is one already. */
export async function refuseUnlessWritable(file: string): Promise<void> {
  const folder = dirname(file);
  const kind = await stat(folder).catch(() => null);
  if (!kind?.isDirectory())
    throw new BackupProblem(`没有文件夹“${folder}”。请先建立它；在移动硬盘或网络盘上的，请先接好。`);
  if (await stat(file).catch(() => null))
    throw new BackupProblem(`已有文件“${file}”，没有覆盖。请换一个文件名，或者先移走它。`);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new BackupProblem(`文件夹“${folder}”不能写入。请让运行明账的账户可以写入，或者换一个文件夹。`, { cause });
  });
}

/**
 * Writes a file that is there whole or not at all, readable by its owner only: under its name it appears when all of it
 * is on the disk, and nothing that has the name is written over.
 *
 * @returns its bytes.
 * @throws BackupProblem when there is no room, no right to write, or somebody else's file.
 */
export async function writeWhole(file: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  await refuseUnlessWritable(file);
  const draft = `${file}.${process.pid}.part`;
  try {
    await pipeline(source, createWriteStream(draft, { mode: 0o600, flags: "wx", flush: true }));
    const { size } = await stat(draft);
    await giveName(draft, file);
    return size;
  } catch (error) {
    throw inWords(error, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function giveName(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw error;
    // A file system without hard links (FAT, some shares).
    await refuseUnlessWritable(file);
    await rename(draft, file);
  }
  await syncFolder(dirname(file));
}

/** The name is on the disk, too. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
  } finally {
    await handle.close();
  }
}

const reasons: Record<string, (file: string) => string> = {
  ENOSPC: (file) => `磁盘空间不足，备份没有完成：${dirname(file)}。请清理或换一个磁盘后重试。`,
  EDQUOT: (file) => `可用的磁盘额度已满，备份没有完成：${dirname(file)}。请清理或换一个磁盘后重试。`,
  EACCES: (file) => `没有写入的权限，备份没有完成：${dirname(file)}。`,
  EPERM: (file) => `没有写入的权限，备份没有完成：${dirname(file)}。`,
  EROFS: (file) => `磁盘是只读的，备份没有完成：${dirname(file)}。`,
  EIO: (file) => `磁盘读写出错，备份没有完成：${dirname(file)}。请检查磁盘，换一个磁盘后重试。`,
  ENOENT: (file) => `文件夹不见了，备份没有完成：${dirname(file)}。在移动硬盘或网络盘上的，请查看是否接好。`,
  EEXIST: (file) => `已有文件“${file}”，没有覆盖。请换一个文件名，或者先移走它。`,
};

/** What a person reads of an error of the file system; any other error stays what it is. */
function inWords(error: unknown, file: string): unknown {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  const reason = syscall === undefined || !Object.hasOwn(reasons, code) ? undefined : reasons[code];
  return reason ? new BackupProblem(reason(file), { cause: error }) : error;
}

/** Removes what killed backups have left in a folder. */
export async function removeAbandonedDrafts(folder: string, isOurs: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(draftName.exec(name)?.[1]);
    if (pid > 0 && isOurs(basename(name).replace(draftName, "")) && !isAlive(pid))
      await rm(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
