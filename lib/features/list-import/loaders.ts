import "server-only";
import { can } from "@/lib/domain/report/permissions";
import { findImport, listImports, viewImport } from "@/lib/features/list-import/data";
import {
  importKindIds,
  importKinds,
  type AdminImportKindId,
  type ImportKindId,
  type ImportListLine,
  type ImportView,
} from "@/lib/features/list-import/schema";
import { permissionOf, requirePermission, type Session } from "@/lib/features/session/loaders";
import { AppError } from "@/lib/platform/errors";

function mayImport({ actor, district }: Session, kind: ImportKindId): boolean {
  return can(actor, importKinds[kind].permission, { districtId: district.id });
}

function granted(session: Session, kind: ImportKindId): Session {
  if (!mayImport(session, kind)) throw new AppError("forbidden", `import of ${kind}`);
  return session;
}

/** For an action that takes in a list of a kind. */
export const onKind = permissionOf((session, { kind }: { kind: ImportKindId }) => granted(session, kind));

/** For an action on an import: who may import its kind. */
export const onImport = permissionOf(async (session, { importId }: { importId: string }) => {
  const stored = await findImport(session.district.id, importId);
  if (!stored) throw new AppError("notFound", `import ${importId}`);
  return granted(session, stored.kind);
});

/** The imports that the administrator may look at, newest first, and what they may import. */
export async function loadImports(): Promise<{ kinds: AdminImportKindId[]; imports: ImportListLine[] }> {
  const session = await requirePermission("unit.manage");
  const kinds = importKindIds.filter(
    (kind): kind is AdminImportKindId => isAt("/admin/import", kind) && mayImport(session, kind),
  );
  return { kinds, imports: await listImports(session.district.id, kinds) };
}

/** One import with its difference; `null` when there is none that the person may look at. */
export async function loadImport(importId: string): Promise<ImportView | null> {
  return importAt("/admin/import", await requirePermission("unit.manage"), importId);
}

/** Lists that came back from the portal's editor, newest first. */
export async function loadPortalImports(): Promise<ImportListLine[]> {
  const { district } = await requirePermission("portal.handOver");
  return listImports(district.id, ["portal"]);
}

/** One of them with its difference; `null` when there is none. */
export async function loadPortalImport(importId: string): Promise<ImportView | null> {
  return importAt("/review/portal/import", await requirePermission("portal.handOver"), importId);
}

type ImportPath = (typeof importKinds)[ImportKindId]["path"];

function isAt(path: ImportPath, kind: ImportKindId): boolean {
  return importKinds[kind].path === path;
}

async function importAt(path: ImportPath, session: Session, importId: string): Promise<ImportView | null> {
  const view = await viewImport(session.district.id, session.user.id, importId);
  return view && isAt(path, view.kind) && mayImport(session, view.kind) ? view : null;
}
