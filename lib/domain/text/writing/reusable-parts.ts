/** How parts of a text are written: what they are written from is asked for, so that it can be asked again. */
export interface Parts {
  /** The answer to a question about the report. */
  ask: <T>(question: () => T) => T;
  /** The part of this id. Everything in it that may change is asked for while it is written. */
  part: <T>(id: string, write: () => T) => T;
}

/** Every part written anew. */
export const writtenOnce: Parts = { ask: (question) => question(), part: (_, write) => write() };

type StillSo = () => boolean;

/**
 * Parts that stay the same object for as long as every question that they were written from has the same answer. A part
 * inside another is kept by itself: when the outer one is written anew, it is only looked at.
 */
export function reusableParts(): Parts {
  const kept = new Map<string, { result: unknown; answers: readonly StillSo[] }>();
  let asked: StillSo[] | null = null;

  return {
    ask(question) {
      const answer = question();
      asked?.push(() => Object.is(question(), answer));
      return answer;
    },
    part<T>(id: string, write: () => T): T {
      const outer = asked;
      let part = kept.get(id);
      if (!part?.answers.every((isStillSo) => isStillSo())) {
        const answers: StillSo[] = (asked = []);
        try {
          part = { result: write(), answers };
        } finally {
          asked = outer;
        }
        kept.set(id, part);
      }
      outer?.push(...part.answers);
      return part.result as T;
    },
  };
}
