import type { z } from "zod";
import { problemAnswer } from "@/lib/documents/open-data/answers";
import { readStrictQuery } from "@/lib/documents/open-data/strict-query";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext, withNumber } from "@/lib/platform/request-context";
import { readPublicly } from "@/lib/platform/read-replica/public-reads";

/**
 * A route of the interface: its parameters are read strictly, and whatever goes wrong is answered as problem+json.
 *
 * @param parameters of its address, one of `queries`.
 */
export function openRoute<S extends z.ZodObject, Context = unknown>(
  parameters: S,
  answer: (query: z.output<S>, request: Request, context: Context) => Response | Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const query = readStrictQuery(parameters, new URL(request.url).searchParams);
    if (!query.ok)
      return problemAnswer(400, "查询参数有误", query.problems.join(""), {
        problems: query.problems,
        allowed: Object.keys(parameters.shape),
      });
    try {
      return await readPublicly(() => Promise.resolve(answer(query.data, request, context)));
    } catch (thrown) {
      const error = toAppError(thrown);
      const told = await requestContext();
      logger.error({ err: error.cause ?? error, ...told }, "open data could not be answered");
      return problemAnswer(error.status === 503 ? 503 : 500, "暂时不能回答", withNumber(error.sentence, told));
    }
  };
}
