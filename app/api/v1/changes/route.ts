import { reportDataPath } from "@/lib/domain/words/report-path";
import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listChanges } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** Publications and corrections in the order of the chain: whoever keeps a copy asks for what came after it. */
export const GET = openRoute(queries.changes, async (filter, request) => {
  const district = await publicDistrict();
  const changes = district ? await listChanges(district.id, filter) : [];
  return jsonAnswer(request, {
    changes: changes.map((change) => ({
      ...change,
      url: reportDataPath(change),
      changesUrl: change.number > 1 ? reportDataPath(change, ".changes.json") : null,
    })),
    next:
      changes.length < filter.pageSize
        ? null
        : `/api/v1/changes?after=${changes.at(-1)!.sequence}&pageSize=${filter.pageSize}`,
  });
});

export { preflightAnswer as OPTIONS };
