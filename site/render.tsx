import type { ReactElement } from "react";
import type { SiteAssets } from "./pages/document";
import { HandOverIndexPage, type HandOverIndexContent } from "./pages/hand-over-index-page";
import { MissingReportPage } from "./pages/missing-report-page";
import { ReportPage, type ReportPageContent } from "./pages/report-page";

/** The HTML of a report's page: a rendering of its publication, the same for everybody. */
export function renderReport(content: ReportPageContent, assets: SiteAssets): Promise<string> {
  return htmlOf(<ReportPage content={content} assets={assets} />);
}

/** The HTML that answers where no report is public. */
export function renderMissingReport(
  content: Omit<Parameters<typeof MissingReportPage>[0], "assets">,
  assets: SiteAssets,
): Promise<string> {
  return htmlOf(<MissingReportPage {...content} assets={assets} />);
}

/** The HTML of the list that a package for the portal begins with. */
export function renderHandOverIndex(
  content: Omit<HandOverIndexContent, "assets">,
  assets: SiteAssets,
): Promise<string> {
  return htmlOf(<HandOverIndexPage {...content} assets={assets} />);
}

async function htmlOf(page: ReactElement): Promise<string> {
  // Next refuses it as a static import: a page of its own router renders itself.
  const { renderToStaticMarkup } = await import("react-dom/server");
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`;
}
