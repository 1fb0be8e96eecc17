import { cachedAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { writeSitemap } from "@/lib/documents/open-data/sitemap";
import { listPagesOfYear } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { addressOf } from "@/lib/platform/site-address";

/** Pages that are there whatever is published. */
const standing = ["/", "/data", "/rules"];

/** `pages.xml`, and `2021.xml` with the newest version of every report of the year. */
export async function GET(request: Request, { params }: RouteContext<"/sitemaps/[name]">): Promise<Response> {
  const { name } = await params;
  const answer = (pages: Parameters<typeof writeSitemap>[0]) =>
    cachedAnswer(request, writeSitemap(pages), "application/xml; charset=utf-8");
  if (name === "pages.xml") return answer(standing.map((path) => ({ address: addressOf(request, path) })));
  const [, year] = /^(\d{4})\.xml$/.exec(name) ?? [];
  const district = year === undefined ? null : await publicDistrict();
  const pages = district ? await listPagesOfYear(district.id, Number(year)) : [];
  if (pages.length === 0) return problemAnswer(404, "没有这个网站地图", "网站地图列在 /sitemap.xml。");
  return answer(
    pages.map(({ unitCode, changedAt }) => ({ address: addressOf(request, `/r/${unitCode}/${year}`), changedAt })),
  );
}
