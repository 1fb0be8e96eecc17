import { subDays } from "date-fns";
import {
  AUDIT_LOG,
  createAuditReader,
  problemsOfHeads,
  type AuditHead,
  type AuditLink,
} from "@/lib/domain/proof/audit-chain";
import { SILENT_DAYS } from "@/lib/domain/proof/alarm";
import { formatDateTime } from "@/lib/domain/words/moments";
import { auditActions, type AuditAction } from "@/lib/features/audit/schema";
import { isSignedHere, keepAuditHead, readAuditHeads } from "@/lib/platform/audit-heads";
import { now } from "@/lib/platform/clock";
import { canonicalForm } from "@/lib/platform/content-hash";
import { pool } from "@/lib/platform/db";
import { sha256Hex, type SigningKey } from "@/lib/platform/ed25519";
import { logger } from "@/lib/platform/logger";
import { addSigningKey, placeOfSigningKeys, SigningKeyProblem, signingKeys } from "@/lib/platform/signing-keys";

/** Links that are in memory at a time. */
const AT_A_TIME = 1_000;

/** Sentences of a check that are kept. */
const MOST_PROBLEMS = 200;

interface StoredEvent {
  event: Record<string, unknown> | null;
  /** A number for a moment that is none (`infinity`). */
  at: Date | number | null;
}

/** The columns that are set, as the database hashes them. */
function toEvent({ event, at }: StoredEvent): AuditLink["event"] {
  if (event === null || at === null) return null;
  const set = Object.entries(event).filter(([, value]) => value !== null);
  // PostgreSQL knows moments that no calendar has; then this is not what was linked, and the check says so.
  return { ...Object.fromEntries(set), at: at instanceof Date ? at.toISOString() : String(at) };
}

function describe({ at, action, actor_name }: Readonly<Record<string, unknown>>): string {
  const label = auditActions[action as AuditAction] ?? String(action);
  return `${formatDateTime(new Date(String(at)))} ${String(actor_name)}：${label}`;
}

async function listLinks(districtId: string, after: number): Promise<AuditLink[]> {
  const { rows } = await pool().query<Omit<AuditLink, "event"> & StoredEvent>(
    `SELECT l.sequence, l.previous_hash AS "previousHash", l.hash, l.is_carried AS "isCarried", to_jsonb(e) AS event, e.at
     FROM audit_link l LEFT JOIN audit_event e ON e.district_id = l.district_id AND e.id = l.event_id
     WHERE l.district_id = $1 AND l.sequence > $2 ORDER BY l.sequence LIMIT $3`,
    [districtId, after, AT_A_TIME],
  );
  return rows.map(({ event, at, ...link }) => ({ ...link, event: toEvent({ event, at }) }));
}

/** Events that nothing links: written past the database's own rules. */
async function listUnlinked(districtId: string): Promise<string[]> {
  const { rows } = await pool().query<StoredEvent>(
    `SELECT to_jsonb(e) AS event, e.at FROM audit_event e
     WHERE e.district_id = $1 AND NOT EXISTS (SELECT FROM audit_link l WHERE l.district_id = e.district_id AND l.event_id = e.id)
     ORDER BY e.at, e.id LIMIT $2`,
    [districtId, MOST_PROBLEMS],
  );
  return rows.map((row) => `${AUDIT_LOG}中有没有记入链的事件（${describe(toEvent(row)!)}）。`);
}

/** How far the chain of a district's audit log reaches; `null` before its first event. */
export async function readAuditHead(districtId: string): Promise<AuditHead | null> {
  const { rows } = await pool().query<AuditHead>(
    "SELECT sequence, hash FROM audit_link WHERE district_id = $1 ORDER BY sequence DESC LIMIT 1",
    [districtId],
  );
  return rows[0] ?? null;
}

/** What the administrator knows of the chain. */
export interface AuditChainState {
  head: AuditHead | null;
  /** Links that were there before the log was a chain. */
  carried: number;
}

export async function readAuditChain(districtId: string): Promise<AuditChainState> {
  const [head, { rows }] = await Promise.all([
    readAuditHead(districtId),
    pool().query<{ carried: number }>(
      "SELECT count(*)::int AS carried FROM audit_link WHERE district_id = $1 AND is_carried",
      [districtId],
    ),
  ]);
  return { head, carried: rows[0]!.carried };
}

/** What the last checks found of the audit logs; `unchecked` where one has not been checked yet, or not for days. */
export type AuditHealth = "whole" | "broken" | "unchecked";

/** The worst of all districts. A check from before the log was a chain has not compared it. */
export async function readAuditHealth(): Promise<AuditHealth> {
  const at = now();
  const { rows } = await pool().query<{ problems: number | null; isCompared: boolean }>(
    `SELECT c.audit_problem_count AS problems, c.ended_at >= $1
       AND (c.audit_sequence > 0 OR NOT EXISTS (SELECT FROM audit_link WHERE district_id = d.id)) AS "isCompared"
     FROM district d LEFT JOIN LATERAL (SELECT audit_problem_count, audit_sequence, ended_at FROM proof_check
       WHERE district_id = d.id AND ended_at <= $2 ORDER BY ended_at DESC LIMIT 1) c ON true`,
    [subDays(at, SILENT_DAYS), at],
  );
  if (rows.some(({ problems }) => problems !== null && problems > 0)) return "broken";
  return rows.some(({ problems, isCompared }) => problems === null || !isCompared) ? "unchecked" : "whole";
}

/** The heads that earlier checks and this machine have kept. */
async function listKeptHeads(
  districtId: string,
): Promise<{ heads: (AuditHead & { keptIn: string })[]; problems: string[] }> {
  const { rows } = await pool().query<AuditHead>(
    `SELECT DISTINCT audit_sequence AS sequence, audit_hash AS hash FROM proof_check
     WHERE district_id = $1 AND audit_sequence > 0 ORDER BY 1`,
    [districtId],
  );
  const heads = rows.map((head) => ({ ...head, keptIn: "以前核对时" }));
  const kept = readAuditHeads()[districtId];
  if (!kept) return { heads, problems: [] };
  if (!isSignedHere(districtId, kept))
    return { heads, problems: [`${AUDIT_LOG}：数据库以外的链头不是本系统签署的，文件被改动过。`] };
  return { heads: [...heads, { sequence: kept.sequence, hash: kept.hash, keptIn: "数据库以外的链头" }], problems: [] };
}

/**
 * Compares the audit log of a district with its chain, and the chain with the heads that were kept; the first broken link
 * comes first.
 */
export async function checkAuditLog(districtId: string): Promise<string[]> {
  const reader = createAuditReader({ sha256: sha256Hex, canonical: canonicalForm, describe });
  const kept = await listKeptHeads(districtId);
  const asked = new Set(kept.heads.map(({ sequence }) => sequence));
  const hashes = new Map<number, string>();
  const problems: string[] = [];
  for (let after = 0; problems.length < MOST_PROBLEMS; ) {
    const links = await listLinks(districtId, after);
    if (links.length === 0) break;
    for (const link of links) {
      problems.push(...reader.next(link));
      if (asked.has(link.sequence)) hashes.set(link.sequence, link.hash);
    }
    after = links.at(-1)!.sequence;
  }
  return [
    ...problems,
    ...problemsOfHeads(kept.heads, hashes),
    ...kept.problems,
    ...(await listUnlinked(districtId)),
  ].slice(0, MOST_PROBLEMS);
}

/**
 * Keeps the newest head of each district outside the database, signed. One that the chain does not have any more stays: it
 * is what tells that an end was cut off.
 *
 * @throws SigningKeyProblem when there is no key to sign with and none may be made.
 */
export async function keepAuditHeads(): Promise<void> {
  const { rows } = await pool().query<AuditHead & { districtId: string }>(
    `SELECT d.id AS "districtId", l.sequence, l.hash FROM district d CROSS JOIN LATERAL (
       SELECT sequence, hash FROM audit_link WHERE district_id = d.id ORDER BY sequence DESC LIMIT 1) l`,
  );
  if (rows.length === 0) return;
  const signer = await signerOfHeads();
  const heads = readAuditHeads();
  for (const { districtId, sequence, hash } of rows) {
    const kept = heads[districtId];
    if (kept?.sequence === sequence && kept.hash === hash) continue;
    if (kept && !(await hasLink(districtId, kept))) {
      logger.error({ districtId, ...kept }, "the audit log has lost the head that was kept outside the database");
      continue;
    }
    keepAuditHead(signer, districtId, { sequence, hash, at: now().toISOString() });
  }
}

/** The newest key that is held. The first one is made, unless a signed log says that there was one, which is lost then. */
async function signerOfHeads(): Promise<SigningKey> {
  const held = signingKeys().at(-1);
  if (held) return held;
  const { rowCount } = await pool().query("SELECT FROM proof_entry LIMIT 1");
  if (rowCount === 0) return addSigningKey().at(-1)!;
  throw new SigningKeyProblem(
    `没有签名密钥（应在${placeOfSigningKeys()}），不能签署数据库以外的链头。请从备份恢复密钥；` +
      "备份也没有的，先公告更换密钥，再执行 npm run cli -- key replace --reason 原因。",
  );
}

async function hasLink(districtId: string, { sequence, hash }: AuditHead): Promise<boolean> {
  const { rowCount } = await pool().query(
    "SELECT FROM audit_link WHERE district_id = $1 AND sequence = $2 AND hash = $3",
    [districtId, sequence, hash],
  );
  return rowCount === 1;
}
