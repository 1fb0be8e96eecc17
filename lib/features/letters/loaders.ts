import "server-only";
import { notFound } from "next/navigation";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import type { CongressApproval } from "@/lib/domain/decision/congress-approval";
import { congressOffer, type CongressOffer } from "@/lib/domain/decision/letter/congress-decision";
import {
  changedReports,
  isInForce,
  totalProblems,
  unitsProblems,
  type LetterStatus,
} from "@/lib/domain/decision/letter/letter-rules";
import type { Day } from "@/lib/domain/register/days";
import { can, unitIdsOf } from "@/lib/domain/report/permissions";
import { chinaDay } from "@/lib/domain/words/moments";
import { layLetter, type LetterLayout } from "@/lib/documents/letter/letter-layout";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readDepartmentTotal } from "@/lib/features/letter-totals/data";
import {
  listLetters,
  peopleOfLetter,
  readLetter,
  readReportsNow,
  rightsTo,
  type LetterLine,
  type LetterRights,
  type StoredLetter,
} from "@/lib/features/letters/data";
import type { LetterPlace } from "@/lib/features/letters/mutations";
import { actingAs } from "@/lib/features/session/data";
import { permissionOf, requirePermission, requireArea, type Session } from "@/lib/features/session/loaders";
import { listUnits, type UnitRow } from "@/lib/features/units/data";
import { now } from "@/lib/platform/clock";
import { AppError } from "@/lib/platform/errors";

/** The letter and what the person may do with it; a letter that the person may not see is not there. */
export async function visibleLetter(
  { actor, district }: Session,
  letterId: string,
): Promise<{ stored: StoredLetter; rights: LetterRights } | null> {
  const stored = await readLetter(district.id, letterId);
  if (!stored) return null;
  const rights = await rightsTo(actor, district.id, stored);
  return rights.mayRead ? { stored, rights } : null;
}

/** For an action on a letter: who does it, and whose letter it is. */
export function onLetter(right: keyof LetterRights) {
  return permissionOf<{ letterId: string }, { session: Session; place: LetterPlace }>(async (session, { letterId }) => {
    const visible = await visibleLetter(session, letterId);
    if (!visible) throw new AppError("notFound", `letter ${letterId}`);
    if (!visible.rights[right]) throw new AppError("forbidden", `${right} of ${letterId}`);
    return { session: actingOn(session, right, visible.stored), place: { issuerId: visible.stored.issuerId } };
  });
}

/** The person with whom they do it for, where they have the right to the letter by standing in (代理). */
function actingOn(session: Session, right: keyof LetterRights, { issuerId, addresseeId }: StoredLetter): Session {
  const districtId = session.district.id;
  const unit = (unitId: string) => ({ districtId, unitId, status: null });
  if (right === "mayReceive") return actingAs(session, "letter.receive", unit(addresseeId));
  if (right === "mayPassOn") return actingAs(session, "letter.passOn", unit(addresseeId));
  if (issuerId !== null) return actingAs(session, "letter.passOn", unit(issuerId));
  return actingAs(session, right === "mayIssue" ? "letter.issue" : "letter.draft", { districtId });
}

export interface LettersOfYear {
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  /** The bureau's, and of departments' those that are issued. */
  letters: LetterLine[];
  today: Day;
  mayDraft: boolean;
  mayIssue: boolean;
}

/** The letters of a year (the newest when none is given), for the bureau. */
export async function loadLettersOfYear(year: number | null): Promise<LettersOfYear | null> {
  const { actor, district } = await requirePermission("letter.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, year);
  if (!fiscalYear) return year === null ? null : notFound();
  const letters = await listLetters(district.id, { year: fiscalYear.year });
  const subject = { districtId: district.id };
  return {
    years,
    fiscalYear,
    letters: letters.filter(({ issuerId, status }) => issuerId === null || status !== "draft"),
    today: chinaDay(now()),
    mayDraft: can(actor, "letter.draft", subject),
    mayIssue: can(actor, "letter.issue", subject),
  };
}

export interface LetterView {
  stored: StoredLetter;
  layout: LetterLayout;
  rights: LetterRights;
  people: Awaited<ReturnType<typeof peopleOfLetter>>;
  /** What a draft that the person may edit can take over of the decision of the congress; `null`: nothing. */
  congressOffer: Omit<CongressOffer, "letter"> | null;
  /** Reports that are not any more what the letter approves, each as a sentence. */
  changed: string[];
  /** What a draft says otherwise than the department's frozen total, and whether that total still stands, in sentences. */
  totalProblems: string[];
  /** Figures in which its units do not add up to the department, each as a sentence. */
  unitsProblems: string[];
  /** The letter that it replaces, and the one that replaces it. */
  replaced: LetterLine | null;
  successor: LetterLine | null;
  /** The department's letters to its units that follow it. */
  passedOn: (LetterLine & { letter: Letter })[];
  today: Day;
}

/** One letter's page in an area; not found for what the person may not see. */
export async function loadLetter(area: "/review" | "/desk", letterId: string): Promise<LetterView> {
  const session = await (area === "/review" ? requirePermission("letter.read") : requireArea(area));
  const visible = await visibleLetter(session, letterId);
  if (!visible) return notFound();
  const { stored, rights } = visible;
  const { id: districtId } = session.district;
  const mayEdit = stored.status === "draft" && rights.mayDraft;
  const [people, congress, reports, ofYear, total] = await Promise.all([
    peopleOfLetter(districtId, letterId),
    mayEdit ? readCongressApproval(districtId, stored.fiscalYearId) : null,
    readReportsNow(
      districtId,
      stored.letter.reports.map(({ versionId }) => versionId),
    ),
    listLetters(districtId, { year: stored.year }),
    stored.letter.annex === null || stored.status !== "draft"
      ? null
      : readDepartmentTotal(districtId, stored.year, stored.addresseeId),
  ]);
  const isShown = ({ issuerId, status }: { issuerId: string | null; status: LetterStatus }) =>
    status !== "draft" || (issuerId === stored.issuerId ? rights.mayDraft : rights.mayPassOn);
  // After a correction, letters to units that it does not touch still follow the letter before.
  const follows = ({ followsId, issuerId }: LetterLine) =>
    isInForce(stored.status) && stored.issuerId === null ? issuerId === stored.addresseeId : followsId === letterId;
  const following = ofYear.filter((line) => follows(line) && isShown(line));
  const passedOn = rights.mayPassOn || rights.mayDraft ? following : [];
  const letters = await Promise.all(passedOn.map(({ id }) => readLetter(districtId, id)));
  return {
    stored,
    layout: layLetter(stored.letter, { contentHash: stored.contentHash }),
    rights,
    people,
    congressOffer: offered(stored.letter, congress),
    changed: stored.status === "draft" || isInForce(stored.status) ? changedReports(stored.letter, reports) : [],
    totalProblems: totalProblems(stored.letter, total),
    unitsProblems: unitsProblems(stored.letter),
    replaced: ofYear.find(({ id }) => id === stored.supersedesId) ?? null,
    successor: ofYear.find((line) => line.supersedesId === letterId && isShown(line)) ?? null,
    passedOn: passedOn.map((line, index) => ({ ...line, letter: letters[index]!.letter })),
    today: chinaDay(now()),
  };
}

function offered(letter: Letter, congress: CongressApproval | null): LetterView["congressOffer"] {
  const offer = congressOffer(letter, congress);
  return offer && { decision: offer.decision, places: offer.places };
}

export interface DeskLetters {
  /** Departments and units that the person acts for. */
  units: UnitRow[];
  /** Issued, addressed to one of them or to a unit of their department. */
  received: LetterLine[];
  /** Of their departments to units, drafts too. */
  own: LetterLine[];
}

/** Letters that the person is to receive. */
export async function loadLettersToReceive(): Promise<LetterLine[]> {
  const { actor, district } = await requireArea("/desk");
  const districtId = district.id;
  const letters = await listLetters(districtId, { addresseeIds: unitIdsOf(actor) });
  return letters.filter(
    ({ status, addresseeId: unitId }) =>
      status === "issued" && can(actor, "letter.receive", { districtId, unitId, status: null }),
  );
}

/** Letters to and from the units of a person. */
export async function loadDeskLetters(): Promise<DeskLetters> {
  const { actor, district } = await requireArea("/desk");
  const unitIds = unitIdsOf(actor);
  const units = await listUnits(district.id);
  const members = units.filter(({ parentId }) => parentId !== null && unitIds.includes(parentId)).map(({ id }) => id);
  const [received, own] = await Promise.all([
    listLetters(district.id, { addresseeIds: [...unitIds, ...members] }),
    listLetters(district.id, { issuerIds: unitIds }),
  ]);
  // What a department issued itself stands in the other list.
  const shown = received.filter(
    ({ status, issuerId }) => status !== "draft" && (issuerId === null || !unitIds.includes(issuerId)),
  );
  return {
    units: units.filter(({ id }) => unitIds.includes(id)),
    received: shown,
    own,
  };
}
