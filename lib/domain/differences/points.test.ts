import { describe, expect, it } from "vitest";
import { defaultPoint, pointAt, stepPoints, type PointContext } from "./points";

const first = { id: "a", number: 1 };
const second = { id: "b", number: 2 };
const hour = (at: number) => new Date(Date.UTC(2022, 7, 31, at));
const steps = [
  { version: first, step: "open", at: hour(0) },
  { version: first, step: "submit", at: hour(1) },
  { version: first, step: "beginReview", at: hour(2) },
  { version: first, step: "sendBack", at: hour(3) },
  { version: first, step: "submit", at: hour(4) },
  { version: first, step: "approve", at: hour(5) },
  { version: first, step: "publish", at: hour(6) },
  { version: second, step: "correct", at: hour(7) },
];
const inFirst: PointContext = { steps: steps.slice(0, 5), versionId: "a", lookedAt: null };

describe("points of a report that may be compared", () => {
  it("are its steps, each by its number, with their words", () => {
    expect(stepPoints({ steps }).map(({ id }) => id)).toEqual([
      "v1.submit.1",
      "v1.sendBack.1",
      "v1.submit.2",
      "v1.approve.1",
      "v1.publish.1",
    ]);
    expect(stepPoints({ steps })[2]!.label).toBe("第1版 第2次上报（2022/08/31 12:00）");
  });

  it("begin where the reader last looked, else at the last return, else at the publication that is corrected", () => {
    expect(defaultPoint({ ...inFirst, lookedAt: hour(2) })).toBe("looked");
    expect(defaultPoint(inFirst)).toBe("v1.sendBack.1");
    expect(defaultPoint({ steps, versionId: "b", lookedAt: null })).toBe("v1.publish.1");
    expect(defaultPoint({ steps: steps.slice(0, 2), versionId: "a", lookedAt: null })).toBeNull();
  });

  it("are read from the address; one that the report has not, or that nobody can mean, is none", () => {
    expect(pointAt("v1.submit.2", inFirst)).toMatchObject({ versionId: "a", at: hour(4) });
    expect(pointAt("2022-08-31T11:30", inFirst)).toMatchObject({ versionId: "a", step: null });
    expect(pointAt("2022-08-31T16:00", { steps, versionId: "b", lookedAt: null })).toMatchObject({ versionId: "b" });
    expect(pointAt("now", inFirst)).toMatchObject({ at: null });
    for (const id of ["v1.submit.3", "v9.submit.1", "looked", "2022-13-45T99:99", "2021-01-01T00:00", "", "昨天"])
      expect(pointAt(id, inFirst), id).toBeNull();
  });
});
