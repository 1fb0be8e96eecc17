/** What a file really is, told by its bytes and never by its name. */
export interface FileKind {
  id: FileKindId;
  /** In words: 这是…。 */
  name: string;
  /** What to do where a table is wanted. */
  asTable: string;
}

const saved = "请在 Excel 或 WPS 中打开，另存为 .xlsx 后再导入。";

const kinds = {
  pdf: { name: "PDF 文件", asTable: "其中的数字无法读取。请导入原来的工作簿。" },
  program: { name: "程序文件", asTable: "已拒绝。" },
  image: { name: "图片", asTable: "其中的数字无法读取。请导入原来的工作簿，或照图片填列。" },
  workbook: { name: "Excel 工作簿", asTable: saved },
  binaryWorkbook: { name: "Excel 二进制工作簿（.xlsb）", asTable: saved },
  openDocument: { name: "OpenDocument 表格（.ods）", asTable: saved },
  word: { name: "Word 文档", asTable: "请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再导入。" },
  slides: { name: "演示文稿", asTable: "请导入原来的工作簿。" },
  oldOffice: { name: "旧版或加密的 Office 文件", asTable: saved },
  archive: { name: "压缩文件", asTable: "请先解压，再选择其中的工作簿。" },
  webArchive: { name: "单个文件的网页（MHTML）", asTable: saved },
  web: { name: "网页或 XML 格式的文件", asTable: saved },
  richText: { name: "RTF 文档", asTable: "请把其中的表格复制到 Excel 或 WPS 表格，存为 .xlsx 后再导入。" },
  reportPackage: { name: "本系统导出的报告包（.json）", asTable: "请用导入报告包的办法导入，此处只导入账表。" },
  json: { name: "JSON 数据文件", asTable: "请从原来的程序导出为 .xlsx 或 .csv 后再导入。" },
} as const satisfies Record<string, Omit<FileKind, "id">>;
export type FileKindId = keyof typeof kinds;

/** PNG, JPEG, GIF, TIFF. */
const images = ["\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "II*\u0000", "MM\u0000*"] as const;

/** The kind of a file that can be told; `null` for plain text, tables as text, and what nobody knows. */
export function kindOfFile(bytes: Uint8Array): FileKind | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = file.toString("latin1", 0, 4096);
  if (start.slice(0, 1024).includes("%PDF-")) return kindOf("pdf");
  if (start.startsWith("MZ") || start.startsWith("\u007fELF")) return kindOf("program");
  if (images.some((signature) => start.startsWith(signature))) return kindOf("image");
  if (start.startsWith("\u00d0\u00cf\u0011\u00e0")) return kindOf("oldOffice");
  if (start.startsWith("PK\u0003\u0004")) return kindOfArchive(file);
  const text = start.replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
  if (
    /^(MIME-Version|Content-Type|From|Message-ID|X-[\w-]+):/i.test(text) &&
    /^(MIME-Version|Content-Type):/im.test(text)
  )
    return kindOf("webArchive");
  if (/^<(!doctype|html|\?xml|table|meta|head)/i.test(text)) return kindOf("web");
  if (text.startsWith("{\\rtf")) return kindOf("richText");
  if (/^\{\s*"|^\[\s*[{"[]/.test(text))
    return /"format"\s*:\s*"mingzhang-report/.test(text) ? kindOf("reportPackage") : kindOf("json");
  return null;
}

function kindOf(id: FileKindId): FileKind {
  return { id, ...kinds[id] };
}

/** By the names of its parts, which stand unpacked in the file. */
function kindOfArchive(file: Buffer): FileKind {
  const has = (part: string) => file.includes(part);
  if (has("xl/workbook.xml")) return kindOf("workbook");
  if (has("xl/workbook.bin")) return kindOf("binaryWorkbook");
  if (has("word/document.xml")) return kindOf("word");
  if (has("ppt/presentation.xml")) return kindOf("slides");
  return has("application/vnd.oasis.opendocument.spreadsheet") ? kindOf("openDocument") : kindOf("archive");
}
