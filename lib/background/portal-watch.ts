import { setTimeout as sleep } from "node:timers/promises";
import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { pageText } from "@/lib/documents/portal/page-text";
import type { PortalAnswer } from "@/lib/domain/site/portal-watch";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { listWatchedDistricts, readPortalAddress } from "@/lib/features/portal-addresses/data";
import { askForWatchSince, keepAnswer } from "@/lib/features/portal-addresses/mutations";
import { now } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { askAddress, type OutsideAnswer } from "@/lib/platform/outside/ask-address";

/** An address is asked once a night, whichever server's turn it is. */
const ASKED_HOURS = 20;

/** Between two questions to the portal, so that the watch is no load on it. */
const REST_MS = 500;

/** After so many addresses of a host in a row that gave no answer, the others of it are left for later. */
const SILENT_IN_A_ROW = 3;
const LEFT_MS = 10 * 60_000;

/** Asks at night for the watch of every address that was not asked the day before. */
export async function lookAfterPortal(): Promise<void> {
  const at = now();
  if (!isNight(at)) return;
  for (const districtId of await listWatchedDistricts()) await askForWatchSince(districtId, subHours(at, ASKED_HOURS));
}

/** Hosts that do not answer at all: asking for each of a thousand addresses would take a night, and say the same. */
const silentHosts = new Map<string, { inARow: number; until: number }>();

/**
 * Some addresses' turn in a job: each is asked, slowly, and what it showed is kept. Those of a host that answers nobody stay
 * as they were, and are asked the next time.
 */
export async function watchOfJob({ districtId }: Claim, { addresses }: ItemOf<"portalWatch">): Promise<ItemOutcome> {
  const left = new Set<string>();
  for (const [at, key] of addresses.entries()) {
    const portal = await readPortalAddress(districtId, key);
    if (!portal) continue;
    const { host } = new URL(portal.address);
    const silent = silentHosts.get(host);
    if (silent && silent.inARow >= SILENT_IN_A_ROW && performance.now() < silent.until) {
      left.add(host);
      continue;
    }
    if (at > 0) await sleep(REST_MS);
    const answered = await askAddress(portal.address, { subnets: env().PORTAL_NETWORKS });
    noteSilence(host, answered);
    await keepAnswer(districtId, key, { asked: portal.address, answer: answerOf(answered) });
  }
  const reasons = [...left].map((host) => `网站 ${host} 一直没有应答，其余网址下次再核对。`);
  return { state: reasons.length === 0 ? "done" : "leftOut", reasons };
}

function noteSilence(host: string, answer: OutsideAnswer): void {
  const isSilent = answer.state === "failed" && ["slow", "refused", "noHost"].includes(answer.why);
  if (!isSilent) silentHosts.delete(host);
  else silentHosts.set(host, { inARow: (silentHosts.get(host)?.inARow ?? 0) + 1, until: performance.now() + LEFT_MS });
}

const OK = 200;

function answerOf(answer: OutsideAnswer): PortalAnswer {
  if (answer.state === "failed") return answer;
  const { status, contentType, start, sha256 } = answer;
  if (status !== OK) return { state: "refused", status };
  if (sha256 !== null) return { state: "pdf", sha256 };
  const isPage = contentType === "" || /^(?:text\/|application\/xhtml)/i.test(contentType.trim());
  return isPage ? { state: "page", text: pageText(start, contentType) } : { state: "file" };
}
