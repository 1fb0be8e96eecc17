import "server-only";
import { readTemplate, type StoredTemplate } from "@/lib/features/letter-templates/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** Both templates of the administrator's district. */
export async function loadTemplates(): Promise<StoredTemplate[]> {
  const { district } = await requirePermission("letterTemplate.manage");
  return [await readTemplate(district.id, "bureauToDepartment"), await readTemplate(district.id, "departmentToUnit")];
}
