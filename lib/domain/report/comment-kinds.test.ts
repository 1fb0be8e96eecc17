import { describe, expect, it } from "vitest";
import { actionOnComment, commentKinds, type CommentDeed, type CommentKind } from "./comment-kinds";
import { versionStatuses } from "./lifecycle";
import { can, publicActor, type Actor, type ReportSubject } from "./permissions";

const person = (id: string, grants: Extract<Actor, { kind: "user" }>["grants"]): Actor => ({
  kind: "user",
  id,
  districtId: "district",
  grants,
  owes: null,
});
const people: Record<string, Actor> = {
  preparer: person("preparer", [{ role: "preparer", unitId: "own" }]),
  otherPreparer: person("otherPreparer", [{ role: "preparer", unitId: "other" }]),
  reviewer: person("reviewer", [{ role: "reviewer" }]),
  admin: person("admin", [{ role: "admin" }]),
  public: publicActor,
};
const deeds: readonly CommentDeed[] = ["read", "write", "answer", "resolve"];

/** Who may do what with a comment of each kind; whoever is not named may not. */
const expected: Record<CommentKind, Record<CommentDeed, readonly string[]>> = {
  review: {
    read: ["preparer", "reviewer", "admin"],
    write: ["reviewer"],
    answer: ["preparer", "reviewer"],
    resolve: ["reviewer"],
  },
  question: {
    read: ["preparer", "reviewer", "admin"],
    write: ["preparer"],
    answer: ["preparer", "reviewer"],
    resolve: ["preparer", "reviewer"],
  },
  note: { read: ["preparer"], write: ["preparer"], answer: ["preparer"], resolve: ["preparer"] },
};

describe.each(commentKinds)("a %s", (kind) => {
  it.each(deeds)("%s: exactly whom it concerns, in every state of the report", (deed) => {
    for (const status of versionStatuses) {
      const report: ReportSubject = { districtId: "district", unitId: "own", status };
      expect([
        status,
        Object.keys(people).filter((id) => can(people[id]!, actionOnComment(kind, deed), report)),
      ]).toEqual([status, expected[kind][deed]]);
    }
  });
});
