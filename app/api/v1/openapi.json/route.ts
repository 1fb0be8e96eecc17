import { cachedAnswer } from "@/lib/documents/open-data/answers";
import { openApiDocument } from "@/lib/documents/open-data/openapi";

/** The interface's own description. */
export function GET(request: Request): Response {
  return cachedAnswer(request, JSON.stringify(openApiDocument), "application/json; charset=utf-8");
}
