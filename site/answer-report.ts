import { reportAddressSchema } from "@/lib/documents/open-data/address";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { reportPath } from "@/lib/domain/words/report-path";
import type { RefusalWords } from "@/components/ui/refusal";
import { findPublished, listUnitsUnderCode, shownDistrict } from "@/lib/features/public-reports/data";
import { refusedPages } from "@/lib/platform/refused-pages";
import { assetsOf, readBuiltSite } from "./built-site";
import { makePage } from "./make-page";
import { pagePath } from "./page-address";
import { renderMissingReport } from "./render";

/** Answers for a report's page: makes it, leads to the code that its unit has now, or says that it is not public. */
export async function answerReport(given: { unitCode: string; year: string; number?: string }): Promise<Response> {
  const address = reportAddressSchema.safeParse(given);
  if (!address.success) return missing();
  const { unitCode, year, number } = address.data;
  const page = await makePage({ unitCode, year, ...(number !== undefined && { number }) });
  switch (page.state) {
    case "made":
      return answer(page.html, 200);
    case "moved":
      return new Response(null, { status: 308, headers: { location: pagePath(page.to) } });
    case "missing":
      return missing({ unitCode, year, number });
  }
}

async function missing(address?: { unitCode: string; year: number; number?: number | undefined }): Promise<Response> {
  const district = (await shownDistrict()) ?? undefined;
  const under = address && district ? await listUnitsUnderCode(district.id, address) : [];
  // A version that the one unit does not have may be the other's.
  const units = under.length > 1 ? under : [];
  const ofVersion = address && district ? await wordsOfVersion(district.id, address) : null;
  const page = await renderMissingReport(
    { district, words: ofVersion ?? refusedPages.report, hasSearch: ofVersion === null, units, year: address?.year },
    assetsOf(readBuiltSite()),
  );
  return answer(page, refusedPages.report.status);
}

/** Of a version that never was, of a report that is public: that it is not there, and which are. `null` of anything else. */
async function wordsOfVersion(
  districtId: string,
  { unitCode, year, number }: { unitCode: string; year: number; number?: number | undefined },
): Promise<RefusalWords | null> {
  if (number === undefined) return null;
  const versions = (await findPublished(districtId, { unitCode, year }))?.versions ?? [];
  if (versions.length === 0) return null;
  return {
    title: `这份决算没有公开过第 ${number} 版`,
    sentences: ["版本号可能有误。公开过的每一版都永久保留："],
    links: versions.map((version) => ({
      href: reportPath({ unitCode: version.unitCode, year, number: version.number }),
      label: `第 ${version.number} 版，${dayText(chinaDay(version.publishedAt))}公开`,
    })),
  };
}

function answer(html: string, status: number): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return new Response(html, { status, headers });
}
