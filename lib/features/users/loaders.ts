import "server-only";
import { requirePermission } from "@/lib/features/session/loaders";
import { listUsers } from "@/lib/features/users/data";

/** All users of the administrator's district. */
export async function loadUsers() {
  const { district } = await requirePermission("user.manage");
  return listUsers(district.id);
}
