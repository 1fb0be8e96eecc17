import { sharedPageOf } from "@/lib/domain/document/share-address";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { renderShareImage, type ShareCard } from "@/lib/documents/pdf/render-share-image";
import { documentName } from "@/lib/domain/document/document-name";
import { dayText } from "@/lib/domain/register/days";
import { overviewOf } from "@/lib/domain/report/overview";
import { chinaDay } from "@/lib/domain/words/moments";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";
import { loadViewAt } from "@/lib/features/questions/loaders";
import { hashOf } from "@/lib/platform/content-hash";

/** So many pictures are kept, 30 KB each; the one longest unasked for goes. */
const KEPT = 300;
/** So many are set one after the other before further ones are refused: each takes half a second. */
const WAITING = 20;

const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
let waiting = 0;

/** The picture, that there is none, or that too many are being made. */
export type ShareImage =
  | { state: "made"; bytes: Uint8Array<ArrayBuffer>; isLasting: boolean }
  | { state: "none" }
  | { state: "busy" };

/**
 * The picture of a published page at its address behind `/share`, made of what the page says at this moment. None of
 * what is not published, and none that would have a gap where no font has a character.
 */
export async function loadShareImage(parts: readonly string[], query: string): Promise<ShareImage> {
  const card = await cardOf(parts, query);
  if (!card) return { state: "none" };
  const key = hashOf(card);
  const known = kept.get(key);
  if (!known && waiting >= WAITING) return { state: "busy" };
  const made = known ?? make(card);
  kept.delete(key);
  kept.set(key, made);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
  try {
    return { state: "made", bytes: await made, isLasting: sharedPageOf(parts)?.kind === "report" };
  } catch (error) {
    // A picture that failed is tried again by whoever asks next.
    kept.delete(key);
    if (error instanceof RareCharacterError) return { state: "none" };
    throw error;
  }
}

async function make(card: ShareCard): Promise<Uint8Array<ArrayBuffer>> {
  waiting += 1;
  try {
    return await renderShareImage(card);
  } finally {
    waiting -= 1;
  }
}

async function cardOf(parts: readonly string[], query: string): Promise<ShareCard | null> {
  const page = sharedPageOf(parts);
  if (!page) return null;
  if (page.kind === "report") {
    const report = await loadPublishedReport(page.unitCode, page.year, page.number);
    if (!report) return null;
    const { snapshot, number, publishedAt, correctionReason } = report;
    const figures = overviewOf(snapshot.tables)?.figures ?? [];
    return {
      place: [snapshot.district.name, snapshot.department?.name].filter(Boolean).join(" · "),
      title: documentName(snapshot),
      figures: figures
        .filter(({ label }) => !label.startsWith("其中"))
        .slice(0, 3)
        .map(({ label, text }) => ({ label, text: `${text} 万元` })),
      sentence: "",
      foot: `第 ${number} 版${correctionReason === null ? "" : "（更正）"} · ${dayText(chinaDay(publishedAt))}公开`,
    };
  }
  const loaded = await loadViewAt(page.path, query);
  // Whatever words an address has would stand under the district's name.
  if (!loaded.ok || loaded.view.question.q !== undefined) return null;
  const { district, title, answer, sentence, day } = loaded.view;
  return {
    place: district.name,
    title,
    figures: [],
    sentence: answer ?? sentence,
    foot: `截至${dayText(day)}已公开的决算`,
  };
}
