import { Badge, type Tone } from "@/components/ui/badge";
import {
  findingText,
  portalStateLabels,
  portalStateOf,
  type PortalState,
  type ShownPortalAddress,
} from "@/lib/domain/site/portal-watch";
import { formatDateTime } from "@/lib/domain/words/moments";

const tones: Record<PortalState, Tone> = {
  missing: "neutral",
  notAsked: "neutral",
  closed: "warn",
  trouble: "danger",
  right: "done",
};

/** Where the portal shows a report, and what was found there, since when. */
export function PortalStanding({ portal }: { portal: ShownPortalAddress | null }) {
  const state = portalStateOf(portal);
  return (
    <>
      <Badge tone={tones[state]}>{portalStateLabels[state]}</Badge>
      {portal && (
        <>
          <a href={portal.address} rel="noreferrer" target="_blank" className="block max-w-80 text-xs break-all">
            {portal.address}
          </a>
          {portal.findings.length > 0 && (
            <ul className="text-xs">
              {portal.findings.map((finding) => (
                <li key={finding.kind}>{findingText(finding)}</li>
              ))}
            </ul>
          )}
          {/* One in a network that is not asked was looked at, and nothing else. */}
          {portal.askedAt !== null && !portal.isClosed && (
            <span className="block text-xs text-muted">{formatDateTime(new Date(portal.askedAt))} 核对</span>
          )}
        </>
      )}
    </>
  );
}
