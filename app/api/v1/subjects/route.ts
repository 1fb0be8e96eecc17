import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listPublishedSubjects } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** The subjects of every year with published accounts, as its catalogue has them. */
export const GET = openRoute(queries.subjects, async (filter, request) => {
  const district = await publicDistrict();
  return jsonAnswer(request, { subjects: district ? await listPublishedSubjects(district.id, filter) : [] });
});

export { preflightAnswer as OPTIONS };
