"use client";

import { useMemo, useState } from "react";
import type { DashMeaning } from "@/lib/domain/words/copied-amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { DuplicateMeaning } from "@/lib/domain/ledger-import/duplicates";
import { dryRun } from "@/lib/domain/ledger-import/dry-run";
import { guessMapping } from "@/lib/domain/ledger-import/guess-mapping";
import { headersOf, type HeaderRows, type LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import { mappingProblems, type LedgerMapping } from "@/lib/domain/ledger-import/mapping";
import { organisationsIn, ownOrganisation, type OwnUnit } from "@/lib/domain/ledger-import/organisations";
import { mappingPastedAt, type PastedAt } from "@/lib/domain/ledger-import/pasted-table";
import { rememberedMapping, startOf, targetFor } from "@/lib/domain/ledger-import/remembered";
import { statedUnitOf } from "@/lib/domain/ledger-import/stated-unit";
import type { Catalogues, LedgerTarget } from "@/lib/domain/ledger-import/target";
import { isOfOtherYear, statedYears, yearOfTarget } from "@/lib/domain/ledger-import/years";
import type { UploadedLedger } from "@/lib/features/ledger-import/schema";

/** What stands in the sheets now. */
export interface PresentCells {
  amount: (key: FactKey) => number | null;
  isUnreadable: (key: FactKey) => boolean;
  isLocked: (key: FactKey) => boolean;
}

interface Plan {
  sheetAt: number;
  target: LedgerTarget;
  mapping: LedgerMapping;
  /** The mapping was used before and not touched since. */
  isRemembered: boolean;
}

export interface LedgerImportOptions {
  ledger: UploadedLedger;
  initialTarget: LedgerTarget;
  catalogues: Catalogues;
  present: PresentCells;
  /** Whose report it is: of a ledger of several units its rows are taken. */
  own: OwnUnit;
  /** Where the table was pasted, which says what it does not say itself. */
  pastedAt?: PastedAt | undefined;
}

/** The way of a ledger into a sheet: worksheet, target, columns, and what would come of it. */
export function useLedgerImport({
  ledger: { sheets, remembered },
  initialTarget,
  catalogues,
  present,
  own,
  pastedAt,
}: LedgerImportOptions) {
  const guessed = (sheet: LedgerSheet, target: LedgerTarget, headerRows?: HeaderRows): LedgerMapping => {
    const mapping = guessMapping(sheet, target, catalogues, headerRows);
    return pastedAt ? mappingPastedAt(mapping, sheet, target, pastedAt, catalogues.tableSet) : mapping;
  };
  const planOf = (sheetAt: number, target: LedgerTarget): Plan => {
    const known = rememberedMapping(sheets[sheetAt]!, target, remembered, catalogues);
    return { sheetAt, target, mapping: known ?? guessed(sheets[sheetAt]!, target), isRemembered: known !== null };
  };
  const [plan, setPlan] = useState<Plan>(() => {
    const start = startOf(sheets, initialTarget, remembered, catalogues);
    return planOf(start.sheetAt, start.target);
  });
  const [dash, setDash] = useState<DashMeaning>("blank");
  const [duplicates, setDuplicates] = useState<DuplicateMeaning>("refuse");
  const sheet = sheets[plan.sheetAt]!;
  const { target, mapping } = plan;
  const organisations = useMemo(() => organisationsIn(sheet, mapping), [sheet, mapping]);
  const [picked, setPicked] = useState<string | null>(null);
  const organisation = picked !== null && organisations.includes(picked) ? picked : ownOrganisation(organisations, own);
  const [yearAcceptedOf, acceptYearOf] = useState<number | null>(null);
  const otherYears = useMemo(
    () =>
      isOfOtherYear(sheet, mapping.headerRows, target, catalogues.year) ? statedYears(sheet, mapping.headerRows) : [],
    [sheet, mapping, target, catalogues],
  );
  const isYearAccepted = yearAcceptedOf === plan.sheetAt;
  const problems = useMemo(() => {
    const found = mappingProblems(mapping, target, catalogues.tableSet);
    if (organisations.length > 1 && organisation === null)
      found.push(`文件中有 ${organisations.length} 个单位的金额。请选定要导入哪一个单位，其他单位的行不导入。`);
    if (otherYears.length > 0 && !isYearAccepted)
      found.push(
        `文件写明是 ${otherYears.join("、")} 年的数，此处填的是 ${yearOfTarget(target, catalogues.year)} 年的数。请核对文件；确要导入的，请在“年度”中选定。`,
      );
    return found;
  }, [mapping, target, organisations, organisation, otherYears, isYearAccepted, catalogues]);
  const run = useMemo(
    () =>
      problems.length > 0
        ? null
        : dryRun({ sheet, mapping, target, catalogues, dash, duplicates, organisation, pastedAt, ...present }),
    [problems, sheet, mapping, target, catalogues, dash, duplicates, organisation, pastedAt, present],
  );

  const change = (mapping: LedgerMapping) => setPlan({ ...plan, mapping, isRemembered: false });
  return {
    ...plan,
    sheet,
    problems,
    run,
    dash,
    setDash,
    duplicates,
    setDuplicates,
    organisations,
    organisation,
    setOrganisation: setPicked,
    otherYears,
    isYearAccepted,
    acceptYear: (isAccepted: boolean) => acceptYearOf(isAccepted ? plan.sheetAt : null),
    unitWords: statedUnitOf(sheet, mapping.headerRows, mapping.roles).words,
    headers: headersOf(sheet, mapping.headerRows),
    hasDash: sheet.rows.some((row) => row.some((text) => /^[-－−–—]+$/.test(text.trim()))),
    pickSheet: (sheetAt: number) => setPlan(planOf(sheetAt, targetFor(sheets[sheetAt]!, target, catalogues))),
    pickTarget: (next: LedgerTarget) => setPlan(planOf(plan.sheetAt, next)),
    guessAgain: () => change(guessed(sheet, target)),
    setHeaderRows: (headerRows: HeaderRows) => change(guessed(sheet, target, headerRows)),
    setUnit: (unit: LedgerMapping["unit"]) => change({ ...mapping, unit }),
    setRole: (column: number, role: LedgerMapping["roles"][number]) =>
      change({
        ...mapping,
        roles: Array.from({ length: Math.max(mapping.roles.length, column + 1) }, (_, at) =>
          at === column ? role : (mapping.roles[at] ?? "ignored"),
        ),
      }),
  };
}
