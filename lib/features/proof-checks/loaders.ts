import { cache } from "react";
import { alarmOf } from "@/lib/domain/proof/alarm";
import {
  idOf,
  listKeys,
  readCoverage,
  readLastCheck,
  readProofHead,
  readSigningProblems,
  type Coverage,
  type ProofCheck,
  type ProofHead,
} from "@/lib/features/proof/data";
import { readAuditChain, type AuditChainState } from "@/lib/features/audit-chain/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { placeOfAuditHeads } from "@/lib/platform/audit-heads";
import { now } from "@/lib/platform/clock";
import { readRolesSeparate } from "@/lib/platform/database-health";
import { placeOfSigningKeys, SigningKeyProblem, signingKeys } from "@/lib/platform/signing-keys";

/** What the administrator knows of the signed log. */
export interface ProofState {
  head: ProofHead | null;
  keys: Awaited<ReturnType<typeof listKeys>>;
  coverage: Coverage;
  lastCheck: ProofCheck | null;
  audit: AuditChainState;
  /** Where the heads of the audit log are kept outside the database. */
  auditHeadPlace: string;
  /** Whether the application connects as another role than the owner of the tables. */
  areRolesSeparate: boolean;
  /** Where the private keys are kept, in words. */
  keyPlace: string;
  /** Why something is not signed, as sentences. */
  problems: readonly string[];
}

/** For the administrator: the log, the last check and whether there is a key to sign with. */
export async function loadProofState(): Promise<ProofState> {
  const { district } = await requirePermission("proof.check");
  const [head, keys, coverage, lastCheck, refusals, audit, areRolesSeparate] = await Promise.all([
    readProofHead(district.id),
    listKeys(district.id),
    readCoverage(district.id),
    readLastCheck(district.id),
    readSigningProblems(district.id),
    readAuditChain(district.id),
    readRolesSeparate(),
  ]);
  const problems = reasonsUnsigned(keys, refusals);
  const places = { keyPlace: placeOfSigningKeys(), auditHeadPlace: placeOfAuditHeads() };
  return { head, keys, coverage, lastCheck, audit, areRolesSeparate, ...places, problems };
}

/** Why something is not signed, as sentences: the keys, or what the last attempt refused. */
function reasonsUnsigned(keys: ProofState["keys"], refusals: readonly string[]): readonly string[] {
  const ofKeys = problemsOfKeys(keys.at(-1)?.id);
  return ofKeys.length > 0 ? ofKeys : refusals;
}

/** What stands in the way with the keys; none where the one that signs is held, or where the first is still to come. */
function problemsOfKeys(current: string | undefined): string[] {
  try {
    const held = signingKeys();
    if (current === undefined || held.some(({ publicKey }) => idOf(publicKey) === current)) return [];
    return [`没有密钥 ${current} 的私钥。请从备份恢复。`];
  } catch (error) {
    if (error instanceof SigningKeyProblem) return [error.message];
    throw error;
  }
}

/** What is wrong with what is published or with its signatures, for every page of the administrator; `null`: nothing. */
export const loadProofAlarm = cache(async (): Promise<ReturnType<typeof alarmOf>> => {
  const { district } = await requirePermission("unit.manage");
  const [keys, refusals, lastCheck] = await Promise.all([
    listKeys(district.id),
    readSigningProblems(district.id),
    readLastCheck(district.id),
  ]);
  const signedSince = keys[0] ? new Date(keys[0].madeAt) : null;
  return alarmOf({ at: now(), lastCheck, unsigned: reasonsUnsigned(keys, refusals), signedSince });
});
