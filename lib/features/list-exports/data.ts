import { setImmediate as nextTurn } from "node:timers/promises";
import type { WrittenList } from "@/lib/documents/lists/write-list";
import { checkDisclosure } from "@/lib/domain/checks/disclosure/disclosure-rules";
import { daysBetween } from "@/lib/domain/register/days";
import { auditDetailLines } from "@/lib/domain/lists/audit-details";
import {
  inspectionColumns,
  listedInspectionsOf,
  type ListedInspection,
} from "@/lib/domain/inspection/inspection-columns";
import { letterColumns, type ListedLetter } from "@/lib/domain/lists/letter-columns";
import { letterDues } from "@/lib/domain/decision/letter/letter-dues";
import { endedCode, type ListColumn } from "@/lib/domain/lists/list-column";
import { portalColumns, type ListedPortalReport } from "@/lib/domain/lists/portal-columns";
import { peopleColumns, type ListedPerson } from "@/lib/domain/lists/people-columns";
import {
  auditColumns,
  commentColumns,
  disclosureColumns,
  findingColumns,
  type ListedComment,
  type ListedDisclosure,
  type ListedEvent,
  type ListedFinding,
} from "@/lib/domain/lists/review-columns";
import { subjectColumns, type ListedSubject } from "@/lib/domain/lists/subject-columns";
import { unitColumns, type ListedUnit } from "@/lib/domain/lists/unit-columns";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { owedYears, owedYearsText } from "@/lib/domain/register/obligations";
import { actionOnComment, commentKindLabels, commentKinds } from "@/lib/domain/report/comment-kinds";
import { versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { can, type Actor } from "@/lib/domain/report/permissions";
import {
  departmentOf,
  districtRoles,
  unitOf,
  unitRoles,
  type RoleGrant,
  type UnitRole,
} from "@/lib/domain/report/roles";
import { ruleClassLabels, severityLabels, type Finding } from "@/lib/domain/words/finding";
import { auditActions } from "@/lib/features/audit/schema";
import { eachAuditEvent } from "@/lib/features/audit-log/data";
import type { AuditFilter } from "@/lib/features/audit-log/schema";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { readInspections } from "@/lib/features/inspections/data";
import { eachPortalReport, listedPortalReport } from "@/lib/features/portal-addresses/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import {
  exportedLists,
  type ExportedListId,
  type ListFilter,
  type TemplateListId,
} from "@/lib/features/list-exports/schema";
import { listDueEvents } from "@/lib/features/letter-dues/data";
import { listLetters, readLetters } from "@/lib/features/letters/data";
import { listCatalogues, readCatalogueRows, readCatalogues } from "@/lib/features/subjects/data";
import { listExemptions, listUnits, listUnitsOfYear, readUnitRegister } from "@/lib/features/units/data";
import { listUsers, namesOf } from "@/lib/features/users/data";
import { listReportSummaries, readContent, type ReportContent } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { publicAddress } from "@/lib/platform/site-address";
import { AppError } from "@/lib/platform/errors";

/** Whose list it is, and who asks for it. */
interface Asking {
  district: { id: string };
  actor: Actor;
}

type Filter = ListFilter & { audit?: AuditFilter };

/**
 * A list of a district with its rows, which are read while they are handed out.
 *
 * @throws AppError notFound for a year or a catalogue that there is not.
 */
export async function loadRowsOfList(
  list: ExportedListId,
  asking: Asking,
  filter: Filter,
): Promise<WrittenList<unknown>> {
  const { label } = exportedLists[list];
  const districtId = asking.district.id;
  switch (list) {
    case "units":
      return listed(label, unitColumns, inOne(await unitRows(districtId, filter.day)));
    case "users":
      return listed(label, peopleColumns, inOne(await peopleRows(districtId)));
    case "functionalSubjects":
    case "economicSubjects":
      return listed(label, subjectColumns, inOne(await subjectRows(list, filter.catalogue)));
    case "findings":
      return listed(label, findingColumns, findingRows(districtId, await yearOf(districtId, filter.year), filter));
    case "comments":
      return listed(label, commentColumns, commentRows(asking, await yearOf(districtId, filter.year), filter));
    case "disclosure":
      return listed(
        label,
        disclosureColumns,
        inOne(await disclosureRows(districtId, await yearOf(districtId, filter.year))),
      );
    case "inspections":
      return listed(
        label,
        inspectionColumns,
        inOne(await inspectionRows(districtId, await yearOf(districtId, filter.year))),
      );
    case "portal":
      return listed(label, portalColumns, portalRows(districtId, await yearOf(districtId, filter.year)));
    case "letters":
      return listed(label, letterColumns, letterRows(districtId, await yearOf(districtId, filter.year)));
    case "audit":
      return listed(label, auditColumns, auditRows(districtId, filter.audit ?? { page: 1 }));
  }
}

/** What the empty form of a list is made of. */
export function templateOf(list: TemplateListId): { name: string; columns: readonly ListColumn<never>[] } {
  const columns = { units: unitColumns, users: peopleColumns, functionalSubjects: subjectColumns }[list];
  return { name: list === "functionalSubjects" ? "科目" : exportedLists[list].label, columns };
}

function listed<Row>(
  name: string,
  columns: readonly ListColumn<Row>[],
  rows: AsyncIterable<readonly Row[]>,
): WrittenList<unknown> {
  return { name, columns: columns as unknown as readonly ListColumn<unknown>[], rows };
}

async function* inOne<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  await nextTurn();
  yield rows;
}

async function yearOf(districtId: string, wanted: number | undefined): Promise<FiscalYearRow> {
  const found = askedYear(await listFiscalYears(districtId), wanted);
  if (!found) throw new AppError("notFound", `year ${wanted}`);
  return found;
}

async function unitRows(districtId: string, on: string | undefined): Promise<ListedUnit[]> {
  const [units, register, exemptions] = await Promise.all([
    listUnits(districtId, on === undefined ? {} : { on }),
    readUnitRegister(districtId),
    listExemptions(districtId),
  ]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return units
    .filter(({ isThere }) => isThere)
    .map(({ id, parentId, ...unit }) => {
      const department = parentId === null ? undefined : byId.get(parentId);
      return {
        ...unit,
        departmentCode: department?.code ?? "",
        departmentName: department?.name ?? "",
        owedYears: unit.level === "unit" ? owedYearsText(owedYears(register, id)) : "",
        exemptions: exemptions
          .filter(({ unitId }) => unitId === id)
          .map(({ year, basis }) => `${year}年度：${basis}`)
          .join("；"),
      };
    });
}

async function peopleRows(districtId: string): Promise<ListedPerson[]> {
  const [users, units] = await Promise.all([listUsers(districtId), listUnits(districtId)]);
  const codes = new Map(
    units.map(({ id, code, isThere, isToCome }) => [id, isThere || isToCome ? code : endedCode(code)]),
  );
  const codesOf = (grants: readonly RoleGrant[], idOf: (grant: RoleGrant) => string | null) =>
    Object.fromEntries(
      unitRoles.map((role) => [
        role,
        grants.flatMap((grant) => (grant.role === role ? (codes.get(idOf(grant) ?? "") ?? []) : [])).sort(),
      ]),
    ) as Record<UnitRole, string[]>;
  return users.map(({ username, name, grants, disabledAt, mustChangePassword, lastSignInAt }) => ({
    username,
    name,
    districtRoles: districtRoles.filter((role) => grants.some((grant) => grant.role === role)),
    unitCodes: codesOf(grants, unitOf),
    departmentCodes: codesOf(grants, departmentOf),
    state: disabledAt ? "已停用" : mustChangePassword ? "待改初始密码" : "正常",
    lastSignInAt,
  }));
}

async function subjectRows(
  list: "functionalSubjects" | "economicSubjects",
  wanted: string | undefined,
): Promise<ListedSubject[]> {
  const catalogues = await listCatalogues();
  const catalogueId = wanted === undefined ? catalogues[0] : catalogues.find((id) => id === wanted);
  if (catalogueId === undefined) throw new AppError("notFound", `catalogue ${wanted}`);
  const { functional, economic } = await readCatalogueRows(catalogueId);
  return list === "functionalSubjects" ? functional : economic;
}

/** One report after the other is checked, and others get their turn in between. */
async function* findingRows(
  districtId: string,
  fiscalYear: FiscalYearRow,
  { units: wanted }: ListFilter,
): AsyncGenerator<ListedFinding[]> {
  const [units, summaries] = await Promise.all([
    listUnitsOfYear(districtId, fiscalYear.year),
    listReportSummaries(districtId, { fiscalYearId: fiscalYear.id }),
  ]);
  for (const { id, code, name } of units) {
    const summary = summaries.get(`${id}:${fiscalYear.id}`);
    if (!summary || (wanted && !wanted.has(code))) continue;
    const content = await readContent(districtId, summary.version.id);
    if (!content) continue;
    const catalogues = await readCatalogues(fiscalYear.catalogueId);
    const { findings } = evaluate(content, modelOf(content, catalogues));
    const { number, status } = summary.version;
    yield findings.map((finding) => ({
      unitCode: code,
      unitName: name,
      year: fiscalYear.year,
      number,
      status: versionStatusLabels[status],
      ...said(finding, content.explanations),
    }));
    await nextTurn();
  }
}

/** The message has both figures in words; alone, they would not say whether they are yuan or persons. */
function said(
  { key, fingerprint, ruleId, ruleClass, severity, message }: Finding,
  explanations: ReportContent["explanations"],
) {
  const explanation = explanations.find((each) => each.findingKey === key && each.fingerprint === fingerprint);
  const verdict = explanation?.verdict ?? null;
  return {
    ruleId,
    ruleClass: ruleClassLabels[ruleClass],
    severity: severityLabels[severity],
    message,
    explanation: explanation?.text ?? "",
    verdict: verdict === null ? "" : verdict.isAccepted ? "认可" : "不认可",
    reason: verdict?.reason ?? "",
  };
}

const LETTERS_AT_ONCE = 200;

/** The letters of a year that are out, by number; drafts are no letters yet. */
async function* letterRows(districtId: string, { year }: FiscalYearRow): AsyncGenerator<ListedLetter[]> {
  const lines = (await listLetters(districtId, { year }, "register")).filter(({ status }) => status !== "draft");
  const numbers = new Map(lines.map(({ id, number }) => [id, number]));
  const successors = new Map(lines.map(({ supersedesId, number }) => [supersedesId, number]));
  for (let from = 0; from < lines.length; from += LETTERS_AT_ONCE) {
    const some = lines.slice(from, from + LETTERS_AT_ONCE);
    const stored = await readLettersOut(
      districtId,
      some.map(({ id }) => id),
    );
    yield some.map(({ id, supersedesId, followsId }) => ({
      ...stored.get(id)!,
      supersedes: supersedesId && (numbers.get(supersedesId) ?? null),
      supersededBy: successors.get(id) ?? null,
      follows: followsId && (numbers.get(followsId) ?? null),
    }));
  }
}

/** Letters that are out, with who received them and what became of their days. */
async function readLettersOut(
  districtId: string,
  ids: readonly string[],
): Promise<Map<string, Omit<ListedLetter, "supersedes" | "supersededBy" | "follows">>> {
  const { letters, receivers } = await readLetters(districtId, ids);
  const events = await listDueEvents(districtId, ids);
  return new Map(
    letters.map(({ id, letter, status, issuedOn, receivedOn, revoked }) => [
      id,
      {
        letter,
        status,
        issuedOn,
        receivedOn,
        receivedBy: receivers.get(id) ?? "",
        revoked,
        dues: letterDues(letter, events.get(id) ?? []),
      },
    ]),
  );
}

const COMMENTS_AT_ONCE = 500;

async function* commentRows(
  { district, actor }: Asking,
  fiscalYear: FiscalYearRow,
  { units: wanted }: ListFilter,
): AsyncGenerator<ListedComment[]> {
  const districtId = district.id;
  const units = new Map((await listUnitsOfYear(districtId, fiscalYear.year)).map((unit) => [unit.id, unit]));
  const versions = { report: { fiscalYearId: fiscalYear.id } };
  for (let skip = 0; ; skip += COMMENTS_AT_ONCE) {
    const comments = await db().comment.findMany({
      where: { districtId, version: versions },
      orderBy: [{ versionId: "asc" }, { createdAt: "asc" }, { id: "asc" }],
      skip,
      take: COMMENTS_AT_ONCE,
      include: {
        parent: { select: { resolvedAt: true, resolvedById: true } },
        version: { select: { number: true, status: true, report: { select: { unitId: true } } } },
      },
    });
    const names = await namesOf(
      districtId,
      comments.flatMap(({ byId, resolvedById, parent }) => [byId, resolvedById, parent?.resolvedById ?? null]),
    );
    yield comments.flatMap((comment): ListedComment[] => {
      const { number, status, report } = comment.version;
      const unit = units.get(report.unitId);
      const kind = commentKinds.find((each) => each === comment.kind);
      if (!unit || kind === undefined || (wanted && !wanted.has(unit.code))) return [];
      if (!can(actor, actionOnComment(kind, "read"), { districtId, unitId: unit.id, status })) return [];
      const thread = comment.parent ?? comment;
      return [
        {
          unitCode: unit.code,
          unitName: unit.name,
          year: fiscalYear.year,
          number,
          round: comment.round,
          kind: commentKindLabels[kind],
          isAnswer: comment.parentId !== null,
          place: comment.anchorLabel,
          body: comment.body,
          by: names.get(comment.byId) ?? "",
          isFromBureau: comment.isFromBureau,
          at: comment.createdAt,
          state: thread.resolvedAt ? "已了结" : "未了结",
          resolvedBy: names.get(thread.resolvedById ?? "") ?? "",
          resolvedAt: thread.resolvedAt,
          threadId: comment.parentId ?? comment.id,
        },
      ];
    });
    if (comments.length < COMMENTS_AT_ONCE) return;
  }
}

/** What is published of a year with the portal's addresses, as a package for the portal has it. */
async function* portalRows(districtId: string, { year }: FiscalYearRow): AsyncGenerator<ListedPortalReport[]> {
  const { regionCode } = await db().district.findUniqueOrThrow({ where: { id: districtId } });
  const noun = nounOfRegion(regionCode);
  for await (const reports of eachPortalReport(districtId, year))
    yield reports.map((report) => listedPortalReport(report, { noun, addressOf: publicAddress }));
}

async function disclosureRows(districtId: string, fiscalYear: FiscalYearRow): Promise<ListedDisclosure[]> {
  const disclosure = await readDisclosure(districtId, fiscalYear);
  const findings = checkDisclosure(disclosure);
  return disclosure.units.map((unit) => {
    const { unitCode, unitName, approvedOn, publishedOn, isExempt, approvedHash, publishedHash } = unit;
    const messages = findings.filter(({ key }) => isOf(key, unitCode)).map(({ message }) => message);
    return {
      year: fiscalYear.year,
      unitCode,
      unitName,
      result: messages.length > 0 ? messages.join("；") : publishedOn || isExempt ? "符合规定" : "在期限内",
      approvedOn,
      publishedOn,
      days: approvedOn && publishedOn ? daysBetween(approvedOn, publishedOn) : null,
      number: publishedOn ? unit.number : null,
      content:
        publishedOn === null
          ? isExempt
            ? "不公开"
            : "尚未公开"
          : approvedHash === publishedHash
            ? "与批复版本相同"
            : "与批复版本不同",
      exemptBasis: isExempt ? unit.exemptBasis : null,
      correctionReason: unit.correctionReason,
      hash: publishedHash,
    };
  });
}

async function inspectionRows(districtId: string, fiscalYear: FiscalYearRow): Promise<ListedInspection[]> {
  const units = await readInspections(districtId, fiscalYear);
  return units.flatMap((unit) => listedInspectionsOf(fiscalYear.year, unit));
}

function isOf(key: string, unitCode: string): boolean {
  const place = key.split("@")[1]!;
  return place === unitCode || place.startsWith(`${unitCode}.`);
}

async function* auditRows(districtId: string, filter: AuditFilter): AsyncGenerator<ListedEvent[]> {
  const names = new Map((await listUnits(districtId)).map(({ id, name }) => [id, name]));
  for await (const events of eachAuditEvent(districtId, filter))
    yield events.map(({ at, actor, action, subject, details, address, requestId }) => ({
      at,
      actor: actor.name,
      action: auditActions[action] ?? action,
      subject: subject.name,
      details: auditDetailLines(details, names),
      address,
      requestId,
    }));
}
