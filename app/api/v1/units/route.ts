import { jsonAnswer } from "@/lib/documents/open-data/answers";
import { listPublicUnits, publicDistrict } from "@/lib/features/public-reports/data";

export const dynamic = "force-dynamic";

/** Units that have published, with their years. */
export async function GET(request: Request): Promise<Response> {
  const district = await publicDistrict();
  return jsonAnswer(request, {
    district: district && { code: district.code, name: district.name },
    units: district ? await listPublicUnits(district.id) : [],
  });
}
