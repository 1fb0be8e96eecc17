import { z } from "zod";
import { jsonAnswer } from "@/lib/documents/open-data/answers";
import { readQuery } from "@/lib/documents/open-data/strict-query";
import { listPublishedYears, publicDistrict } from "@/lib/features/public-reports/data";

export const dynamic = "force-dynamic";

/** Years with published accounts, newest first. */
export async function GET(request: Request): Promise<Response> {
  const query = readQuery(request, z.object({}), {});
  if (!query.ok) return query.answer;
  const district = await publicDistrict();
  return jsonAnswer(request, {
    district: district && { code: district.code, name: district.name },
    years: district ? await listPublishedYears(district.id) : [],
  });
}
