import "server-only";
import { readOwnMail } from "@/lib/features/mail-settings/data";
import { requireSession } from "@/lib/features/session/loaders";

/** The signed-in person's own mail. */
export async function loadOwnMail() {
  const { user, district } = await requireSession();
  return { user, mail: await readOwnMail(district.id, user.id) };
}
