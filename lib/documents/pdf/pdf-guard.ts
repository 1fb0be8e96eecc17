import { unpackedSize } from "@/lib/documents/office/unpacked-size";

/** What the streams of a PDF may unpack to altogether: far above a document of 200 pages with its fonts. */
const MAX_UNPACKED_BYTES = 96 * 1024 * 1024;

/** A dictionary before its stream; ours and those of other programs are far shorter. */
const DICTIONARY_BYTES = 2048;

/**
 * Why a PDF is not parsed: its streams unpack to too much. Looks at what each stream really unpacks to, wherever one
 * begins, because the lengths in a PDF may lie. Pictures are left out: nobody draws them here. Streams packed twice, by
 * other ways or under a password are left to the limits of the process.
 */
export async function pdfProblem(bytes: Uint8Array): Promise<string | null> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = MAX_UNPACKED_BYTES;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    if (file.toString("latin1", Math.max(0, at - 3), at) === "end") continue;
    const from = at + 6 + (file[at + 6] === 0x0d ? 1 : 0) + (file[at + 6] === 0x0a || file[at + 7] === 0x0a ? 1 : 0);
    if (!isZlib(file, from) || isPicture(file, at)) continue;
    left -= (await unpackedSize(file.subarray(from), "zlib", left)).size;
    if (left < 0) return "PDF 展开后过大，不像正常的决算文件，已拒绝。请选择由本系统导出的 PDF。";
  }
  return null;
}

/** The two bytes with which every such stream begins. */
function isZlib(file: Buffer, at: number): boolean {
  return at + 2 <= file.length && (file[at]! & 0x0f) === 8 && file.readUInt16BE(at) % 31 === 0;
}

function isPicture(file: Buffer, at: number): boolean {
  const before = file.toString("latin1", Math.max(0, at - DICTIONARY_BYTES), at);
  return /\/Subtype\s*\/Image\b/.test(before.slice(before.lastIndexOf(" obj") + 1));
}
