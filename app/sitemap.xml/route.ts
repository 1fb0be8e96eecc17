import { cachedAnswer } from "@/lib/documents/open-data/answers";
import { writeSitemapIndex } from "@/lib/documents/open-data/sitemap";
import { listPublishedYears, publicDistrict } from "@/lib/features/public-reports/data";
import { addressing } from "@/lib/platform/site-address";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

export const dynamic = "force-dynamic";

/** The maps of the site: its standing pages, and the reports of each year. */
export const GET = readingPublicly(answer);

async function answer(request: Request): Promise<Response> {
  const district = await publicDistrict();
  const years = district ? await listPublishedYears(district.id) : [];
  const { addressOf, headers } = addressing(request);
  const names = ["pages", "units", ...years.map(({ year }) => String(year))];
  return cachedAnswer(
    request,
    writeSitemapIndex(names.map((name) => addressOf(`/sitemaps/${name}.xml`))),
    "application/xml; charset=utf-8",
    headers,
  );
}
