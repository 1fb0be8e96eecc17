import { describe, expect, it } from "vitest";
import {
  blockersOf,
  blockerSentence,
  exemptionOf,
  openAt,
  publicationBlockersInLists,
  type StepSubject,
} from "./blockers";
import { onlyNamed, openPointLines } from "./open-points";
import {
  isEditable,
  reportLabel,
  statusLabel,
  transitionNames,
  transitionOf,
  transitionsFrom,
  versionStatuses,
  type VersionStatus,
} from "./lifecycle";

/** A version with nothing in its way. */
function subjectIn(status: VersionStatus, changes: Partial<StepSubject> = {}): StepSubject {
  return {
    status,
    revision: 7,
    fiscalYear: { year: 2021, isOpen: true, tableSetId: "fy2021" },
    invalidInputs: [],
    outdatedParts: [],
    checks: { revision: 7, blocking: 0, unexplained: 0 },
    refusedFindings: [],
    unstatedEmptySheets: [],
    blankFigures: [],
    missingTexts: [],
    rareCharacters: [],
    unansweredComments: [],
    unresolvedComments: [],
    openPoints: [],
    contributions: [
      { userId: "editor", part: "content" },
      { userId: "explainer", part: "explanations" },
      { userId: "submitter", part: "submission" },
    ],
    approvedById: "approver",
    approvedForId: null,
    separatePublisher: true,
    congressDemand: null,
    missingSignOffs: [],
    isOwing: true,
    exemption: null,
    inputs: { approved: "hash", current: "hash" },
    lettersInForce: [],
    versionInWork: null,
    ...changes,
  };
}

const request = { parties: ["reviewer"], reason: "请核对" };

describe.each(transitionNames)("%s", (step) => {
  it.each(versionStatuses)("from %s is possible exactly where the table says so", (status) => {
    const blockers = blockersOf(step, subjectIn(status), request);
    if (transitionOf(step).from.includes(status)) expect(blockers).toEqual([]);
    else expect(blockers).toContainEqual({ code: "wrongStatus", status, step });
  });
});

describe("the lifecycle", () => {
  it("leads from every status but published to another, and into every status", () => {
    for (const status of versionStatuses) expect(transitionsFrom(status).length).toBeGreaterThan(0);
    const reached = new Set(transitionNames.map((name) => transitionOf(name).to));
    for (const status of versionStatuses) expect(reached).toContain(status);
  });

  it("calls a report published while a correction is prepared beside it", () => {
    const words = (status: VersionStatus, publishedNumber: number | null) =>
      reportLabel({ status, round: 1 }, publishedNumber);
    expect(words("drafting", 1)).toBe("已公开（更正中）");
    expect(words("underReview", 1)).toBe("已公开（更正审核中）");
    expect(words("published", 2)).toBe("已公开");
    expect(words("drafting", null)).toBe("填报中");
  });

  it("lets the unit write only a draft and what was sent back", () => {
    expect(versionStatuses.filter(isEditable)).toEqual(["drafting", "sentBack"]);
  });

  it("tells a resubmission from a first submission", () => {
    expect(statusLabel("submitted", 1)).toBe("已上报");
    expect(statusLabel("submitted", 2)).toBe("退回后重报（第2次）");
  });
});

describe("blockers", () => {
  it("are all named at once", () => {
    const subject = subjectIn("underReview", {
      fiscalYear: { year: 2021, isOpen: false, tableSetId: "fy2021" },
      invalidInputs: [{ address: "income:2010301::otherIncome", input: "x" }],
      checks: { revision: 6, blocking: 2, unexplained: 3 },
      refusedFindings: ["L-10@x"],
      unstatedEmptySheets: [{ sheet: "balance", label: "结转结余" }],
      missingTexts: ["profile.duties"],
      rareCharacters: [{ character: "𪚥", place: "第一部分“一、单位职责”" }],
      unansweredComments: ["c1"],
    });
    expect(blockersOf("submit", subject, request).map(({ code }) => code)).toEqual([
      "wrongStatus",
      "fiscalYearClosed",
      "invalidInputs",
      "checksStale",
      "blockingFindings",
      "unexplainedFindings",
      "refusedExplanations",
      "emptySheetNotStated",
      "missingTexts",
      "rareCharacters",
      "unansweredComments",
    ]);
  });

  it("is not approved without a signature that the year wants", () => {
    const blockers = blockersOf("approve", subjectIn("underReview", { missingSignOffs: ["second"] }), request);
    expect(blockers).toEqual([{ code: "pointsUnsigned", roles: ["second"] }]);
    expect(blockerSentence(blockers[0]!)).toContain("没有有效的复核签字");
    expect(blockersOf("sendBack", subjectIn("underReview", { missingSignOffs: ["first"] }), request)).toEqual([]);
  });

  it("ask for the decision of the congress as the rule of the year says, at the approval only", () => {
    const under = (congressDemand: StepSubject["congressDemand"]) => subjectIn("underReview", { congressDemand });
    for (const demand of [null, "ignore", "warn"] as const)
      expect(blockersOf("approve", under(demand), request)).toEqual([]);
    expect(blockersOf("approve", under("block"), request)).toEqual([{ code: "congressUndecided", year: 2021 }]);
    expect(blockerSentence({ code: "congressUndecided", year: 2021 })).toMatch(/2021年度决算的人大批准还没有登记/);
    expect(openAt("approve", under(null))).toEqual([]);
    expect(openAt("approve", under("ignore"))).toEqual([]);
    const named = openAt("approve", under("warn"));
    expect(openPointLines(named)).toEqual(["1项人大批准没有登记"]);
    expect(onlyNamed(named)).toEqual(named);
    expect(openAt("publish", subjectIn("approved", { congressDemand: "warn" }))).toEqual([]);
  });

  it("let another than the approver withdraw an approval, with a reason, before publication only", () => {
    const approved = subjectIn("approved");
    expect(blockersOf("withdrawApproval", approved, request)).toEqual([]);
    for (const separatePublisher of [true, false])
      expect(
        blockersOf("withdrawApproval", subjectIn("approved", { separatePublisher }), {
          parties: ["approver"],
          reason: "误批",
        }),
      ).toEqual([{ code: "ownApprovalTakenBack", step: "withdrawApproval", isSeparate: separatePublisher }]);
    expect(blockersOf("withdrawApproval", approved, { parties: ["reviewer"], reason: " " })).toEqual([
      { code: "reasonMissing", step: "withdrawApproval" },
    ]);
    expect(blockersOf("withdrawApproval", approved, { parties: ["editor"], reason: "误批" })).toEqual([
      { code: "ownWork", parts: ["content"], step: "withdrawApproval" },
    ]);
    const [published] = blockersOf("withdrawApproval", subjectIn("published"), request);
    expect(blockerSentence(published!)).toMatch(/请办理更正/);
  });

  it("keep who approved from sending the report back, too, where approval and publication are separate", () => {
    const approver = { parties: ["approver"], reason: "有误" };
    const [own, ...others] = blockersOf("sendBack", subjectIn("approved"), approver);
    expect(others).toEqual([]);
    expect(own).toEqual({ code: "ownApprovalTakenBack", step: "sendBack", isSeparate: true });
    expect(blockerSentence(own!)).toMatch(/^退回已批复的报告须由批复人以外的审核人办理.*只有一位审核人的.*办理分工/);
    // A bureau with one reviewer has turned the separation off: its way back leads through the unit.
    const alone = subjectIn("approved", { separatePublisher: false });
    expect(blockersOf("sendBack", alone, approver)).toEqual([]);
    expect(blockerSentence(blockersOf("withdrawApproval", alone, approver)[0]!)).toMatch(/您可以退回/);
    expect(blockerSentence(blockersOf("withdrawApproval", subjectIn("approved"), approver)[0]!)).not.toMatch(/退回/);
    expect(blockersOf("sendBack", subjectIn("approved"), request)).toEqual([]);
    expect(blockersOf("sendBack", subjectIn("approved"), { parties: ["reviewer"], reason: " " })).toEqual([
      { code: "reasonMissing", step: "sendBack" },
    ]);
    // What is not approved has no approver whom a step could take anything from.
    for (const status of ["submitted", "underReview"] as const)
      expect(blockersOf("sendBack", subjectIn(status, { approvedById: null }), approver)).toEqual([]);
  });

  it.each(["withdrawApproval", "sendBack"] as const)(
    "refuse %s while a letter in force approves, naming it",
    (step) => {
      const lettersInForce = [
        { number: "罗教〔2022〕5号", issuer: "罗庄区教育局" },
        { number: "罗财决〔2022〕3号", issuer: "罗庄区财政局" },
      ];
      const [blocker, ...others] = blockersOf(step, subjectIn("approved", { lettersInForce }), request);
      expect(others).toEqual([]);
      expect(blocker).toEqual({ code: "letterInForce", letters: lettersInForce, step });
      expect(blockerSentence(blocker!)).toBe(
        `批复文件罗教〔2022〕5号（罗庄区教育局）、罗财决〔2022〕3号（罗庄区财政局）仍然有效，写明本报告已经批复，不能${transitionOf(step).label}。` +
          "请先撤销批复文件（写明撤销文号、日期和理由），再办理；已经公开的报告，办理更正后印发调整批复。",
      );
      // Publication and its correction do not touch what was approved.
      expect(blockersOf("publish", subjectIn("approved", { lettersInForce }), request)).toEqual([]);
      expect(blockersOf("correct", subjectIn("published", { lettersInForce }), request)).toEqual([]);
    },
  );

  it.each(["approve", "publish"] as const)("keep the editor and the submitter from %s", (step) => {
    const status = transitionOf(step).from[0]!;
    for (const [person, part] of [
      ["editor", "content"],
      ["explainer", "explanations"],
      ["submitter", "submission"],
    ] as const)
      expect(blockersOf(step, subjectIn(status), { parties: [person] })).toEqual([
        { code: "ownWork", parts: [part], step },
      ]);
  });

  it("keep who approved from publishing, where the district separates the two", () => {
    const approver = { parties: ["approver"] };
    expect(blockersOf("publish", subjectIn("approved"), approver)).toEqual([{ code: "ownApproval" }]);
    expect(blockersOf("publish", subjectIn("approved", { separatePublisher: false }), approver)).toEqual([]);
    expect(blockersOf("approve", subjectIn("underReview"), approver)).toEqual([]);
  });

  it("see both persons in a deputy, and both in an approval that a deputy gave", () => {
    const asDeputy = ["deputy", "approver"];
    const byDeputy = subjectIn("approved", { approvedById: "deputy", approvedForId: "approver" });
    for (const parties of [["approver"], ["deputy"], asDeputy, ["another", "approver"], ["another", "deputy"]]) {
      const codes = blockersOf("publish", byDeputy, { parties }).map(({ code }) => code);
      expect([parties, codes]).toEqual([parties, [parties[0] === "deputy" ? "ownApproval" : "ownApprovalByDeputy"]]);
      for (const step of ["withdrawApproval", "sendBack"] as const)
        expect(blockersOf(step, byDeputy, { parties, reason: "误批" })).toEqual([
          { code: "ownApprovalTakenBack", step, isSeparate: true },
        ]);
    }
    expect(blockersOf("publish", subjectIn("approved"), { parties: asDeputy })).toEqual([
      { code: "ownApprovalByDeputy" },
    ]);
    expect(blockersOf("publish", byDeputy, { parties: ["reviewer"] })).toEqual([]);
    expect(blockersOf("approve", subjectIn("underReview"), { parties: ["deputy", "editor"] })).toEqual([
      { code: "ownWork", parts: ["content"], step: "approve" },
    ]);
  });

  it("keep a unit that does not publish from being published, with the basis; a list knows it, too", () => {
    const exemption = exemptionOf({ isExempt: true, exemptBasis: "涉密单位（保守国家秘密法）" });
    expect(exemptionOf({ isExempt: false, exemptBasis: null })).toBeNull();
    const subject = subjectIn("approved", { exemption });
    const blockers = blockersOf("publish", subject, { parties: ["reviewer"] });
    expect(blockers.map(blockerSentence)).toEqual([
      "依规定不公开：涉密单位（保守国家秘密法）。登记有变的，请管理员在单位名册中修改。",
    ]);
    expect(publicationBlockersInLists(subject, ["reviewer"])).toEqual(blockers);
    expect(publicationBlockersInLists(subjectIn("approved"), ["approver"]).map(blockerSentence)).toEqual([
      expect.stringContaining("由您批复"),
    ]);
    expect(publicationBlockersInLists(subjectIn("approved"), ["reviewer"])).toEqual([]);
  });

  it.each(["approve", "publish"] as const)(
    "name everything that is open before %s: what forbids it, and what has to be confirmed",
    (step) => {
      const openPoints = [
        { kind: "unjudgedExplanation", id: "L-10@x" },
        { kind: "unjudgedExplanation", id: "L-11@x" },
        { kind: "openComment", id: "c2" },
      ] as const;
      const open = subjectIn(transitionOf(step).from[0]!, {
        refusedFindings: ["L-09@x"],
        unresolvedComments: ["c1"],
        openPoints,
      });
      const codes = (confirmed: typeof openPoints | []) =>
        blockersOf(step, open, { parties: ["reviewer"], confirmed }).map(({ code }) => code);
      expect(codes([])).toEqual(["refusedExplanations", "unresolvedComments", "openPoints"]);
      expect(codes(openPoints), "a refused explanation is not to be confirmed away").toEqual([
        "refusedExplanations",
        "unresolvedComments",
      ]);
      const confirmable = subjectIn(transitionOf(step).from[0]!, { openPoints });
      expect(blockersOf(step, confirmable, { parties: ["reviewer"], confirmed: openPoints.slice(1) })).toEqual([
        { code: "openPoints", points: [openPoints[0]], count: 1 },
      ]);
      expect(blockersOf(step, confirmable, { parties: ["reviewer"], confirmed: openPoints })).toEqual([]);
      expect(openPointLines(openPoints)).toEqual(["2条核实说明没有办理（认可或不认可）", "1条审核意见没有解决"]);
    },
  );

  it.each(["sendBack", "correct"] as const)("ask for a reason to %s", (step) => {
    expect(blockersOf(step, subjectIn(transitionOf(step).from[0]!), { parties: ["reviewer"], reason: " \n" })).toEqual([
      { code: "reasonMissing", step },
    ]);
  });

  it("keep a report whose year its unit does not owe any more from going on; it can only go back", () => {
    const subject = (status: VersionStatus) => subjectIn(status, { isOwing: false });
    for (const step of ["submit", "approve", "publish"] as const)
      expect(blockersOf(step, subject(transitionOf(step).from[0]!), request)).toEqual([
        { code: "notOwed", year: 2021, step },
      ]);
    for (const step of ["withdraw", "sendBack"] as const)
      expect(blockersOf(step, subject("submitted"), request)).toEqual([]);
    expect(blockerSentence({ code: "notOwed", year: 2021, step: "publish" })).toMatch(
      /不须填报2021年度决算.*不能公开。/,
    );
  });

  it("let no report without checks be submitted", () => {
    expect(blockersOf("submit", subjectIn("drafting", { checks: null }), request)).toEqual([{ code: "checksStale" }]);
  });

  it("keep what changed since its approval from publication", () => {
    expect(
      blockersOf("publish", subjectIn("approved", { inputs: { approved: "hash", current: "other" } }), request),
    ).toEqual([{ code: "contentChanged" }]);
    expect(
      blockersOf("publish", subjectIn("approved", { inputs: { approved: null, current: "hash" } }), request),
    ).toEqual([{ code: "contentChanged" }]);
  });

  it("are told in one Chinese sentence each, with the way out", () => {
    const subject = subjectIn("published", {
      versionInWork: 2,
      checks: { revision: 1, blocking: 1, unexplained: 1 },
      unresolvedComments: ["c"],
    });
    const blockers = transitionNames.flatMap((step) => blockersOf(step, subject, { parties: ["editor"] }));
    for (const blocker of [...blockers, { code: "someoneFaster" } as const])
      expect(blockerSentence(blocker)).toMatch(/^.{8,}。$/);
  });
});
