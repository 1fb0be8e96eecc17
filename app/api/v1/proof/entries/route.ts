import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listProofLines } from "@/lib/features/proof/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../../open-route";

/** The signed log in its order: whoever keeps a copy asks for what came after it. */
export const GET = openRoute(queries.proofEntries, async (filter, request) => {
  const district = await publicDistrict();
  const entries = district ? await listProofLines(district.id, filter) : [];
  const isAll = entries.length < filter.pageSize;
  return jsonAnswer(request, {
    entries,
    next: isAll ? null : `/api/v1/proof/entries?after=${entries.at(-1)!.entry}&pageSize=${filter.pageSize}`,
  });
});

export { preflightAnswer as OPTIONS };
