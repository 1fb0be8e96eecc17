import { describe, expect, it } from "vitest";
import type { CongressApproval } from "../congress-approval";
import { composeLetter } from "./compose";
import { congressOffer } from "./congress-decision";
import type { Letter } from "./letter";
import { initialTemplate } from "./template";

const decided: CongressApproval = {
  body: "罗庄区人大常委会",
  meeting: "第三次会议",
  decisionNumber: "罗人发〔2022〕12号",
  decidedOn: "2022-06-29",
};
const words = "罗庄区人大常委会第三次会议关于批准2021年决算的决议（罗人发〔2022〕12号，2022年6月29日）";

function draft(congress: CongressApproval | null, kind: Letter["kind"] = "bureauToDepartment"): Letter {
  const follows = { number: "罗财决〔2022〕3号", signedOn: "2022-07-08", receivedOn: "2022-07-10" };
  return composeLetter({
    kind,
    year: 2021,
    template: initialTemplate(kind, "罗庄区"),
    issuer: "区教育局",
    number: null,
    addressee: "区教育局",
    reports: [],
    ownAccounts: null,
    total: null,
    hasAnnex: false,
    congress,
    follows: kind === "departmentToUnit" ? follows : null,
    replaces: null,
  });
}

describe("a draft that was begun before the congress decided", () => {
  it("is offered the decision in its place, and is then as if it had been begun afterwards", () => {
    const before = draft(null);
    expect(before.opening[0]).toContain("{人大决定}");
    const offer = congressOffer(before, decided)!;
    expect(offer).toMatchObject({ decision: words, places: 1 });
    expect(offer.letter).toEqual(draft(decided));
    expect(congressOffer(offer.letter, decided)).toBeNull();
  });

  it("keeps every word that people wrote, beside the place and instead of it", () => {
    const before = draft(null);
    const beside = { ...before, opening: [`补充一句。${before.opening[0]!}`, "第二段。"] };
    expect(congressOffer(beside, decided)!.letter.opening).toEqual([
      `补充一句。${draft(decided).opening[0]!}`,
      "第二段。",
    ]);
    const instead = { ...before, opening: ["根据区人大常委会的决定，现予批复。"] };
    const offer = congressOffer(instead, decided)!;
    expect(offer.places).toBe(0);
    expect(offer.letter).toEqual({ ...instead, basis: draft(decided).basis });
    expect(congressOffer(offer.letter, decided)).toBeNull();
  });

  it("is offered nothing before there is a decision", () => {
    expect(congressOffer(draft(null), null)).toBeNull();
    expect(congressOffer(draft(decided), decided)).toBeNull();
  });

  it("takes over a decision that was put right, where its words stand as the draft had put them", () => {
    const corrected = { ...decided, decisionNumber: "罗人发〔2022〕21号" };
    const before = draft(decided);
    expect(congressOffer(before, corrected)!.letter).toEqual(draft(corrected));
    const own = { ...before, opening: ["根据罗人发〔2022〕12号，现予批复。"] };
    expect(congressOffer(own, corrected)).toMatchObject({ places: 0, letter: { opening: own.opening } });
  });

  it("of a department names the decision only where its template asks for it", () => {
    const own = draft(null, "departmentToUnit");
    expect(congressOffer(own, decided)).toBeNull();
    expect(congressOffer({ ...own, closing: ["依据{人大决定}。"] }, decided)).toMatchObject({
      places: 1,
      letter: { closing: [`依据${words}。`] },
    });
  });
});
