import { noContact } from "@/lib/domain/register/contact";
import { thresholdDefinitions } from "@/lib/domain/words/thresholds";
import { noSiteDetails } from "@/lib/domain/site/site-details";
import type { ErrorCode } from "@/lib/platform/errors";
import type { Visitor } from "./routes";

/** `past`: the door let the call through; what the call then came to is another matter. */
export type DoorAnswer = Extract<ErrorCode, "notSignedIn" | "forbidden" | "notFound" | "notEditable"> | "past";

const nowhere = "00000000-0000-4000-8000-000000000000";
const dates = { opensAt: "2030-01-01", deadline: "2030-03-31" };

const limits = Object.fromEntries(thresholdDefinitions.map(({ id, initial }) => [id, String(initial)]));

const door = (others: DoorAnswer, allowed: Partial<Record<Visitor, DoorAnswer>>): Record<Visitor, DoorAnswer> => ({
  nobody: "notSignedIn",
  disabled: "notSignedIn",
  initialPassword: "forbidden",
  preparer: others,
  otherPreparer: others,
  reviewer: others,
  admin: others,
  ...allowed,
});
const adminOnly = door("forbidden", { admin: "past" });
const reviewerOnly = door("forbidden", { reviewer: "past" });
/** There is no such thing: whoever is signed in hears the same of one that is not theirs. */
const notThere = door("notFound", {});
const rule = { bureauDays: 20, departmentDays: 15, publicationDays: 20, movesOffHolidays: true, congress: "warn" };
/** Of a year that there is not. */
const noChoice = { year: 2050, of: { kind: "shown", query: "" } };
const template = {
  issuer: "",
  numberWord: "",
  numberPattern: "{没有的占位}",
  title: "",
  opening: [],
  figuresText: "",
  requirements: [],
  closing: [],
  contactName: "",
  contactPhone: "",
  copiesTo: [],
  publicity: "open",
  publicityBasis: "",
};
/** Writing the draft of one unit: hidden from other units, read by the bureau, written by its own preparers. */
const ownDraft = door("forbidden", { preparer: "past", otherPreparer: "notFound" });

/**
 * One call of every server action that changes no figure and no state, with the draft of unit 101001 as its object
 * where it has one.
 */
export function actionCalls(
  versionId: string,
): Record<string, { input: Record<string, unknown>; expected: Record<Visitor, DoorAnswer> }> {
  return {
    addAliasAction: {
      input: { unitId: nowhere, alias: "没有的单位" },
      expected: door("forbidden", { admin: "notFound" }),
    },
    removeAliasAction: {
      input: { unitId: nowhere, alias: "没有的单位" },
      expected: door("forbidden", { admin: "notFound" }),
    },
    setContactAction: {
      input: { unitId: nowhere, contact: noContact, known: noContact },
      expected: door("forbidden", { admin: "notFound" }),
    },
    setPortalAddressAction: {
      input: { unitId: nowhere, year: 2021, address: "", known: "" },
      expected: door("forbidden", { reviewer: "notFound", admin: "notFound" }),
    },
    // Nothing is published of the year: past the door, then refused.
    askForPackageAction: {
      input: { year: 2099, selection: "all", departmentId: null },
      expected: door("forbidden", { reviewer: "past", admin: "past" }),
    },
    createUnitAction: {
      input: {
        level: "unit",
        parentId: nowhere,
        kind: "administrative",
        code: "101777",
        name: "主管部门不存在的单位",
        founded: null,
      },
      expected: adminOnly,
    },
    // No such unit: past the door, then refused.
    recordUnitEventAction: {
      input: {
        effectiveOn: "2022-01-01",
        document: { number: "罗编〔2022〕1号", date: "2021-12-30" },
        content: { kind: "dissolve", unitId: nowhere },
        seenEvents: 0,
      },
      expected: adminOnly,
    },
    // The year is not there.
    recordCongressApprovalAction: {
      input: {
        fiscalYearId: nowhere,
        body: "没有的年度",
        meeting: "没有的年度",
        decisionNumber: "",
        decidedOn: "2022-08-01",
        revision: 0,
      },
      expected: door("forbidden", { reviewer: "notFound", admin: "notFound" }),
    },
    saveDecisionRuleAction: {
      input: { fiscalYearId: nowhere, rule, known: rule },
      expected: door("forbidden", { admin: "notFound" }),
    },
    // A day that no due date comes to, and one that is not there.
    addOwnDaysAction: {
      input: { from: "2040-01-01", to: "2040-01-01", isWorked: false, name: "门禁测试" },
      expected: adminOnly,
    },
    removeOwnDayAction: { input: { day: "2040-01-02" }, expected: adminOnly },
    assignReviewersAction: {
      input: { chosen: noChoice, to: { kind: "nobody" }, onlyUnassigned: false },
      expected: door("forbidden", { reviewer: "notFound", admin: "notFound" }),
    },
    checkReportsAction: {
      input: { year: 2050, unitIds: [nowhere] },
      expected: door("forbidden", { reviewer: "notFound", admin: "notFound" }),
    },
    chooseForStepAction: {
      input: { step: "approve", chosen: noChoice },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    chooseForReminderAction: {
      input: noChoice,
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    endQueueVisitAction: {
      input: { year: 2050 },
      expected: door("forbidden", { reviewer: "notFound", admin: "notFound" }),
    },
    forecastStepAction: { input: { step: "approve", versionIds: [nowhere] }, expected: reviewerOnly },
    askForDraftsAction: {
      input: { fiscalYearId: nowhere, mode: "perUnit", firstNumber: null },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    askForIssueAction: {
      input: { letters: [{ letterId: nowhere, revision: 1 }], signedOn: "2022-08-01" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    editLetterAction: {
      input: {
        letterId: nowhere,
        revision: 1,
        number: "",
        title: "没有的批复",
        addressee: "没有的单位",
        opening: [],
        figuresText: "",
        toReturn: [],
        adjustmentReasons: [],
        requirements: [],
        problems: [],
        closing: [],
        contactName: "",
        contactPhone: "",
        copiesTo: [],
        publicity: "open",
        publicityBasis: "",
      },
      expected: notThere,
    },
    fillInCongressAction: { input: { letterId: nowhere, revision: 1 }, expected: notThere },
    deleteDraftAction: { input: { letterId: nowhere, revision: 1 }, expected: notThere },
    issueLetterAction: { input: { letterId: nowhere, revision: 1, signedOn: "2022-08-01" }, expected: notThere },
    receiveLetterAction: { input: { letterId: nowhere, receivedOn: "2022-08-01" }, expected: notThere },
    revokeLetterAction: {
      input: { letterId: nowhere, number: "门禁〔2022〕1号", revokedOn: "2022-08-01", reason: "门禁测试" },
      expected: notThere,
    },
    recordDueEventAction: {
      input: {
        letterId: nowhere,
        part: "problem",
        position: 0,
        kind: "extended",
        on: "2099-08-01",
        reason: "门禁测试",
      },
      expected: notThere,
    },
    draftCorrectionAction: { input: { letterId: nowhere, reason: "门禁测试" }, expected: notThere },
    draftUnitLettersAction: { input: { letterId: nowhere }, expected: notThere },
    // A placeholder that there is not: refused past the door.
    // Says what it says now: refused past the door.
    saveSiteDetailsAction: { input: { details: noSiteDetails, revision: 0 }, expected: adminOnly },
    saveTemplateAction: { input: { kind: "bureauToDepartment", template, revision: 0 }, expected: adminOnly },
    // Read, and refused as no list: past the door.
    readListAction: {
      input: { kind: "units", fileName: "门禁测试.csv", catalogueId: null, content: "AAAA" },
      expected: adminOnly,
    },
    applyListAction: {
      input: { importId: nowhere, digest: "0".repeat(64) },
      expected: notThere,
    },
    issuePasswordsAction: {
      input: { importId: nowhere, userIds: [nowhere] },
      expected: notThere,
    },
    readGrantStatementAction: { input: { year: 2021, content: "AAAA", unit: null }, expected: reviewerOnly },
    takeGrantStatementAction: {
      input: { year: 2021, content: "AAAA", unit: null, fileName: "门禁测试.xlsx", replaces: 0, confirmed: [] },
      expected: reviewerOnly,
    },
    // Nothing stands between these two: whoever may settle is told so.
    settleTransferAction: {
      input: {
        year: 2021,
        payerId: nowhere,
        receiverId: nowhere,
        kind: "subsidy",
        paid: 100,
        received: null,
        documentNumber: "门禁测试",
        documentDate: "2022-03-01",
        basis: "门禁测试",
      },
      expected: reviewerOnly,
    },
    askForTotalAction: {
      input: { year: 2021, scope: { kind: "department", departmentId: nowhere }, basis: "newest" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    proposeAdjustmentAction: {
      input: {
        year: 2021,
        departmentId: nowhere,
        kind: "adjustment",
        basis: "门禁测试",
        documentNumber: "门禁测试",
        documentDate: "2022-03-01",
        lines: [{ place: "income:::otherIncome", code: "2010301", amount: "1" }],
      },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    proposeOnBehalfAction: {
      input: {
        year: 2021,
        unitId: nowhere,
        basis: "门禁测试",
        documentNumber: "门禁测试",
        documentDate: "2022-03-01",
        lines: [{ place: "income:::otherIncome", code: "2010301", amount: "1" }],
      },
      expected: door("forbidden", {}),
    },
    decideAdjustmentAction: {
      input: { adjustmentId: nowhere, decision: "approved", reason: "" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    proposeTotalAction: {
      input: { year: 2021, scope: { kind: "department", departmentId: nowhere }, basis: "approved", replaces: null },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    takeBackTotalAction: {
      input: { totalId: nowhere, reason: "门禁测试" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    returnTotalAction: {
      input: { totalId: nowhere, reason: "门禁测试" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    freezeTotalAction: {
      input: { totalId: nowhere, contentHash: "0".repeat(64) },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    setExemptionAction: {
      input: { unitId: nowhere, year: 2022, basis: "涉密单位", known: { basis: null } },
      expected: adminOnly,
    },
    createUserAction: {
      input: { username: "admin", name: "重名的用户", grants: [{ role: "reviewer" }] },
      expected: adminOnly,
    },
    updateUserAction: {
      input: {
        userId: nowhere,
        name: "不存在的用户",
        grants: [{ role: "reviewer" }],
        known: { name: "不存在的用户", grants: [] },
      },
      expected: { ...adminOnly, admin: "notFound" },
    },
    resetPasswordAction: { input: { userId: nowhere }, expected: { ...adminOnly, admin: "notFound" } },
    setUserDisabledAction: {
      input: { userId: nowhere, isDisabled: true },
      expected: { ...adminOnly, admin: "notFound" },
    },
    unlockUserAction: { input: { userId: nowhere }, expected: { ...adminOnly, admin: "notFound" } },
    // A deputy for nobody: whoever manages people is told that there is no such person.
    nameDeputyAction: {
      input: {
        absentId: nowhere,
        deputyId: nowhere,
        roles: ["preparer"],
        from: "2030-01-01",
        to: "2030-01-02",
        reason: "休假",
      },
      expected: { ...adminOnly, admin: "notFound" },
    },
    endDeputyshipAction: { input: { deputyshipId: nowhere }, expected: notThere },
    // Open already, or nobody prepares it: past the door, then refused.
    startDraftAction: { input: { year: 2021 }, expected: adminOnly },
    saveStepAction: { input: { year: 2099, known: 1, saved: { step: "openings" } }, expected: adminOnly },
    restoreShippedAction: { input: { year: 2099, known: 1 }, expected: adminOnly },
    discardDraftAction: { input: { year: 2099, known: 1 }, expected: adminOnly },
    openPreparedAction: { input: { year: 2099, known: 1, confirmed: [] }, expected: adminOnly },
    saveNoticeAction: {
      input: { year: 2099, known: 0, notice: "没有这个年度" },
      expected: { ...adminOnly, admin: "notFound" },
    },
    putAwayNoticeAction: { input: { year: 2099, revision: 1 }, expected: notThere },
    updateFiscalYearAction: {
      input: { fiscalYearId: nowhere, ...dates, known: { tableSetId: "fy2022", ...dates } },
      expected: { ...adminOnly, admin: "notFound" },
    },
    previewThresholdsAction: {
      input: { fiscalYearId: nowhere, known: {}, limits },
      expected: { ...adminOnly, admin: "past" },
    },
    saveThresholdsAction: {
      input: { fiscalYearId: nowhere, known: {}, limits },
      expected: { ...adminOnly, admin: "notFound" },
    },
    previewRuleSwitchesAction: {
      input: { fiscalYearId: nowhere, known: [], switches: [] },
      expected: { ...adminOnly, admin: "notFound" },
    },
    saveRuleSwitchesAction: {
      input: { fiscalYearId: nowhere, known: [], switches: [] },
      expected: { ...adminOnly, admin: "notFound" },
    },
    setFiscalYearStageAction: {
      input: { fiscalYearId: nowhere, stage: "open" },
      expected: { ...adminOnly, admin: "notFound" },
    },
    // Already so: past the door, then refused.
    setSeparationAction: { input: { isSeparate: true, reason: "门禁测试" }, expected: adminOnly },
    checkProofAction: { input: {}, expected: adminOnly },
    askForStepAction: {
      input: { step: "publish", versions: [{ versionId: nowhere, revision: 0 }] },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    stopJobAction: { input: { jobId: nowhere }, expected: door("notFound", {}) },
    repeatJobAction: { input: { jobId: nowhere }, expected: door("notFound", {}) },
    openReportAction: { input: { unitId: nowhere, fiscalYearId: nowhere }, expected: door("forbidden", {}) },
    takeTotalAction: { input: { unitId: nowhere, fiscalYearId: nowhere }, expected: door("forbidden", {}) },
    saveCellsAction: {
      input: {
        versionId,
        how: "typed",
        unit: "yuan",
        edits: [
          {
            address: { sheet: "procurement", row: "works", fund: "", column: "amount" },
            input: "1",
            baseRevision: 999_999,
          },
        ],
      },
      expected: ownDraft,
    },
    loadUnitReasonsAction: { input: { versionId }, expected: notThere },
    saveTextsAction: {
      input: { versionId, edits: [{ slot: "profile.duties", text: "不会保存", baseRevision: 999_999 }] },
      expected: ownDraft,
    },
    savePerformanceAction: {
      input: { versionId, performance: { projects: [], keyEvaluations: [] }, baseRevision: 999_999 },
      expected: ownDraft,
    },
    // Read, and refused as no file of this system: past the door.
    readUploadAction: { input: { versionId, content: "AAAA" }, expected: ownDraft },
    // Read, and refused as no ledger: past the door.
    readLedgerAction: { input: { versionId, content: "AAAA" }, expected: ownDraft },
    rememberMappingAction: {
      input: {
        versionId,
        target: { sheet: "staff", fund: "" },
        headers: ["门禁测试"],
        mapping: { headerRows: { first: 0, last: 0 }, unit: "yuan", roles: ["name", "amount:count"] },
      },
      expected: ownDraft,
    },
    explainFindingAction: { input: { versionId, findingKey: "none", fingerprint: "", text: "" }, expected: ownDraft },
    cellHistoryAction: {
      input: { versionId, address: "text:profile.duties" },
      expected: door("past", { otherPreparer: "notFound" }),
    },
    findCounterpartsAction: { input: { versionId, query: "101" }, expected: ownDraft },
    transitionAction: { input: { versionId, revision: 999_999, step: "submit" }, expected: ownDraft },
    addCommentAction: {
      input: {
        versionId,
        anchor: { kind: "form", id: "report", label: "" },
        body: "填报中也可以提醒",
        needsAnswer: false,
        isBlocking: false,
      },
      expected: door("forbidden", { otherPreparer: "notFound", reviewer: "past" }),
    },
    // A note is the unit's own; the bureau writes 审核意见.
    addUnitCommentAction: {
      input: { versionId, kind: "note", anchor: { kind: "form", id: "report", label: "" }, body: "门禁测试的备注" },
      expected: ownDraft,
    },
    // No mail server, or nothing asked for: past the door, then refused.
    setMailAddressAction: { input: { address: "nobody@example.com" }, expected: door("past", {}) },
    confirmMailAddressAction: { input: { code: "000000" }, expected: door("past", {}) },
    setMailPaceAction: { input: { pace: "daily" }, expected: door("past", {}) },
    removeMailAddressAction: { input: {}, expected: door("past", {}) },
    sendMailAgainAction: { input: { mailId: nowhere }, expected: door("forbidden", { admin: "notFound" }) },
    markNoticesReadAction: { input: { noticeId: nowhere }, expected: door("past", {}) },
    // As it is: past the door, then refused.
    saveDeadlineDaysAction: { input: { days: "7,3,1" }, expected: adminOnly },
    extendDeadlineAction: {
      input: { fiscalYearId: nowhere, unitId: nowhere, dueOn: "2030-01-01", reason: "门禁测试" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    withdrawExtensionAction: {
      input: { extensionId: nowhere, reason: "门禁测试" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    previewReminderAction: {
      input: { year: 2099, unitIds: [nowhere], template: "请上报" },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    sendReminderAction: {
      input: { year: 2099, unitIds: [nowhere], template: "请上报", reminderId: nowhere },
      expected: door("forbidden", { reviewer: "notFound" }),
    },
    markMentionsReadAction: { input: { threadId: nowhere }, expected: door("past", { admin: "forbidden" }) },
    answerCommentAction: {
      input: { versionId, commentId: nowhere, body: "没有这条意见" },
      expected: door("forbidden", { otherPreparer: "notFound", preparer: "notFound", reviewer: "notFound" }),
    },
    resolveCommentAction: {
      input: { versionId, commentId: nowhere, isResolved: true },
      expected: door("forbidden", { otherPreparer: "notFound", preparer: "notFound", reviewer: "notFound" }),
    },
    markSeenAction: {
      input: { versionId, marks: [{ part: "none", hash: "0".repeat(64) }] },
      expected: door("forbidden", { otherPreparer: "notFound", reviewer: "past" }),
    },
    answerPointAction: {
      input: {
        versionId,
        pointId: "P-01",
        known: 0,
        seen: "0".repeat(64),
        answer: "passed",
        note: "",
        bureauNote: "",
        tellUnit: null,
      },
      expected: door("forbidden", { otherPreparer: "notFound", reviewer: "past" }),
    },
    signOffAction: {
      input: { versionId, role: "first", note: "", seen: "0".repeat(64), goesOn: false },
      expected: door("forbidden", { otherPreparer: "notFound", reviewer: "past" }),
    },
    savePointAction: {
      input: {
        fiscalYearId: nowhere,
        pointId: "P-01",
        known: 0,
        isOff: true,
        question: null,
        area: null,
        kinds: null,
      },
      expected: door("forbidden", { admin: "notFound" }),
    },
    takeOverPointsAction: { input: { fiscalYearId: nowhere }, expected: door("forbidden", { admin: "notFound" }) },
    demandSignOffsAction: {
      input: { fiscalYearId: nowhere, demands: true, known: false },
      expected: door("forbidden", { admin: "notFound" }),
    },
    figureSourceAction: {
      input: { versionId, cell: "none.none.none" },
      expected: door("past", { otherPreparer: "notFound" }),
    },
    figureBesideAction: {
      input: { versionId, cell: "none.none.none" },
      expected: door("notFound", {}),
    },
    judgeExplanationAction: {
      input: { versionId, findingKey: "none", fingerprint: "", text: "", isAccepted: true, reason: "" },
      expected: door("forbidden", { otherPreparer: "notFound", reviewer: "past" }),
    },
    // Sessions that wait for nothing are given nothing; those that do: access.spec.ts.
    giveCodeAction: { input: { code: "000000", next: "/account" }, expected: door("forbidden", {}) },
    beginSecondStepAction: { input: {}, expected: door("forbidden", {}) },
    givePasskeyAction: { input: { response: {}, next: "/account" }, expected: door("forbidden", {}) },
    // A wrong password, or nothing begun: past the door, then refused.
    beginCodesAction: { input: { password: "not the password" }, expected: door("past", {}) },
    confirmCodesAction: { input: { code: "000000" }, expected: door("past", {}) },
    beginPasskeyAction: { input: { password: "not the password" }, expected: door("past", {}) },
    addPasskeyAction: { input: { name: "门禁测试", response: {} }, expected: door("past", {}) },
    makeRecoveryCodesAction: { input: { password: "not the password" }, expected: door("past", {}) },
    removeFactorAction: {
      input: { password: "not the password", factor: { kind: "codes" } },
      expected: door("past", {}),
    },
    resetSecondFactorAction: { input: { userId: nowhere }, expected: { ...adminOnly, admin: "notFound" } },
    // As it is: past the door, then refused.
    setSecondFactorRuleAction: { input: { rule: "nobody", known: "nobody" }, expected: adminOnly },
    endSessionsAction: { input: { userId: nowhere }, expected: { ...adminOnly, admin: "notFound" } },
    // Nobody's: past the door, then refused.
    endSessionAction: { input: { sessionId: nowhere }, expected: door("past", {}) },
    // Somebody else's page: past the door, then refused.
    endAllSessionsAction: { input: { userId: nowhere }, expected: door("past", {}) },
    changePasswordAction: {
      input: { currentPassword: "not the password", newPassword: "also not a password to keep" },
      expected: door("past", { initialPassword: "past" }),
    },
  };
}
