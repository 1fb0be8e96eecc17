// What happened to units of the demo district: a merger, a rename, a recode and a transfer, each with its document.
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { recordEventSchema, type RecordEventInput } from "@/lib/features/unit-events/schema";
import { findUnitByCode } from "@/lib/features/units/data";
import type { AuditActor } from "@/lib/features/audit/mutations";
import { mergedUnit } from "./demo-units";

/** The unit that is recoded from 2022 on. */
const recoded = { from: "301002", to: "301012" };

/** The code of a unit in a fiscal year, by its first. */
export function demoCodeInYear(code: string, year: number): string {
  return code === recoded.from && year >= 2022 ? recoded.to : code;
}

type Event = Pick<RecordEventInput, "effectiveOn" | "document" | "content">;

/**
 * Records the events of 2022.
 *
 * @param unitIdOf the id of a unit or department by its first code.
 * @returns the id of the unit that the merger founds.
 */
export async function recordDemoEvents(
  districtId: string,
  actor: AuditActor,
  unitIdOf: (code: string) => string,
): Promise<string> {
  const { code, name, kind } = mergedUnit;
  const events: Event[] = [
    {
      effectiveOn: "2022-01-01",
      document: { number: "罗编〔2021〕27号", date: "2021-12-10" },
      content: {
        kind: "merge",
        predecessors: ["201005", "201006"].map(unitIdOf),
        successor: { level: "unit", parentId: unitIdOf("201"), kind, code, name, shortName: null },
        finalReport: "ownFinalReport",
      },
    },
    {
      effectiveOn: "2022-01-01",
      document: { number: "罗财预〔2021〕56号", date: "2021-12-15" },
      content: { kind: "recode", unitId: unitIdOf(recoded.from), code: recoded.to },
    },
    {
      effectiveOn: "2022-03-01",
      document: { number: "罗编〔2021〕30号", date: "2021-12-22" },
      content: {
        kind: "rename",
        unitId: unitIdOf("101003"),
        name: "临沂市罗庄区政务热线服务中心",
        shortName: "政务热线中心",
      },
    },
    {
      effectiveOn: "2022-05-01",
      document: { number: "罗编〔2021〕31号", date: "2021-12-22" },
      content: { kind: "transfer", unitId: unitIdOf("301005"), parentId: unitIdOf("101") },
    },
  ];
  for (const [seenEvents, event] of events.entries()) await record(districtId, actor, { ...event, seenEvents });
  return (await findUnitByCode(districtId, code, 2022))!;
}

/** Records one event as a person does who reads what it does and confirms it. */
async function record(districtId: string, actor: AuditActor, input: RecordEventInput): Promise<void> {
  let confirmed: string[] = [];
  for (;;) {
    const outcome = await recordUnitEvent(districtId, actor, recordEventSchema.parse({ ...input, confirmed }));
    if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
    if (outcome.data.questions.length === 0) return;
    confirmed = outcome.data.questions;
  }
}
