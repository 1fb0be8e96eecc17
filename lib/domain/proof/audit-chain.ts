/** What the first words of every sentence about the audit log are: they tell it from what is published. */
export const AUDIT_LOG = "审计日志";

/** A link of the chain as it is stored, with the event that it names as it is stored now. */
export interface AuditLink {
  sequence: number;
  previousHash: string;
  hash: string;
  /** It was there before the log was a chain. */
  isCarried: boolean;
  /** The columns of the event that are set, by name, the moment as ISO 8601; `null`: it is gone. */
  event: Readonly<Record<string, unknown>> | null;
}

interface Tools {
  sha256: (bytes: Uint8Array) => string;
  /** The RFC 8785 form. */
  canonical: (value: unknown) => string;
  /** An event in words. */
  describe: (event: Readonly<Record<string, unknown>>) => string;
}

/** How far a chain reached at some moment. */
export interface AuditHead {
  sequence: number;
  hash: string;
}

/**
 * Reads the links of a district one after the other and says what is wrong with each, as sentences that name the place.
 */
export function createAuditReader({ sha256, canonical, describe }: Tools): {
  next: (link: AuditLink) => string[];
} {
  const hashOf = (value: unknown) => sha256(new TextEncoder().encode(canonical(value)));
  let before: AuditHead = { sequence: 0, hash: "" };
  return {
    next: ({ sequence, previousHash, hash, isCarried, event }) => {
      const problems: string[] = [];
      const place = `${AUDIT_LOG}第 ${sequence} 条`;
      const expected = before.sequence + 1;
      if (sequence !== expected) problems.push(`${place}：其前缺少第 ${expected} 条。`);
      else if (previousHash !== before.hash) problems.push(`${place}：与前一条不相连。`);
      if (event === null) problems.push(`${place}：所记的事件被删去。`);
      else if (hash !== hashOf({ carried: isCarried, event: hashOf(event), previous: previousHash, sequence }))
        problems.push(`${place}（${describe(event)}）：与记入时不符。`);
      before = { sequence, hash };
      return problems;
    },
  };
}

/**
 * Whether the chain still has the heads that were kept elsewhere: an end that was cut off, or another chain in its place,
 * is told by nothing else.
 *
 * @param hashes of the links at the places of those heads.
 */
export function problemsOfHeads(
  heads: readonly (AuditHead & { keptIn: string })[],
  hashes: ReadonlyMap<number, string>,
): string[] {
  return heads
    .filter(({ sequence, hash }) => hashes.get(sequence) !== hash)
    .map(({ sequence, hash, keptIn }) =>
      hashes.has(sequence)
        ? `${AUDIT_LOG}第 ${sequence} 条：不是${keptIn}记下的那一条（当时的链头为 ${hash}）。`
        : `${AUDIT_LOG}第 ${sequence} 条及其后：${keptIn}记下过，现在被删去（当时的链头为 ${hash}）。`,
    );
}
