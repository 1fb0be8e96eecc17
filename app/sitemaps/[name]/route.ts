import { reportPath } from "@/lib/domain/words/report-path";
import { cachedAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { writeSitemap } from "@/lib/documents/open-data/sitemap";
import { addressesOfYear, standingAddresses } from "@/lib/domain/questions/every-address";
import { addressOf as addressOfQuestion, ask } from "@/lib/domain/questions/question";
import { listPagesOfYear, listPublishedUnits } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { addressing } from "@/lib/platform/site-address";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** Pages that are there whatever is published. */
const standing = ["/", "/data", "/rules", ...standingAddresses];

interface Page {
  path: string;
  changedAt?: Date;
}

/**
 * `pages.xml`, `units.xml` with every unit over the years, and `2021.xml` with the questions about the year and the
 * newest version of every report of it.
 */
export const GET = readingPublicly(answer);

async function answer(request: Request, { params }: RouteContext<"/sitemaps/[name]">): Promise<Response> {
  const pages = await pagesOf((await params).name);
  if (pages.length === 0) return problemAnswer(404, "没有这个网站地图", "网站地图列在 /sitemap.xml。");
  const { addressOf, headers } = addressing(request);
  const entries = pages.map(({ path, ...page }) => ({ address: addressOf(path), ...page }));
  return cachedAnswer(request, writeSitemap(entries), "application/xml; charset=utf-8", headers);
}

async function pagesOf(name: string): Promise<Page[]> {
  if (name === "pages.xml") return standing.map((path) => ({ path }));
  const district = await publicDistrict();
  if (!district) return [];
  if (name === "units.xml")
    return (await listPublishedUnits(district.id)).map(({ code, changedAt }) => ({
      path: addressOfQuestion(ask("unit", { code })),
      changedAt,
    }));
  const [, digits] = /^(\d{4})\.xml$/.exec(name) ?? [];
  const year = Number(digits);
  const reports = digits === undefined ? [] : await listPagesOfYear(district.id, year);
  if (reports.length === 0) return [];
  return [
    ...addressesOfYear(year).map((path) => ({ path })),
    ...reports.map(({ unitCode, changedAt }) => ({ path: reportPath({ unitCode, year }), changedAt })),
  ];
}
