import { AlsoOnPortal } from "@/components/public/also-on-portal";
import { LinkedData } from "@/components/public/linked-data";
import { PublicFrame } from "@/components/public/public-frame";
import { PublishedReport } from "@/components/public/published-report";
import { reportDataset, reportHead } from "@/components/public/report-metadata";
import type { PublishedChanges } from "@/lib/features/publication/data";
import type { PublicContact } from "@/lib/features/unit-contacts/data";
import type { MemberCorrection, PublicReport, ShownDistrict, YearBefore } from "@/lib/features/public-reports/data";
import { PublicDocument, type SiteAssets } from "./document";

/** Everything that a report's page is made of. */
export interface ReportPageContent {
  district: Pick<ShownDistrict, "name" | "regionCode" | "site">;
  report: PublicReport;
  /** What it corrects; `null` of a first version. */
  correction: PublishedChanges | null;
  /** The unit's published accounts of the year before. */
  yearBefore: YearBefore | null;
  /** What was corrected of a department's units since. */
  memberCorrections: readonly MemberCorrection[];
  /** How its readers reach whoever has published it. */
  contact: PublicContact | null;
  /** Where the county's portal shows it; `null` where nobody said. */
  portalAddress: string | null;
  /** Whether it stands at the address of its version, or at that of the newest. */
  isOfVersion: boolean;
  /** Address of the licence. */
  licence: string;
  /** A path as an absolute address; undefined where the installation does not know its own. */
  addressOf: (path: string) => string | undefined;
}

/** The page of one published version. */
export function ReportPage({ content, assets }: { content: ReportPageContent; assets: SiteAssets }) {
  const {
    district,
    report,
    correction,
    yearBefore,
    memberCorrections,
    contact,
    portalAddress,
    isOfVersion,
    licence,
    addressOf,
  } = content;
  return (
    <PublicDocument
      head={reportHead(report, { isOfVersion, addressOf, site: district.site })}
      assets={assets}
      hasScript
    >
      <PublicFrame district={district}>
        <LinkedData data={reportDataset(report, licence, addressOf)} />
        <PublishedReport
          report={report}
          correction={correction}
          yearBefore={yearBefore}
          memberCorrections={memberCorrections}
          contact={contact}
          addressOf={addressOf}
        />
        {portalAddress !== null && <AlsoOnPortal address={portalAddress} />}
      </PublicFrame>
    </PublicDocument>
  );
}
