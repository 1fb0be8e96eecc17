/** Somebody whom reports can be given to, with how many they have. */
export interface OfferedReviewer {
  id: string;
  name: string;
  load: number;
}

/** What is chosen, in words. */
export interface Scope {
  /** Units are ticked; else everything that the filter shows is meant. */
  isTicked: boolean;
  count: number;
  text: string;
}
