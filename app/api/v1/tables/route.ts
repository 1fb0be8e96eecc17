import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listPublishedTables } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** The tables of every year with published accounts, and their columns. */
export const GET = openRoute(queries.tables, async ({ year }, request) => {
  const district = await publicDistrict();
  return jsonAnswer(request, { years: district ? await listPublishedTables(district.id, year) : [] });
});

export { preflightAnswer as OPTIONS };
