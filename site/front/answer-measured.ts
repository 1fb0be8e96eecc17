import type { IncomingMessage, ServerResponse } from "node:http";
import { sentenceOf } from "@/lib/platform/errors";
import { metricsAccess, METRICS_TYPE, processMetrics } from "@/lib/platform/metrics";

const kept = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** What the front's process has measured, for who has the token. */
export function answerMeasured(request: IncomingMessage, response: ServerResponse): void {
  if (metricsAccess(request.headers.authorization) === "granted")
    return void processMetrics().then(
      (text) => response.writeHead(200, { ...kept, "content-type": METRICS_TYPE }).end(text),
      () => response.destroy(),
    );
  response.writeHead(401, { ...kept, "content-type": "text/plain; charset=utf-8", "www-authenticate": "Bearer" });
  response.end(sentenceOf("forbidden"));
}
