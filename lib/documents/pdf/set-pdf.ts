import { fontFolders } from "@/lib/documents/fonts/faces";
import { rareCharactersIn, RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { TypstCompiler, TypstRefusal, type TypstJob } from "@/lib/documents/pdf/typst-compiler";

const compilers = new Map<string, TypstCompiler>();

/**
 * Sets one PDF, or one picture, in the process that holds Typst. Equal input gives equal bytes.
 *
 * @param texts Every text of the document with its place, for the message about characters that no font has.
 * @throws RareCharacterError when a character stands in no font: names each and its place.
 */
export async function setPdf(
  job: TypstJob,
  texts: readonly { text: string; place: string }[],
  officeFontFolder: string | undefined,
): Promise<Uint8Array> {
  try {
    return await compilerFor(officeFontFolder).compile(job);
  } catch (error) {
    const rare = error instanceof TypstRefusal ? rareCharactersIn(error.message, texts) : [];
    throw rare.length > 0 ? new RareCharacterError(rare) : error;
  }
}

/** Memory of the PDF process at its largest, in bytes; for measuring. */
export function pdfPeakMemory(): number {
  return Math.max(0, ...[...compilers.values()].map(({ peakMemory }) => peakMemory));
}

/** Ends the PDF process at once; it would end by itself when idle. */
export function stopPdf(): void {
  for (const compiler of compilers.values()) compiler.stop();
  compilers.clear();
}

function compilerFor(officeFontFolder: string | undefined): TypstCompiler {
  const key = officeFontFolder ?? "";
  let compiler = compilers.get(key);
  if (!compiler) compilers.set(key, (compiler = new TypstCompiler(fontFolders(officeFontFolder))));
  return compiler;
}
