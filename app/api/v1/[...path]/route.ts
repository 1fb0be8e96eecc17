import { problemAnswer } from "@/lib/documents/open-data/answers";

/** Whatever the interface does not have: said in its own form. */
export function GET(): Response {
  return problemAnswer(
    404,
    "没有这个地址",
    "接口的地址见 /api/v1/openapi.json：/api/v1/units、/api/v1/years、/api/v1/reports、/api/v1/reports/{单位代码}/{年度}。",
  );
}
