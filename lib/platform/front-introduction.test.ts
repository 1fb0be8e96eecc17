import { expect, it } from "vitest";
import { introduceFront, readFront } from "@/lib/platform/front-introduction";

it("is read as it was written, and nothing else is taken for one", () => {
  for (const keepsPages of [true, false]) {
    const front = { startedAt: new Date("2026-11-30T01:02:03.456Z"), keepsPages };
    expect(readFront(introduceFront(front))).toEqual(front);
  }
  for (const header of [null, "", "kept", "yesterday kept"]) expect(readFront(header)).toBeNull();
});
