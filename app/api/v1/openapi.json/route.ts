import { z } from "zod";
import { cachedAnswer } from "@/lib/documents/open-data/answers";
import { openApiDocument } from "@/lib/documents/open-data/openapi";
import { readQuery } from "@/lib/documents/open-data/strict-query";

/** The interface's own description. */
export function GET(request: Request): Response {
  const query = readQuery(request, z.object({}), {});
  if (!query.ok) return query.answer;
  return cachedAnswer(request, JSON.stringify(openApiDocument), "application/json; charset=utf-8");
}
