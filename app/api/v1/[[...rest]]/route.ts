import { jsonAnswer, preflightAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { openApiDocument } from "@/lib/documents/open-data/openapi";

const addresses = Object.keys(openApiDocument.paths ?? {});

/** `/api/v1` itself says what there is; every other address that no route has is answered like everything here. */
async function answer(request: Request, { params }: RouteContext<"/api/v1/[[...rest]]">): Promise<Response> {
  const { rest } = await params;
  if (rest === undefined && (request.method === "GET" || request.method === "HEAD"))
    return jsonAnswer(request, { addresses });
  return problemAnswer(
    404,
    "没有这个地址",
    `接口没有“${new URL(request.url).pathname.slice(0, 200)}”。可用的地址见 addresses。`,
    {
      addresses,
    },
  );
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  preflightAnswer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
