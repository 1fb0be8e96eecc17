import { reportAddressSchema } from "@/lib/documents/open-data/address";
import { listUnitsUnderCode, shownDistrict } from "@/lib/features/public-reports/data";
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
      return missing({ unitCode, year });
  }
}

async function missing(address?: { unitCode: string; year: number }): Promise<Response> {
  const district = (await shownDistrict()) ?? undefined;
  const under = address && district ? await listUnitsUnderCode(district.id, address) : [];
  // A version that the one unit does not have may be the other's.
  const units = under.length > 1 ? under : [];
  const { report: words } = refusedPages;
  const page = await renderMissingReport({ district, words, units, year: address?.year }, assetsOf(readBuiltSite()));
  return answer(page, words.status);
}

function answer(html: string, status: number): Response {
  const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
  return new Response(html, { status, headers });
}
