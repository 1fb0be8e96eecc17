import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { exportedLists, type ExportedListId } from "@/lib/features/list-exports/schema";
import { db } from "@/lib/platform/db";

/** Records that somebody took a list out of the system, in which form and how narrowed. */
export async function recordListExport(
  district: { id: string; name: string },
  actor: AuditActor,
  { list, format, filter }: { list: ExportedListId; format: string; filter: Readonly<Record<string, string>> },
): Promise<void> {
  const narrowed = Object.entries(filter)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  await db().$transaction((transaction) =>
    recordAudit(
      {
        districtId: district.id,
        action: "list.exported",
        actor: { id: actor.id, name: actor.name },
        subject: { kind: "district", id: district.id, name: exportedLists[list].label },
        details: { format, filter: narrowed.slice(0, 200) },
      },
      transaction,
    ),
  );
}
