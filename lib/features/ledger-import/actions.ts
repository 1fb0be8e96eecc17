"use server";

import { readLedger } from "@/lib/features/ledger-import/data";
import { keepImportMapping } from "@/lib/features/ledger-import/mutations";
import { readLedgerSchema, rememberMappingSchema } from "@/lib/features/ledger-import/schema";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Reads a ledger of any make. Nothing is written: the desk shows first what it would change. */
export const readLedgerAction = action("readLedgerAction", {
  input: readLedgerSchema,
  permission: onVersion("report.import"),
  run: ({ content }, { context }) => readLedger(context, Buffer.from(content, "base64")),
  limit: costlyLimit,
});

/** Keeps the mapping of a ledger that was taken over, for the unit's next one. */
export const rememberMappingAction = action("rememberMappingAction", {
  input: rememberMappingSchema,
  permission: onVersion("report.edit"),
  run: ({ versionId: _, ...remembered }, { session, context }) => keepImportMapping(context, session.user, remembered),
});
