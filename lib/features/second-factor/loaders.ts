import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isSecondFactorRequired } from "@/lib/domain/report/second-factor";
import { findFactors, listWithoutFactor, ruleOf } from "@/lib/features/second-factor/data";
import { requirePermission, requireSession } from "@/lib/features/session/loaders";
import { passkeySite, type PasskeySite } from "@/lib/platform/passkeys";

/** The site as the request calls it; `null` where browsers make no passkeys. */
export async function askedSite(): Promise<PasskeySite | null> {
  return passkeySite(await headers());
}

/**
 * For the page where a session is given its second factor: which ones the person has.
 *
 * @param next where a session goes on that owes none.
 */
export async function loadSecondStep(next: string) {
  const { user, actor } = await requireSession({ mayOwe: "secondFactor" });
  if (actor.owes === null) redirect(next);
  const { hasCodes, passkeys } = await findFactors(user.id);
  return { user, hasCodes, hasPasskey: passkeys.length > 0 && (await askedSite()) !== null };
}

/** For the page where a person sets up their second factor. */
export async function loadOwnFactors() {
  const { actor, user, district } = await requireSession({ mayOwe: "secondFactorSetUp" });
  const [factors, rule, site] = await Promise.all([findFactors(user.id), ruleOf(district.id), askedSite()]);
  return {
    user,
    factors,
    owesSetUp: actor.owes === "secondFactorSetUp",
    isRequired: isSecondFactorRequired(rule, actor.grants),
    mayHavePasskeys: site !== null,
  };
}

/** For the administrator: whom the district asks, and who has none. */
export async function loadRule() {
  const { district } = await requirePermission("user.manage");
  const [rule, without] = await Promise.all([ruleOf(district.id), listWithoutFactor(district.id)]);
  return { rule, without };
}
