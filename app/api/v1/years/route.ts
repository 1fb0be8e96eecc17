import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listPublishedYears, publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

export const dynamic = "force-dynamic";

/** Years with published accounts, newest first. */
export const GET = openRoute(queries.none, async (_query, request) => {
  const district = await publicDistrict();
  return jsonAnswer(request, {
    district: district && { code: district.code, name: district.name },
    years: district ? await listPublishedYears(district.id) : [],
  });
});

export { preflightAnswer as OPTIONS };
