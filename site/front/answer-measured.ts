import type { IncomingMessage, ServerResponse } from "node:http";
import { sentenceOf } from "@/lib/platform/errors";
import { metricsAccess, METRICS_TYPE, processMetrics } from "@/lib/platform/metrics";
import { joinMeasured } from "./join-measured";
import { passWhole, type Upstream } from "./upstream";

const kept = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Where a monitoring asks: the application, as one whatever the number of its processes, and the front before it. */
export function measuredBy(upstream: Upstream) {
  return new Map([
    ["/metrics", answering((request, response) => answerOfApplication(upstream, request, response))],
    ["/metrics/front", answering(async (_request, response) => give(response, await processMetrics()))],
  ]);
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Answers who has the token. */
function answering(answer: Answer) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (metricsAccess(request.headers.authorization) === "granted")
      return void answer(request, response).catch(() => response.destroy());
    response.writeHead(401, { ...kept, "content-type": "text/plain; charset=utf-8", "www-authenticate": "Bearer" });
    response.end(sentenceOf("forbidden"));
  };
}

/** What each process has measured bears its number; what it asks of database and disks is said once. */
async function answerOfApplication(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answers = await upstream.askEach(request, "/metrics");
  const refused = answers.find(({ status }) => status !== 200);
  if (refused) return passWhole(refused, response);
  if (answers.length === 0) return upstream.refuse(response);
  give(response, joinMeasured(answers.map(({ body }) => body.toString())));
}

function give(response: ServerResponse, text: string): void {
  response.writeHead(200, { ...kept, "content-type": METRICS_TYPE }).end(text);
}
