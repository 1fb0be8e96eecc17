import type { PortalAddressOfReport } from "@/lib/features/portal-addresses/loaders";
import { PortalAddress } from "./portal-address";
import { PortalStanding } from "./portal-standing";

/** Where the portal shows a published report, for its unit and for the bureau. */
export function PortalOfReport({
  unitName,
  of: { unitId, year, portal, mayEnter },
}: {
  unitName: string;
  of: PortalAddressOfReport;
}) {
  return (
    <section
      aria-label="门户网站公开网址"
      className="flex flex-col items-start gap-2 border-b border-line pb-4 text-sm"
    >
      <h2 className="text-base font-semibold">门户网站公开网址</h2>
      <div>
        <PortalStanding portal={portal} />
      </div>
      {mayEnter && <PortalAddress unitId={unitId} unitName={unitName} year={year} address={portal?.address ?? ""} />}
    </section>
  );
}
