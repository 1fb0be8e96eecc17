/**
 * The labels of government sites as `meta` elements (政府网站标签规范: site, column, page). A label that has nothing to say is
 * left out; a district without 网站标识码 has none.
 */
import { chinaSecond } from "../words/moments";
import type { SiteDetails } from "./site-details";

export interface PageLabel {
  name: string;
  content: string;
}

/** A notice as its page is labelled. */
export interface LabelledArticle {
  title: string;
  publishedAt: Date;
  /** 发布单位 */
  source: string;
  keywords: readonly string[];
  description: string;
  /** Whole address; absent where the installation does not know its own. */
  address?: string | undefined;
}

/** @param article of a page that is a notice; on lists absent. */
export function pageLabels(site: SiteDetails, article?: LabelledArticle): PageLabel[] {
  if (site.siteIdCode === "") return [];
  const labels: [name: string, content: string][] = [
    ["SiteName", site.siteName],
    ["SiteDomain", site.siteDomain],
    ["SiteIDCode", site.siteIdCode],
    ["ColumnName", site.columnName],
    ["ColumnDescription", site.columnDescription],
    ["ColumnKeywords", site.columnKeywords],
    ["ColumnType", site.columnType],
  ];
  if (article)
    labels.push(
      ["ArticleTitle", article.title],
      // To the minute.
      ["PubDate", chinaSecond(article.publishedAt).slice(0, "2022-08-31 16:05".length)],
      ["ContentSource", article.source],
      ["Keywords", article.keywords.join(",")],
      ["Description", article.description],
      ["Url", article.address ?? ""],
    );
  return labels.flatMap(([name, content]) => (content === "" ? [] : [{ name, content }]));
}
