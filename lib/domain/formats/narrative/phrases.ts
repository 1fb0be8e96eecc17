/**
 * Groups of phrases that several kinds of sentences use. Places in braces are filled with figures, names and typed
 * texts.
 */

/** A figure against last year's. */
export interface ChangePhrases {
  readonly rise: string;
  readonly fall: string;
  /** From nothing: no rate on a base of zero. */
  readonly appeared: string;
  /** On a base below zero. */
  readonly riseWithoutRate: string;
  readonly fallWithoutRate: string;
  readonly equal: string;
  readonly reason: string;
}

/** A part of a whole. */
export interface SharePhrases {
  readonly rated: string;
  /** Where there is no share: a part below zero, a whole that is not known. */
  readonly unrated: string;
}

/** Accounts against their budget. */
export interface BudgetPhrases {
  readonly completion: string;
  /** Nothing was budgeted. */
  readonly withoutBudget: string;
  /** Nothing budgeted and nothing spent, or one of both not known. */
  readonly nothing: string;
  readonly above: string;
  readonly below: string;
  readonly equal: string;
}
