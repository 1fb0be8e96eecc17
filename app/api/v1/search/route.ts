import { reportDataPath } from "@/lib/domain/words/report-path";
import { jsonAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { loadSearch } from "@/lib/features/search/loaders";
import { openRoute } from "../open-route";

/** The search of the public page, for programs. */
export const GET = openRoute(queries.search, async (_query, request) => {
  const { input, problems, found } = await loadSearch(new URL(request.url).searchParams);
  if (found === null)
    return problemAnswer(
      400,
      "没有查找",
      problems.join("") || "请给出 q（查找的词），或 year、kind、department 之一。",
    );
  return jsonAnswer(request, {
    q: input.q,
    ...found,
    reports: found.reports.map((report) => ({
      ...report,
      url: reportDataPath({ unitCode: report.unitCode, year: report.year }),
    })),
  });
});

export { preflightAnswer as OPTIONS };
