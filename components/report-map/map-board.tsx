"use client";

import Link from "next/link";
import { useEffect, useEffectEvent, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { useSending } from "@/components/ui/use-sending";
import type { MapPartId, PartStanding } from "@/lib/domain/report/part-standing";
import { checkReportsAction } from "@/lib/features/report-map/actions";
import type { MapLine } from "@/lib/features/report-map/data";
import { CHECKED_AT_ONCE } from "@/lib/features/report-map/schema";
import { foundText, standingText, standingTone } from "./standing-words";

/** A unit of the map. */
export interface MapUnit {
  unitId: string;
  unitCode: string;
  unitName: string;
  /** `null`: nothing is begun. */
  href: string | null;
  statusLabel: string;
  /** Stands above the unit where another department begins with it. */
  departmentAbove: string | null;
}

interface Props {
  year: number;
  parts: readonly { id: MapPartId; title: string }[];
  units: readonly MapUnit[];
  lines: Readonly<Record<string, MapLine>>;
}

/** Units × parts; reports whose checks are not of what they say now are checked while one looks, a few at a time. */
export function MapBoard({ year, parts, units, lines: stored }: Props) {
  const [checked, setChecked] = useState<Readonly<Record<string, MapLine>>>({});
  const lineOf = (unitId: string) => checked[unitId] ?? stored[unitId];
  const stale = units.filter(({ unitId }) => lineOf(unitId)?.isStale).map(({ unitId }) => unitId);
  const { reasons, send } = useSending({ refreshes: false });

  const checkAll = useEffectEvent(async (isLeft: () => boolean) => {
    for (let from = 0; from < stale.length && !isLeft(); from += CHECKED_AT_ONCE) {
      const unitIds = stale.slice(from, from + CHECKED_AT_ONCE);
      const isDone = await send(
        () => checkReportsAction({ year, unitIds }),
        (lines) => {
          if (!isLeft())
            setChecked((before) => ({ ...before, ...Object.fromEntries(lines.map((line) => [line.unitId, line])) }));
        },
      );
      if (!isDone) return;
    }
  });
  useEffect(() => {
    let isLeft = false;
    void checkAll(() => isLeft);
    return () => {
      isLeft = true;
    };
  }, [units]);

  return (
    <>
      <p role="status" className="text-sm text-muted">
        {stale.length === 0 ? "审核结果都是目前内容的。" : `正在按目前内容审核：还有 ${stale.length} 份……`}
      </p>
      {reasons.length > 0 && (
        <Callout tone="warn" title="没有审核完，其余按填报情况显示">
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Callout>
      )}
      <div className="max-h-[80dvh] overflow-auto" tabIndex={0} role="region" aria-label="填报进度（可左右滚动）">
        <table className="border-separate border-spacing-0 text-sm">
          <caption className="sr-only">{year}年度各单位各表的填报进度</caption>
          <thead>
            <tr>
              <th scope="col" className={`${head} left-0 z-20 text-left`}>
                单位
              </th>
              {parts.map(({ id, title }) => (
                <th key={id} scope="col" className={`${head} z-10 w-20 min-w-16 text-center font-medium`}>
                  {title}
                </th>
              ))}
              <th scope="col" className={`${head} z-10 min-w-28 text-left font-medium`}>
                审核结果
              </th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <Unit key={unit.unitId} unit={unit} parts={parts} line={lineOf(unit.unitId)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const head = "sticky top-0 border-b border-rule bg-paper px-2 py-1 align-bottom";

function Unit({ unit, parts, line }: { unit: MapUnit; parts: Props["parts"]; line: MapLine | undefined }) {
  return (
    <>
      {unit.departmentAbove !== null && (
        <tr>
          <th scope="rowgroup" colSpan={parts.length + 2} className="border-b border-line bg-shade px-2 py-1 text-left">
            <span className="sticky left-2">{unit.departmentAbove}</span>
          </th>
        </tr>
      )}
      <tr>
        <th
          scope="row"
          className="sticky left-0 z-10 max-w-[33vw] min-w-[30vw] border-b border-line bg-paper px-2 py-1 text-left font-normal break-words sm:max-w-80 sm:min-w-56"
        >
          {unit.href === null ? (
            unit.unitName
          ) : (
            <Link href={unit.href} prefetch={false}>
              {unit.unitName}
            </Link>
          )}
          <span className="block text-xs text-muted">
            {unit.unitCode} {unit.statusLabel}
          </span>
        </th>
        {parts.map(({ id }, at) => (
          <Part key={id} standing={line?.standings[at]} />
        ))}
        <td className="whitespace-nowrap border-b border-line px-2 py-1">{line && foundText(line)}</td>
      </tr>
    </>
  );
}

function Part({ standing }: { standing: PartStanding | undefined }) {
  return (
    <td
      className={`border-b border-l border-line px-1 py-1 text-center text-xs ${standing ? standingTone(standing) : ""}`}
    >
      {standing && standingText(standing)}
    </td>
  );
}
