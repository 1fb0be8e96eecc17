import { redirect } from "next/navigation";
import { homeOf } from "@/lib/domain/report/permissions";
import { requireSession } from "@/lib/features/session/loaders";

/** Where a person lands after signing in: their own area. */
export default async function AccountPage() {
  const { actor } = await requireSession();
  redirect(homeOf(actor));
}
