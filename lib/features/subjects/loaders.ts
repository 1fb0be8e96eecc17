import "server-only";
import { requireSession } from "@/lib/features/session/loaders";
import { readCatalogueRows, type CatalogueRows } from "@/lib/features/subjects/data";

/**
 * The subjects of a catalogue for `createCatalogue` in the browser. Catalogues are public rules: any signed-in person
 * may.
 */
export async function loadCatalogueRows(catalogueId: string): Promise<CatalogueRows> {
  await requireSession();
  return readCatalogueRows(catalogueId);
}
