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
import { requirePermission } from "@/lib/features/session/loaders";
import { placeOfSigningKeys, SigningKeyProblem, signingKeys } from "@/lib/platform/signing-keys";

/** What the administrator knows of the signed log. */
export interface ProofState {
  head: ProofHead | null;
  keys: Awaited<ReturnType<typeof listKeys>>;
  coverage: Coverage;
  lastCheck: ProofCheck | null;
  /** Where the private keys are kept, in words. */
  keyPlace: string;
  /** Why something is not signed, as sentences. */
  problems: string[];
}

/** For the administrator: the log, the last check and whether there is a key to sign with. */
export async function loadProofState(): Promise<ProofState> {
  const { district } = await requirePermission("proof.check");
  const [head, keys, coverage, lastCheck, refusals] = await Promise.all([
    readProofHead(district.id),
    listKeys(district.id),
    readCoverage(district.id),
    readLastCheck(district.id),
    readSigningProblems(district.id),
  ]);
  const ofKeys = problemsOfKeys(keys.at(-1)?.id);
  return {
    head,
    keys,
    coverage,
    lastCheck,
    keyPlace: placeOfSigningKeys(),
    problems: ofKeys.length > 0 ? ofKeys : refusals,
  };
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

/** The first broken thing that the last check has found; `null` where it found none. */
export async function loadBrokenProof(): Promise<string | null> {
  const { district } = await requirePermission("unit.manage");
  return (await readLastCheck(district.id))?.problems[0] ?? null;
}
