import { jsonAnswer } from "@/lib/documents/open-data/answers";
import { listPublishedYears, publicDistrict } from "@/lib/features/public-reports/data";

export const dynamic = "force-dynamic";

/** Years with published accounts, newest first. */
export async function GET(request: Request): Promise<Response> {
  const district = await publicDistrict();
  return jsonAnswer(request, {
    district: district && { code: district.code, name: district.name },
    years: district ? await listPublishedYears(district.id) : [],
  });
}
