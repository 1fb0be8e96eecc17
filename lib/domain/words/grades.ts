/** Grades of evaluated projects, whichever a region gives. */
export const grades = ["excellent", "good", "fair", "poor", "pass", "fail"] as const;
export type Grade = (typeof grades)[number];

/** A grade as a format gives it: from so many hundredths of a point on. */
export interface GradeBand {
  grade: Grade;
  label: string;
  from: number;
}
