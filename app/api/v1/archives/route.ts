import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { listYearArchives } from "@/lib/features/year-archives/data";
import { openRoute } from "../open-route";

export const dynamic = "force-dynamic";

/** The archives of whole years, with their hashes. */
export const GET = openRoute(queries.none, async (_query, request) => {
  const district = await publicDistrict();
  const archives = district ? await listYearArchives(district.id) : [];
  return jsonAnswer(request, {
    archives: archives.map((archive) => ({ ...archive, url: `/api/v1/archives/${archive.year}.zip` })),
  });
});

export { preflightAnswer as OPTIONS };
