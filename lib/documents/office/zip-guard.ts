import { kindOfFile } from "@/lib/documents/file-kinds/kind-of-file";
import { unpackedSize } from "@/lib/documents/office/unpacked-size";

/**
 * What an office file may weigh. No library for them withstands an archive made to burst, so this looks first, at the
 * directory of the archive and at what its entries really unpack to.
 */
export const limits = {
  fileBytes: 10 * 1024 * 1024,
  entries: 500,
  entryBytes: 48 * 1024 * 1024,
  totalBytes: 64 * 1024 * 1024,
  wordTextBytes: 12 * 1024 * 1024,
} as const;

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;

interface Entry {
  name: string;
  method: number;
  flags: number;
  packed: number;
  size: number;
  offset: number;
}

/** The office files that are read, and what tells one. */
const kinds = {
  workbook: { name: "Excel 工作簿", extension: ".xlsx", older: ".xls", part: "xl/workbook.xml" },
  /** A workbook of anybody's making. */
  ledger: { name: "Excel 工作簿", extension: ".xlsx", older: ".xls", part: "xl/workbook.xml" },
  word: { name: "Word 文档", extension: ".docx", older: ".doc", part: "word/document.xml" },
} as const;
export type OfficeKind = keyof typeof kinds;

/** A sentence why the bytes are no file of the kind that is read here; `null` when they may be parsed. */
export async function officeFileProblem(bytes: Uint8Array, kind: OfficeKind): Promise<string | null> {
  const { name, extension, older } = kinds[kind];
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) return "文件是空的，请重新选择。";
  if (file.length > limits.fileBytes)
    return `文件大小为${(file.length / 1024 / 1024).toFixed(1)} MB，超过上限 ${limits.fileBytes / 1024 / 1024} MB。`;
  const start = file.subarray(0, 4).toString("latin1");
  if (start.startsWith("MZ") || start === "\u007fELF") return `这是一个程序文件，不是 ${name}，已拒绝。`;
  if (start === "\u00d0\u00cf\u0011\u00e0")
    return `这是旧版（${older}）或加密的文件，请在 Office 或 WPS 中取消密码并另存为 ${extension} 后再导入。`;
  if (start === "%PDF") return `这是 PDF 文件，不是 ${name}。`;
  if (file.length < 22 || file.readUInt32LE(0) !== LOCAL_HEADER) return notOfKind(kind);
  const entries = readDirectory(file);
  if (entries === null) return "文件已损坏或不完整，请重新导出或传输。";
  return directoryProblem(file, entries, kind) ?? (await contentProblem(file, entries));
}

function notOfKind(kind: OfficeKind): string {
  const { name, extension } = kinds[kind];
  return `这不是 ${name}（${extension}）文件${kind === "workbook" ? "，请选择由本系统导出的工作簿" : ""}。`;
}

function readDirectory(file: Buffer): Entry[] | null {
  let end = -1;
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 0xffff) && end < 0; at--)
    if (file.readUInt32LE(at) === DIRECTORY_END) end = at;
  if (end < 0) return null;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      flags: file.readUInt16LE(at + 8),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
      name: file.toString("utf8", at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** An archive of another kind, by what it is where that can be told. */
function unlikeKind(file: Buffer, kind: OfficeKind): string {
  const found = kindOfFile(file);
  if (found === null || kind !== "ledger") return notOfKind(kind);
  return `这是${found.name}。${found.asTable}`;
}

function directoryProblem(file: Buffer, entries: readonly Entry[], kind: OfficeKind): string | null {
  const { name: wanted, part } = kinds[kind];
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (entries.some(({ flags }) => (flags & 1) !== 0)) return "文件已加密，请取消密码后再导入。";
  const tooLarge =
    entries.length > limits.entries ||
    (kind === "word" && entries.some(({ name, size }) => name === part && size > limits.wordTextBytes)) ||
    entries.some(
      ({ size, packed, offset }) => size > limits.entryBytes || packed === 0xffffffff || offset === 0xffffffff,
    ) ||
    entries.reduce((total, { size }) => total + size, 0) > limits.totalBytes;
  if (tooLarge) return `文件解压后过大，不像正常的 ${wanted}，已拒绝。`;
  if (entries.some(({ name }) => name.includes("..") || name.startsWith("/"))) return "文件内部结构异常，已拒绝。";
  const other = Object.values(kinds).find((each) => each.part !== part && has(each.part));
  if (other) return `这是 ${other.name}，不是 ${wanted}。请选择 ${wanted}（${kinds[kind].extension}）。`;
  if (has("ppt/presentation.xml")) return `这是演示文稿，请选择 ${wanted}。`;
  if (!has(part) || !has("[Content_Types].xml")) return unlikeKind(file, kind);
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name)))
    return `文件含有宏程序，已拒绝。请另存为不含宏的 ${kinds[kind].extension}。`;
  return null;
}

/** Unpacks each entry piece by piece, no further than it claims to reach. */
async function contentProblem(file: Buffer, entries: readonly Entry[]): Promise<string | null> {
  const broken = "文件已损坏或不完整，请重新导出或传输。";
  for (const { method, packed, size, offset, name } of entries) {
    if (offset + 30 > file.length || file.readUInt32LE(offset) !== LOCAL_HEADER) return broken;
    const from = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const content = file.subarray(from, from + packed);
    if (method !== 0 && method !== 8) return "文件的压缩方式不受支持，请在 Office 或 WPS 中另存后再导入。";
    const unpacked =
      method === 8 ? await unpackedSize(content, "raw", size) : { size: content.length, start: content, isWhole: true };
    if (unpacked.size > size) return "文件解压后过大，已拒绝。";
    if (!unpacked.isWhole || unpacked.size !== size) return broken;
    if (/\.(xml|rels)$/i.test(name)) {
      const problem = partProblem(unpacked.start.toString("latin1"));
      if (problem !== null) return problem;
    }
  }
  return null;
}

/**
 * Declarations of entities stand before the first element. It begins where the beginning ends that is looked at, or they
 * could stand behind a long comment, or in another encoding.
 */
function partProblem(start: string): string | null {
  if (/<!(DOCTYPE|ENTITY)/i.test(start)) return "文件含有外部实体声明，已拒绝。";
  return start === "" || /<[A-Za-z]/.test(start) ? null : "文件内部结构异常，已拒绝。";
}
