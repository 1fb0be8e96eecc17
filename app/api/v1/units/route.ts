import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listPublicUnits, publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

export const dynamic = "force-dynamic";

/** Units that have published, as they are called today, with their years. */
export const GET = openRoute(queries.units, async ({ year, department }, request) => {
  const district = await publicDistrict();
  const units = district ? await listPublicUnits(district.id) : [];
  return jsonAnswer(request, {
    district: district && { code: district.code, name: district.name },
    units: units.filter(
      (unit) =>
        (year === undefined || unit.years.includes(year)) &&
        (department === undefined || unit.department?.code === department),
    ),
  });
});

export { preflightAnswer as OPTIONS };
