import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { pdfPeakMemory, stopPdf } from "@/lib/documents/pdf/set-pdf";
import { sampleDocument, sampleNarrative } from "@/lib/documents/testing/sample-document";
import { renderWord } from "@/lib/documents/word/render-word";
import { realAccounts } from "@/prisma/seed/real-accounts";

const WARM_ROUNDS = 10;
const BATCH = 200;

/**
 * The files of one whole document: first time in the process, then warm with changed text; then the sets of 200 units.
 */
export async function benchDocuments(): Promise<void> {
  const options = { publication: null, date: "2022-09-15", unitCode: "101001", reportPackage: realAccounts("101001") };
  const narrative = (round: number) =>
    Array.from({ length: 120 }, (_, index) => `${index + 1}.${round} ${sampleNarrative[index % 2]}`);
  const make = {
    PDF: (round: number) => renderPdf(sampleDocument({ narrative: narrative(round) }).document, options),
    Word: (round: number) => renderWord(sampleDocument({ narrative: narrative(round) }).document, options),
    Excel: (round: number) => writeWorkbook(sampleDocument({ narrative: narrative(round) }).model, options),
  };
  console.log("Files of one document (real nine tables, 120 paragraphs)");
  let warmTotal = 0;
  for (const [name, render] of Object.entries(make)) {
    const cold = await timed(() => render(0));
    const warm: number[] = [];
    for (let round = 1; round <= WARM_ROUNDS; round++) warm.push((await timed(() => render(round))).ms);
    const median = warm.sort((a, b) => a - b)[WARM_ROUNDS / 2]!;
    warmTotal += median;
    console.log(
      `  ${name}: cold ${cold.ms.toFixed(0)} ms, warm median ${median.toFixed(0)} ms, ${(cold.size / 1024).toFixed(0)} KB`,
    );
  }
  console.log(`  all three warm: ${warmTotal.toFixed(0)} ms (aim: PDF < 300 ms, all < 2,000 ms)`);
  const start = performance.now();
  for (let unit = 0; unit < BATCH; unit++) {
    await Promise.all(Object.values(make).map((render) => render(unit)));
    if ((unit + 1) % 50 === 0)
      console.log(`  full sets: ${unit + 1} of ${BATCH} units, ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  console.log(
    `  largest: PDF process ${megabytes(pdfPeakMemory())} (aim: ≤ 400 MB), this process ${megabytes(process.resourceUsage().maxRSS * 1024)}`,
  );
  stopPdf();
}

async function timed(work: () => Promise<Uint8Array>): Promise<{ ms: number; size: number }> {
  const start = performance.now();
  const { byteLength } = await work();
  return { ms: performance.now() - start, size: byteLength };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MB`;
}
