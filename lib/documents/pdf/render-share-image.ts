import { facesOf } from "@/lib/documents/fonts/faces";
import { setPdf } from "@/lib/documents/pdf/set-pdf";
import type { TypstJob } from "@/lib/documents/pdf/typst-compiler";
import { hasUnusualCharacters } from "@/lib/domain/words/rare-characters";

/** What stands on the picture of a page. All of it is on the page itself. */
export interface ShareCard {
  /** Of whom it is: district, department. */
  place: string;
  title: string;
  /** Figures as printed, three at most; a sentence stands there where there are none. */
  figures: readonly { label: string; text: string }[];
  sentence: string;
  /** As of when, which version. */
  foot: string;
}

/**
 * The picture of a page as PNG, set with the shipped fonts in the process that holds Typst. Equal input gives equal
 * bytes.
 *
 * @throws RareCharacterError when a character stands in no font.
 */
export async function renderShareImage(card: ShareCard): Promise<Uint8Array<ArrayBuffer>> {
  const job: TypstJob = {
    template: "share-card.typ",
    files: { "document.json": JSON.stringify({ ...card, faces: facesOf(false) }) },
    timestamp: 0,
  };
  const texts = [card.place, card.title, card.sentence, card.foot, ...card.figures.flatMap((f) => [f.label, f.text])];
  // A picture with a gap is made without complaint: the PDF of the same card refuses it.
  if (texts.some(hasUnusualCharacters))
    await setPdf(
      job,
      texts.map((text) => ({ text, place: card.title })),
      undefined,
    );
  return new Uint8Array(await setPdf({ ...job, output: "png" }, [], undefined));
}
