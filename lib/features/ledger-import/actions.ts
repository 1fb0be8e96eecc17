"use server";

import { loadLedger } from "@/lib/features/ledger-import/loaders";
import { keepImportMapping } from "@/lib/features/ledger-import/mutations";
import {
  readLedgerSchema,
  rememberMappingSchema,
  type ReadLedgerInput,
  type RememberMappingInput,
  type UploadedLedger,
} from "@/lib/features/ledger-import/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { done, type ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Reads a ledger of any make. Nothing is written: the desk shows first what it would change. */
export async function readLedgerAction(input: ReadLedgerInput): Promise<ActionResult<UploadedLedger>> {
  return runAction("readLedgerAction", readLedgerSchema, input, ({ versionId, content }) =>
    loadLedger(versionId, Buffer.from(content, "base64")),
  );
}

/** Keeps the mapping of a ledger that was taken over, for the unit's next one. */
export async function rememberMappingAction(input: RememberMappingInput): Promise<ActionResult> {
  return runAction("rememberMappingAction", rememberMappingSchema, input, async ({ versionId, ...remembered }) => {
    const { session, context } = await permittedVersion("report.edit", versionId);
    await keepImportMapping(context, session.user, remembered);
    return done(undefined);
  });
}
