import { versionOf } from "./version-of";
import { reportDataPath, reportPath } from "@/lib/domain/words/report-path";
import { SHARE_IMAGE, shareImageOf } from "@/lib/domain/document/share-address";
import { documentFormats, documentMediaTypes } from "@/lib/domain/document/file-formats";
import { documentNoun } from "@/lib/domain/document/document";
import { pageLabels } from "@/lib/domain/site/page-labels";
import type { SiteDetails } from "@/lib/domain/site/site-details";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { documentName } from "@/lib/domain/document/document-name";

/** A path as an absolute address; undefined where the installation does not know its own. */
type AddressOf = (path: string) => string | undefined;

/** The address of a report's newest version, or of one that a correction has replaced. */
function pathOf(report: PublicReport): string {
  const { number, ...newest } = versionOf(report);
  return reportPath(number === report.versions[0]!.number ? newest : { ...newest, number });
}

/**
 * The picture that a messenger shows beside a page; none where the installation does not know its own address, because
 * readers take whole addresses only.
 */
export function shareImages(page: string, alt: string, addressOf: AddressOf): { images?: OgImage[] } {
  const url = addressOf(shareImageOf(page));
  return url === undefined ? {} : { images: [{ url, alt, ...SHARE_IMAGE }] };
}

interface OgImage {
  url: string;
  alt: string;
  width: number;
  height: number;
  type: string;
}

function descriptionOf({ snapshot: { unit, department, year }, number, correctionReason }: PublicReport): string {
  const whose = department ? `${unit.name}（主管部门：${department.name}）` : unit.name;
  const correction = correctionReason === null ? "" : `第 ${number} 版，更正原因：${correctionReason}`;
  return `${whose}${year}年度决算的全部公开表、情况说明和绩效情况，每个数可查来历。${correction}`;
}

/** What search engines, feed readers and messengers are told of a report's page. */
export function reportHead(report: PublicReport, { isOfVersion, addressOf, site }: HeadChoices) {
  const { unitCode, snapshot, number, versions, publishedAt } = report;
  const name = documentName(snapshot);
  const { unit, year } = snapshot;
  const noun = documentNoun({ title: snapshot.document.title, unitName: unit.name, year });
  const title = isOfVersion ? `${name}（第${number}版）` : name;
  const canonical = addressOf(pathOf(report));
  const [picture] = shareImages(reportPath(versionOf(report)), title, addressOf).images ?? [];
  const feed = `/feeds/${unitCode}.atom`;
  return {
    title,
    description: descriptionOf(report),
    ...(canonical !== undefined && { canonical }),
    feed: { address: addressOf(feed) ?? feed, title: `${snapshot.unit.name}：公开和更正` },
    article: { published: versions.at(-1)!.publishedAt.toISOString(), modified: publishedAt.toISOString() },
    ...(picture && { picture }),
    labels: pageLabels(site, {
      title,
      publishedAt,
      source: unit.name,
      keywords: [unit.name, `${year}年度`, noun],
      description: descriptionOf(report),
      address: canonical,
    }),
  };
}

interface HeadChoices {
  /** Whether the page stands at the address of its version, or at that of the newest. */
  isOfVersion: boolean;
  addressOf: AddressOf;
  /** What the district says of its site. */
  site: SiteDetails;
}

/** A report as a Dataset of schema.org, with everything that can be downloaded of it. */
export function reportDataset(report: PublicReport, licence: string, addressOf: AddressOf): Record<string, unknown> {
  const { snapshot, number, versions, publishedAt, contentHash, files } = report;
  const { unit, department, year } = snapshot;
  const at = (path: string) => addressOf(path) ?? path;
  const download = (path: string, encodingFormat: string, sha256?: string) => ({
    "@type": "DataDownload",
    contentUrl: at(reportDataPath(versionOf(report), path)),
    encodingFormat,
    ...(sha256 && { sha256 }),
  });
  const earlier = versions.find((version) => version.number === number - 1);
  const organisation = (name: string) => ({ "@type": "GovernmentOrganization", name });
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    name: documentName(snapshot),
    description: descriptionOf(report),
    url: at(pathOf(report)),
    identifier: `sha256:${contentHash}`,
    version: String(number),
    inLanguage: "zh-CN",
    temporalCoverage: `${year}-01-01/${year}-12-31`,
    spatialCoverage: snapshot.district.name,
    isAccessibleForFree: true,
    license: at(licence),
    creator: { ...organisation(unit.name), ...(department && { parentOrganization: organisation(department.name) }) },
    datePublished: versions.at(-1)!.publishedAt.toISOString(),
    dateModified: publishedAt.toISOString(),
    ...(earlier && { isBasedOn: at(reportPath(versionOf(report, earlier.number))) }),
    distribution: [
      download("", "application/json"),
      download(".csv", "text/csv"),
      ...documentFormats.map((format) =>
        download(`.${format}`, documentMediaTypes[format], files.find((file) => file.format === format)?.sha256),
      ),
    ],
  };
}
