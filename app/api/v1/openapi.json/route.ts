import { cachedAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { openApiDocument } from "@/lib/documents/open-data/openapi";
import { queries } from "@/lib/documents/open-data/queries";
import { openRoute } from "../open-route";

/** The interface's own description. */
export const GET = openRoute(queries.none, (_query, request) =>
  cachedAnswer(request, JSON.stringify(openApiDocument), "application/json; charset=utf-8"),
);

export { preflightAnswer as OPTIONS };
