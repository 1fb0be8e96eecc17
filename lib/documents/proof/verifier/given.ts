/** What somebody drops or chooses, as files: folders are gone through, what cannot be read is told. */

/** A file that was dropped or chosen, with its path inside the folder that it came in. */
export interface FoundFile {
  path: string;
  file: File;
}

export interface Found {
  files: FoundFile[];
  /** Paths of files that could not be read. */
  unread: string[];
  /** Paths of folders that the browser does not open. */
  unopened: string[];
}

/** Files that were chosen; those of a chosen folder have their path in it. */
export function chosen(files: Iterable<File>): Found {
  return {
    files: [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })),
    unread: [],
    unopened: [],
  };
}

/**
 * Files that were dropped, those in folders among them. To be called within the event: its data is gone afterwards. A
 * file is taken as such: Chromium opens no entry for a page that was saved to a disk.
 */
export async function dropped(data: DataTransfer): Promise<Found> {
  const files: File[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of data.items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry && isFolder(entry)) folders.push(entry);
    else if (file) files.push(file);
  }
  const found = chosen(files);
  for (const folder of folders) await walk(folder, found);
  return found;
}

async function walk(folder: FileSystemDirectoryEntry, found: Found): Promise<void> {
  const waiting: FileSystemEntry[] = [folder];
  for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
    const path = entry.fullPath.replace(/^\//, "");
    try {
      if (isFolder(entry)) waiting.push(...(await entriesOf(entry)));
      else found.files.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
    } catch {
      (isFolder(entry) ? found.unopened : found.unread).push(path);
    }
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject));

/** All entries of a folder: a reader hands out a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
