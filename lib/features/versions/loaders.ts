import "server-only";
import { declaredActions, type Action } from "@/lib/domain/report/actions";
import { can } from "@/lib/domain/report/permissions";
import { actingAs } from "@/lib/features/session/data";
import { permissionOf, sessionOrThrow, type Session } from "@/lib/features/session/loaders";
import {
  findVersionContext,
  formatMissing,
  FormatMissing,
  requireFormat,
  requireOwnFigures,
  type VersionContext,
} from "@/lib/features/versions/data";
import type { Permission } from "@/lib/platform/action";
import { AppError } from "@/lib/platform/errors";

export { formatMissing, FormatMissing };

/** What is checked against the year's format before it is stored. */
const writes: ReadonlySet<Action> = new Set(["report.edit", "report.write", "report.import"]);

/** What may be done to one version. */
type VersionAction = Extract<Action, `${"report" | "comment" | "explanation" | "point"}.${string}`>;

/** A version with the person who may do something to it. */
export interface PermittedVersion {
  session: Session;
  context: VersionContext;
}

/**
 * The version, when the person may do `action` to it.
 *
 * @throws AppError notSignedIn, notFound (also for another unit's version the person may not even read), forbidden,
 * notEditable, figuresTaken for figures of a department's accounts,
 *   formatMissing for what is written in the year's format.
 */
export async function permittedVersion(action: VersionAction, versionId: string): Promise<PermittedVersion> {
  return grantVersion(await sessionOrThrow(), action, versionId);
}

/** The same for a session at hand. */
export async function grantVersion(
  session: Session,
  action: VersionAction,
  versionId: string,
): Promise<PermittedVersion> {
  const context = await findVersionContext(session.district.id, versionId);
  if (!context || !can(session.actor, "report.read", context))
    throw new AppError("notFound", `version ${versionId} of another unit`);
  if (can(session.actor, action, context)) {
    if (writes.has(action)) requireFormat(context);
    return { session: actingAs(session, action, context), context };
  }
  if ("ofUnits" in declaredActions[action] && can(session.actor, action, { ...context, scope: "unit" }))
    requireOwnFigures(context);
  const couldBefore =
    declaredActions[action].on === "report" && can(session.actor, action, { ...context, status: "drafting" });
  throw new AppError(couldBefore ? "notEditable" : "forbidden", `${action} on ${versionId}`);
}

/**
 * For an action on one version; which one is asked may depend on the input. An input with `personId` is accepted only
 * while that person is the one signed in.
 */
export function onVersion<Input extends { versionId: string; personId?: string | undefined }>(
  action: VersionAction | ((input: Input) => VersionAction),
): Permission<Input, PermittedVersion> {
  return permissionOf((session, input: Input) => {
    const { versionId, personId } = input;
    if (personId !== undefined && personId !== session.user.id)
      throw new AppError("notSignedIn", `edits of ${personId} under the session of somebody else`);
    return grantVersion(session, typeof action === "string" ? action : action(input), versionId);
  });
}
