import { documentFormatLabels, type DocumentFormat } from "@/lib/domain/document/file-formats";
import { openStep, transitions, type TransitionName } from "@/lib/domain/report/lifecycle";
import { openPointLines } from "@/lib/domain/report/open-points";
import { timelineOf, type TimelineEvent, type TimelineReader, type TimelineRound } from "@/lib/domain/report/timeline";
import { changesOf } from "@/lib/domain/register/changes";
import { listLetterEvents } from "@/lib/features/letters/data";
import { listSteps, type WorkflowStep } from "@/lib/features/report-steps/data";
import { readUnitRegister } from "@/lib/features/units/data";
import { listVersions, type VersionRow } from "@/lib/features/versions/data";
import { db, pool } from "@/lib/platform/db";

/** Everything that happened to a report in all its versions, as its reader sees it. */
export async function readTimeline(
  districtId: string,
  report: { reportId: string; unitId: string; year: number },
  reader: TimelineReader,
): Promise<TimelineRound[]> {
  const versions = await listVersions(districtId, report.reportId);
  const steps = await Promise.all(
    versions.map(async (version) => ({ version, steps: await listSteps(districtId, version.id) })),
  );
  const sources = await Promise.all([
    commentEvents(districtId, versions),
    verdictEvents(districtId, steps),
    fileEvents(districtId, versions),
    letterEvents(districtId, versions),
    registerEvents(districtId, report, versions[0]?.createdAt ?? null),
  ]);
  return timelineOf([steps.flatMap(stepEvents), ...sources], reader);
}

interface StepsOfVersion {
  version: VersionRow;
  steps: readonly WorkflowStep[];
}

function stepEvents({ version, steps }: StepsOfVersion): TimelineEvent[] {
  return steps.map(({ step, by, at, reason, confirmed, round }) => ({
    at,
    place: { version: version.number, round },
    label: stepLabel(step, round),
    by,
    reason,
    details: [],
    bureauDetails: confirmed.length === 0 ? [] : [`办理时确认仍有：${openPointLines(confirmed).join("、")}`],
  }));
}

function stepLabel(step: string, round: number): string {
  if (step === openStep.name) return openStep.label;
  if (step === "submit" && round > 1) return "重新上报";
  return step in transitions ? transitions[step as TransitionName].label : step;
}

/** 审核意见 and 单位提问 of a round, counted at the last of them; notes are the unit's own. */
async function commentEvents(districtId: string, versions: readonly VersionRow[]): Promise<TimelineEvent[]> {
  const { rows } = await pool().query<{
    versionId: string;
    round: number;
    kind: "review" | "question";
    count: number;
    blocking: number;
    resolved: number;
    at: Date;
  }>(
    `SELECT version_id AS "versionId", round, kind::text, count(*)::int, count(*) FILTER (WHERE is_blocking)::int AS blocking,
       count(resolved_at)::int AS resolved, max(created_at) AS at
     FROM comment WHERE district_id = $1 AND version_id = ANY($2::uuid[]) AND parent_id IS NULL AND kind <> 'note'
     GROUP BY version_id, round, kind`,
    [districtId, versions.map(({ id }) => id)],
  );
  return rows.map(({ versionId, round, kind, count, blocking, resolved, at }) => ({
    at,
    place: { version: numberOf(versions, versionId), round },
    label: `${kind === "review" ? "审核意见" : "单位提问"} ${count} 条`,
    by: null,
    reason: null,
    details: [blocking === 0 ? "" : `其中须解决 ${blocking} 条`, `已了结 ${resolved} 条`].filter(Boolean),
  }));
}

/** What the bureau thought of explanations, counted in the round in which it said so. */
async function verdictEvents(districtId: string, versions: readonly StepsOfVersion[]): Promise<TimelineEvent[]> {
  const rows = await db().explanationVerdict.findMany({
    where: { districtId, versionId: { in: versions.map(({ version }) => version.id) } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const rounds = new Map<string, { place: TimelineEvent["place"]; at: Date; judged: Map<string, boolean> }>();
  for (const { versionId, findingKey, at, isAccepted } of rows) {
    const { version, steps } = versions.find((each) => each.version.id === versionId)!;
    const round = steps.findLast((step) => step.at <= at)?.round ?? 0;
    const judged = rounds.get(`${versionId} ${round}`)?.judged ?? new Map<string, boolean>();
    // What somebody thought better of in the same round counts as they left it.
    judged.set(findingKey, isAccepted);
    rounds.set(`${versionId} ${round}`, { place: { version: version.number, round }, at, judged });
  }
  return [...rounds.values()].map(({ place, at, judged }) => {
    const accepted = [...judged.values()].filter(Boolean).length;
    return {
      at,
      place,
      label: `办理核实说明 ${judged.size} 条`,
      by: null,
      reason: null,
      details: [`认可 ${accepted} 条，不认可 ${judged.size - accepted} 条`],
    };
  });
}

/** The files of publications, each when its last one was made. */
async function fileEvents(districtId: string, versions: readonly VersionRow[]): Promise<TimelineEvent[]> {
  const { rows } = await pool().query<{ versionId: string; round: number; formats: DocumentFormat[]; at: Date }>(
    `SELECT p.version_id AS "versionId", v.round, array_agg(f.format ORDER BY f.format) AS formats, max(f.made_at) AS at
     FROM publication p JOIN publication_file f ON f.district_id = p.district_id AND f.sequence = p.sequence
     JOIN report_version v ON v.district_id = p.district_id AND v.id = p.version_id
     WHERE p.district_id = $1 AND p.version_id = ANY($2::uuid[]) GROUP BY p.version_id, v.round`,
    [districtId, versions.map(({ id }) => id)],
  );
  return rows.map(({ versionId, round, formats, at }) => ({
    at,
    place: { version: numberOf(versions, versionId), round },
    label: "生成公开文件",
    by: null,
    reason: null,
    details: [formats.map((format) => documentFormatLabels[format]).join("、")],
  }));
}

/** Letters of approval: when they were issued, received and revoked. */
async function letterEvents(districtId: string, versions: readonly VersionRow[]): Promise<TimelineEvent[]> {
  const events = await listLetterEvents(
    districtId,
    versions.map(({ id }) => id),
  );
  return events.map(({ versionId, number, issuer, addressee, step, at, by, on, reason, revokedNumber }) => {
    const version = versions.find(({ id }) => id === versionId)!;
    const days = {
      issued: `成文日期 ${on}，主送${addressee}`,
      received: `收到日期 ${on}，${addressee}`,
      revoked: revokedNumber === null ? "" : `撤销文号 ${revokedNumber}，撤销日期 ${on}`,
    };
    return {
      at,
      place: { version: version.number, round: version.round },
      label: `${letterStepLabels[step]} ${number}`,
      by,
      reason,
      details: [issuer, days[step]].filter(Boolean),
    };
  });
}

const letterStepLabels = { issued: "印发批复文件", received: "签收批复文件", revoked: "撤销批复文件" } as const;

/** Changes of the unit in the register that were recorded while the report existed, or hold from its year on. */
async function registerEvents(
  districtId: string,
  { unitId, year }: { unitId: string; year: number },
  openedAt: Date | null,
): Promise<TimelineEvent[]> {
  const parties = await db().unitEventParty.findMany({ where: { districtId, unitId }, select: { eventId: true } });
  if (parties.length === 0 || openedAt === null) return [];
  const register = await readUnitRegister(districtId);
  const events = await db().unitEvent.findMany({
    where: { districtId, id: { in: parties.map(({ eventId }) => eventId) } },
    orderBy: { recordedAt: "asc" },
  });
  return events
    .filter(({ recordedAt, effectiveOn }) => recordedAt >= openedAt || effectiveOn.getUTCFullYear() >= year)
    .map(({ id, recordedAt, documentNumber }) => ({
      at: recordedAt,
      place: null,
      label: "单位变动",
      by: null,
      reason: null,
      details: [
        ...changesOf({ ...register, events: register.events.filter((event) => event.id === id) }, unitId)
          .filter(({ on }) => on === register.events.find((event) => event.id === id)!.effectiveOn)
          .map(({ text }) => text),
        `依据：${documentNumber}`,
      ],
    }));
}

function numberOf(versions: readonly VersionRow[], versionId: string): number {
  return versions.find(({ id }) => id === versionId)!.number;
}
