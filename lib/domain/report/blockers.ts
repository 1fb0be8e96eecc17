/**
 * Everything that stands in the way of a step: all reasons at once, as typed codes with parameters, shown before the
 * button is pressed and asked again inside the transaction.
 */
import { formatMissingSentence, isFormatId } from "../formats/format-of";
import type { CongressDemand } from "../decision/decision-rule";
import { rareCharactersSentence, type RareCharacter } from "../words/rare-characters";
import type { FactKey } from "../words/fact-address";
import { signOffRoles, type SignOffRole } from "../words/sign-offs";
import { openPointLines, unconfirmed, type OpenPoint } from "./open-points";
import { transitionOf, versionStatusLabels, type TransitionName, type VersionStatus } from "./lifecycle";

/** What somebody has done for a version: figures, texts and forms; explanations; words for the unit in comments; 上报. */
export type Contribution = "content" | "explanations" | "comments" | "submission";

/** A unit of a total with what has become of its accounts: 区第一小学, 已更正. */
export interface OutdatedPart {
  name: string;
  change: string;
}

/** What a step is decided on. Counts and ids only, so that the database, the desk and a test can all supply it. */
export interface StepSubject {
  status: VersionStatus;
  revision: number;
  fiscalYear: { year: number; isOpen: boolean; tableSetId: string };
  /** Fact keys whose input is no amount, with the input as typed. */
  invalidInputs: readonly { address: string; input: string }[];
  /** Of a department's accounts: units whose accounts are not any more what was added up. */
  outdatedParts: readonly OutdatedPart[];
  /** The check run on the content; `null` when there is none. Counts are of findings nobody has explained. */
  checks: { revision: number; blocking: number; unexplained: number } | null;
  /** Keys of findings whose present explanation the bureau has refused. */
  refusedFindings: readonly string[];
  /** Parts of the report without any figure whose emptiness nobody has stated. */
  unstatedEmptySheets: readonly { sheet: string; label: string }[];
  /** Figures that the text speaks of and nobody has given, on sheets that hold others. */
  blankFigures: readonly FactKey[];
  /** Slots of texts that the document waits for: profile and reasons. */
  missingTexts: readonly string[];
  /** Characters that could not be printed. */
  rareCharacters: readonly RareCharacter[];
  /** Comments of the bureau that need an answer and have none. */
  unansweredComments: readonly string[];
  /** Comments marked as blocking and not resolved. */
  unresolvedComments: readonly string[];
  /** What else is open and may be gone on with once it is confirmed. */
  openPoints: readonly OpenPoint[];
  /** Whose work is in this version, in any round. */
  contributions: readonly { userId: string; part: Contribution }[];
  approvedById: string | null;
  /** The absent person for whom the approver stood in: the approval is of both. */
  approvedForId: string | null;
  /** Whether the district wants another person to publish than the one who approved. */
  separatePublisher: boolean;
  /** What the year's rule says of approval without the congress; `null` once its decision is recorded. */
  congressDemand: CongressDemand | null;
  /** Signatures under the points that the district wants before 批复 and that are not there, or stand no more. */
  missingSignOffs: readonly SignOffRole[];
  /** Whether the unit owes the year: an event of the register may have handed it to a successor. */
  isOwing: boolean;
  /** Why the unit does not publish (不予公开依据); `null` when it does. */
  exemption: string | null;
  /**
   * Hash of what people typed, at the approval and now; `null` where no approval is stored, or the stored one is
   * damaged.
   */
  inputs: { approved: string | null; current: string | null };
  /** Letters in force (批复文件) that say that this version is approved. */
  lettersInForce: readonly { number: string; issuer: string }[];
  /** Number of a newer version of the report that is not published yet. */
  versionInWork: number | null;
}

export interface StepRequest {
  /** Who takes the step: the person and, where they need it for the step, whom they stand in for. */
  parties: readonly string[];
  /** The remark of 退回 or 更正. */
  reason?: string;
  /** The open points that the person has seen and goes on with. */
  confirmed?: readonly OpenPoint[];
}

export type Blocker =
  | { code: "wrongStatus"; status: VersionStatus; step: TransitionName }
  | { code: "formatMissing"; year: number; tableSetId: string }
  | { code: "notOwed"; year: number; step: TransitionName }
  | { code: "fiscalYearClosed"; year: number }
  | { code: "invalidInputs"; addresses: readonly string[]; count: number }
  | { code: "checksStale" }
  | { code: "blockingFindings"; count: number; step: TransitionName }
  | { code: "unexplainedFindings"; count: number }
  | { code: "refusedExplanations"; findingKeys: readonly string[]; count: number; step: TransitionName }
  | { code: "emptySheetNotStated"; sheet: string; label: string }
  | { code: "totalOutdated"; parts: readonly OutdatedPart[]; step: TransitionName }
  | { code: "blankFigures"; keys: readonly FactKey[]; count: number }
  | { code: "missingTexts"; slots: readonly string[]; count: number }
  | { code: "rareCharacters"; characters: readonly RareCharacter[]; count: number }
  | { code: "unansweredComments"; commentIds: readonly string[]; count: number }
  | { code: "unresolvedComments"; commentIds: readonly string[]; count: number }
  | { code: "reasonMissing"; step: TransitionName }
  | { code: "openPoints"; points: readonly OpenPoint[]; count: number }
  | { code: "ownWork"; parts: readonly Contribution[]; step: TransitionName }
  | { code: "congressUndecided"; year: number }
  | { code: "pointsUnsigned"; roles: readonly SignOffRole[] }
  | { code: "ownApproval" | "ownApprovalByDeputy" }
  | { code: "ownApprovalTakenBack"; step: TransitionName; isSeparate: boolean }
  | { code: "letterInForce"; letters: StepSubject["lettersInForce"]; step: TransitionName }
  | { code: "exemptUnit"; basis: string }
  | { code: "contentChanged" }
  | { code: "versionInWork"; number: number }
  | { code: "someoneFaster" };

export type BlockerCode = Blocker["code"];

/**
 * All reasons why `step` cannot be taken now; empty when it can. `can()` is asked separately: a person without the
 * permission is not told what is missing.
 */
export function blockersOf(step: TransitionName, subject: StepSubject, request: StepRequest): Blocker[] {
  const { from, requires } = transitionOf(step);
  const blockers: Blocker[] = [];
  if (!from.includes(subject.status)) blockers.push({ code: "wrongStatus", status: subject.status, step });

  for (const requirement of requires) {
    switch (requirement) {
      case "formatInstalled":
        // Nothing else can be looked at without it.
        if (!isFormatId(subject.fiscalYear.tableSetId)) return [formatMissing(subject.fiscalYear)];
        break;
      case "yearOwed":
        if (!subject.isOwing) blockers.push({ code: "notOwed", year: subject.fiscalYear.year, step });
        break;
      case "totalCurrent":
        if (subject.outdatedParts.length > 0)
          blockers.push({ code: "totalOutdated", parts: subject.outdatedParts, step });
        break;
      case "fiscalYearOpen":
        if (!subject.fiscalYear.isOpen) blockers.push({ code: "fiscalYearClosed", year: subject.fiscalYear.year });
        break;
      case "inputsValid":
        if (subject.invalidInputs.length > 0) {
          const addresses = subject.invalidInputs.map(({ address }) => address);
          blockers.push({ code: "invalidInputs", addresses, count: addresses.length });
        }
        break;
      case "freshChecks":
        if (subject.checks === null || subject.checks.revision !== subject.revision)
          blockers.push({ code: "checksStale" });
        break;
      case "noBlockingFindings":
        if (subject.checks && subject.checks.blocking > 0)
          blockers.push({ code: "blockingFindings", count: subject.checks.blocking, step });
        break;
      case "findingsExplained":
        if (subject.checks && subject.checks.unexplained > 0) {
          blockers.push({ code: "unexplainedFindings", count: subject.checks.unexplained });
        }
        break;
      case "noRefusedExplanations":
        if (subject.refusedFindings.length > 0) {
          blockers.push({
            code: "refusedExplanations",
            findingKeys: subject.refusedFindings,
            count: subject.refusedFindings.length,
            step,
          });
        }
        break;
      case "emptySheetsStated":
        for (const { sheet, label } of subject.unstatedEmptySheets)
          blockers.push({ code: "emptySheetNotStated", sheet, label });
        break;
      case "figuresGiven":
        if (subject.blankFigures.length > 0)
          blockers.push({ code: "blankFigures", keys: subject.blankFigures, count: subject.blankFigures.length });
        break;
      case "textsWritten":
        if (subject.missingTexts.length > 0)
          blockers.push({ code: "missingTexts", slots: subject.missingTexts, count: subject.missingTexts.length });
        break;
      case "printable":
        if (subject.rareCharacters.length > 0)
          blockers.push({
            code: "rareCharacters",
            characters: subject.rareCharacters,
            count: subject.rareCharacters.length,
          });
        break;
      case "commentsAnswered":
        if (subject.unansweredComments.length > 0) {
          blockers.push({
            code: "unansweredComments",
            commentIds: subject.unansweredComments,
            count: subject.unansweredComments.length,
          });
        }
        break;
      case "commentsResolved":
        if (subject.unresolvedComments.length > 0) {
          blockers.push({
            code: "unresolvedComments",
            commentIds: subject.unresolvedComments,
            count: subject.unresolvedComments.length,
          });
        }
        break;
      case "reason":
        if (!request.reason?.trim()) blockers.push({ code: "reasonMissing", step });
        break;
      case "fourEyes": {
        const parts = subject.contributions
          .filter(({ userId }) => request.parties.includes(userId))
          .map(({ part }) => part);
        if (parts.length > 0) blockers.push({ code: "ownWork", parts: [...new Set(parts)], step });
        break;
      }
      case "congressDecided":
        if (subject.congressDemand === "block")
          blockers.push({ code: "congressUndecided", year: subject.fiscalYear.year });
        break;
      case "pointsSigned":
        if (subject.missingSignOffs.length > 0)
          blockers.push({ code: "pointsUnsigned", roles: subject.missingSignOffs });
        break;
      case "otherThanApprover":
        blockers.push(...ownApprovalTakenBack(step, subject, request.parties));
        break;
      case "noLetterInForce":
        if (subject.lettersInForce.length > 0)
          blockers.push({ code: "letterInForce", letters: subject.lettersInForce, step });
        break;
      case "separatePublisher":
        blockers.push(...ownApproval(subject, request.parties));
        break;
      case "unitPublishes":
        blockers.push(...exemptUnit(subject));
        break;
      case "contentUnchanged":
        if (subject.status === "approved" && subject.inputs.approved !== subject.inputs.current)
          blockers.push({ code: "contentChanged" });
        break;
      case "openPointsConfirmed": {
        const points = unconfirmed(subject.openPoints, request.confirmed ?? []);
        if (points.length > 0) blockers.push({ code: "openPoints", points, count: points.length });
        break;
      }
      case "noVersionInWork":
        if (subject.versionInWork !== null) blockers.push({ code: "versionInWork", number: subject.versionInWork });
        break;
    }
  }
  return blockers;
}

/** What is open when a step is taken: what has to be confirmed, and what is only named. The step keeps it. */
export function openAt(
  step: TransitionName,
  { openPoints, congressDemand, fiscalYear }: Pick<StepSubject, "openPoints" | "congressDemand" | "fiscalYear">,
): OpenPoint[] {
  const { requires } = transitionOf(step);
  return [
    ...(requires.includes("openPointsConfirmed") ? openPoints : []),
    ...(requires.includes("congressDecided") && congressDemand === "warn"
      ? [{ kind: "congressUndecided", id: String(fiscalYear.year) } as const]
      : []),
  ];
}

/** The year's format has left the installation. */
export function formatMissing({ year, tableSetId }: { year: number; tableSetId: string }): Blocker {
  return { code: "formatMissing", year, tableSetId };
}

/** Whether one of those who act approved, or was stood in for by the one who did. */
function isApprover({ approvedById, approvedForId }: Approvers, parties: readonly string[]): boolean {
  return [approvedById, approvedForId].some((id) => id !== null && parties.includes(id));
}

function ownApproval(subject: KnownToLists, parties: readonly string[]): Blocker[] {
  if (!subject.separatePublisher || !isApprover(subject, parties)) return [];
  return [{ code: subject.approvedById === parties[0] ? "ownApproval" : "ownApprovalByDeputy" }];
}

/**
 * Who approved takes the approval back neither by 撤销批复 nor by 退回. Where the district has turned the separation off,
 * because it has one reviewer, 退回 is left: the unit sees it and submits anew. What is not approved has nobody's approval.
 */
function ownApprovalTakenBack(step: TransitionName, subject: StepSubject, parties: readonly string[]): Blocker[] {
  const { separatePublisher: isSeparate } = subject;
  if (!isApprover(subject, parties) || (step === "sendBack" && !isSeparate)) return [];
  return [{ code: "ownApprovalTakenBack", step, isSeparate }];
}

function exemptUnit({ exemption }: KnownToLists): Blocker[] {
  return exemption === null ? [] : [{ code: "exemptUnit", basis: exemption }];
}

type Approvers = Pick<StepSubject, "approvedById" | "approvedForId">;
type KnownToLists = Approvers & Pick<StepSubject, "separatePublisher" | "exemption">;

/**
 * Of the reasons against 公开, those that a list knows without reading every report; `blockersOf` asks for all of them.
 */
export function publicationBlockersInLists(subject: KnownToLists, parties: readonly string[]): Blocker[] {
  return [...exemptUnit(subject), ...ownApproval(subject, parties)];
}

/** Why a unit of the register does not publish; `null` when it does. */
export function exemptionOf(unit: { isExempt: boolean; exemptBasis: string | null }): string | null {
  return unit.isExempt ? (unit.exemptBasis ?? "") : null;
}

const contributionLabels: Record<Contribution, string> = {
  content: "填写的内容",
  explanations: "写的核实说明",
  comments: "代单位写的答复、提问或备注",
  submission: "办理的上报",
};

/** The one place where a reason becomes a sentence: what is wrong, and what to do about it. */
export function blockerSentence(blocker: Blocker): string {
  switch (blocker.code) {
    case "wrongStatus":
      if (blocker.step === "withdrawApproval" && blocker.status === "published")
        return "报告已经公开，批复不能再撤销。内容有误的，请办理更正，以新版本公开。";
      return `报告当前为“${versionStatusLabels[blocker.status]}”，不能${transitionOf(blocker.step).label}。`;
    case "formatMissing":
      return formatMissingSentence(blocker);
    case "notOwed":
      return `按单位登记簿，该单位不须填报${blocker.year}年度决算（单位有合并、划转等变动的，由承接单位填报），不能${transitionOf(blocker.step).label}。登记有误的，请联系管理员。`;
    case "totalOutdated":
      return (
        `本部门取数之后，汇总的内容有变动：${blocker.parts.map(({ name, change }) => `${name}${change}`).join("、")}。` +
        `${blocker.step === "submit" ? "请待汇总重新批准后重新取数，再上报" : "请退回部门重新取数"}。`
      );
    case "fiscalYearClosed":
      return `${blocker.year}年度已关闭，不能再上报。如确需补报，请联系财政局开放年度。`;
    case "invalidInputs":
      return `有${blocker.count}处填写的内容不是有效数字，请逐处改正。`;
    case "checksStale":
      return "数据在审核之后有改动，请重新运行审核。";
    case "blockingFindings":
      return `有${blocker.count}条强制性审核未通过，${blocker.step === "submit" ? "请核对并改正" : "请退回单位改正"}。`;
    case "unexplainedFindings":
      return `有${blocker.count}条审核结果需要核实说明，请逐条填写。`;
    case "refusedExplanations":
      return `有${blocker.count}条核实说明未被审核人认可，${blocker.step === "submit" ? "请按原因修改说明，或改正数据" : `不能${transitionOf(blocker.step).label}，请退回单位修改`}。`;
    case "emptySheetNotStated":
      return `“${blocker.label}”没有填写任何数据，请填写，或声明本表无数据。`;
    case "blankFigures":
      return `决算说明用到的${blocker.count}个数还没有填写，请逐个填写；没有发生的，请填0。`;
    case "missingTexts":
      return `决算说明还有${blocker.count}处文字没有填写（概况、变动原因或用途），请逐处填写。`;
    case "rareCharacters":
      return rareCharactersSentence(blocker.characters);
    case "unansweredComments":
      return `有${blocker.count}条审核意见尚未答复，请逐条答复。`;
    case "unresolvedComments":
      return `有${blocker.count}条须解决的审核意见尚未解决，请先处理。`;
    case "reasonMissing":
      return `请填写${transitionOf(blocker.step).label}的原因，对方和以后查阅的人都会看到。`;
    case "openPoints":
      return `还有${openPointLines(blocker.points).join("、")}，请逐项办理；确需先办理本步骤的，请在报告的审核页面看过后确认。`;
    case "ownWork":
      return `本版本中有您${blocker.parts.map((part) => contributionLabels[part]).join("、")}，不能由您${transitionOf(blocker.step).label}，请由其他审核人办理。`;
    case "congressUndecided":
      return `${blocker.year}年度决算的人大批准还没有登记。本地区规定人大批准后才能批复，请先在“批复期限”中登记人大批准。`;
    case "pointsUnsigned":
      return `本年度规定${Object.values(signOffRoles).join("、")}签字后才能批复，现在没有有效的${blocker.roles.map((role) => signOffRoles[role]).join("、")}签字。请在“审核要点”中办理。`;
    case "ownApprovalTakenBack":
      if (blocker.step === "sendBack")
        return "退回已批复的报告须由批复人以外的审核人办理（代理视同本人），请由其他审核人退回或撤销批复。确实只有一位审核人的，请管理员在“办理分工”中修改规定。";
      return `撤销批复须由批复人以外的审核人办理（代理视同本人）${blocker.isSeparate ? "，请由其他审核人撤销。" : "。需要单位修改的，您可以退回。"}`;
    case "letterInForce": {
      const named = blocker.letters.map(({ number, issuer }) => `${number}（${issuer}）`).join("、");
      return `批复文件${named}仍然有效，写明本报告已经批复，不能${transitionOf(blocker.step).label}。请先撤销批复文件（写明撤销文号、日期和理由），再办理；已经公开的报告，办理更正后印发调整批复。`;
    }
    case "ownApproval":
      return "本报告由您批复。本地区规定批复和公开由不同的人办理，请由其他审核人公开。";
    case "ownApprovalByDeputy":
      return "本报告的批复由您代理的人作出，或由他人代您作出。本地区规定批复和公开由不同的人办理，代理视同本人，请由其他审核人公开。";
    case "exemptUnit":
      return `依规定不公开：${blocker.basis}${/[。！？]$/.test(blocker.basis) ? "" : "。"}登记有变的，请管理员在单位名册中修改。`;
    case "contentChanged":
      return "批复之后内容有变化（数据、文字、绩效表，或单位、主管部门的名称和代码），不能公开，请退回后重新审核。";
    case "versionInWork":
      return `第${blocker.number}版正在办理，完成之前不能再次更正。`;
    case "someoneFaster":
      return "他人刚刚办理了本报告，请刷新后查看最新状态。";
  }
}
