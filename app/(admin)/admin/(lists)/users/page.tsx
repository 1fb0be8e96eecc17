import type { Metadata } from "next";
import Link from "next/link";
import { CreateUser, UserControls } from "@/components/admin/user-controls";
import { ExportLinks } from "@/components/lists/export-links";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDateTime } from "@/lib/domain/words/moments";
import { ListTable } from "@/components/ui/list-table";
import { departmentOf, districtRoles, roleLabels, unitOf, unitRoles } from "@/lib/domain/report/roles";
import { requirePermission } from "@/lib/features/session/loaders";
import { loadUnits } from "@/lib/features/units/loaders";
import { loadUsers } from "@/lib/features/users/loaders";

export const metadata: Metadata = { title: "用户" };

export default async function UsersPage() {
  const [{ user: self }, users, { units }] = await Promise.all([
    requirePermission("user.manage"),
    loadUsers(),
    loadUnits(),
  ]);
  const nameOf = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? "";
  // A department itself can be chosen too: who acts for it receives its letters and passes them on to its units.
  const choices = units
    .toSorted((one, other) => Number(one.level === "department") - Number(other.level === "department"))
    .map(({ id, name, code, parentId, level, isThere, isToCome }) => ({
      id,
      name: isThere || isToCome ? name : `${name}（已终止）`,
      code,
      department: level === "department" ? "主管部门（签收批复、向所属单位批复）" : nameOf(parentId),
      departmentId: level === "department" ? null : parentId,
    }));
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-4">
        <h1 className="font-serif text-2xl">用户</h1>
        <div className="flex flex-wrap items-center gap-4">
          <ExportLinks list="users" />
          <Link href="/admin/import" className="text-sm">
            导入
          </Link>
          <Link href="/admin/users/deputies" className="text-sm">
            代理
          </Link>
          <Link href="/admin/users/second-factor" className="text-sm">
            两步验证
          </Link>
          <CreateUser units={choices} />
        </div>
      </div>
      {users.length === 0 && <EmptyState title="还没有用户" />}
      <ListTable label="用户" heads={["姓名", "角色", "状态", "上次登录", "办理"]} hasCards>
        {users.map(
          ({ id, username, name, grants, mustChangePassword, isSlowed, hasSecondFactor, disabledAt, lastSignInAt }) => (
            <tr key={id} className="border-b border-line">
              <th scope="row" className="px-2 py-2 text-left align-top font-normal">
                {name}
                <span className="block text-xs text-muted">{username}</span>
              </th>
              <td data-head="角色" className="min-w-40 px-2 py-2 align-top">
                {districtRoles
                  .filter((role) => grants.some((grant) => grant.role === role))
                  .map((role) => roleLabels[role])
                  .join("、")}
                {unitRoles.map((role) => (
                  <DepartmentsOfRole
                    key={`${role} departments`}
                    label={roleLabels[role]}
                    departments={grants.flatMap((grant) =>
                      grant.role === role ? (unitNames.get(departmentOf(grant) ?? "") ?? []) : [],
                    )}
                  />
                ))}
                {unitRoles.map((role) => (
                  <UnitsOfRole
                    key={role}
                    label={roleLabels[role]}
                    units={grants.flatMap((grant) =>
                      grant.role === role ? (unitNames.get(unitOf(grant) ?? "") ?? []) : [],
                    )}
                  />
                ))}
              </td>
              <td data-head="状态" className="px-2 py-2 align-top">
                {disabledAt ? (
                  <Badge tone="neutral">已停用</Badge>
                ) : isSlowed ? (
                  <Badge tone="danger">连续输错密码或验证码</Badge>
                ) : mustChangePassword ? (
                  <Badge tone="warn">待改初始密码</Badge>
                ) : (
                  <Badge tone="done">正常</Badge>
                )}
                {hasSecondFactor && <span className="mt-1 block text-xs text-muted">已启用两步验证</span>}
              </td>
              <td data-head="上次登录" className="whitespace-nowrap px-2 py-2 align-top">
                {lastSignInAt ? formatDateTime(lastSignInAt) : "从未登录"}
              </td>
              <td data-head="办理" className="px-2 py-2 align-top">
                <UserControls
                  user={{
                    id,
                    username,
                    name,
                    grants,
                    isSlowed,
                    hasSecondFactor,
                    isDisabled: disabledAt !== null,
                    isSelf: id === self.id,
                  }}
                  units={choices}
                />
              </td>
            </tr>
          ),
        )}
      </ListTable>
    </div>
  );
}

/** So many units of a person are listed at once; more are opened. */
const FEW_UNITS = 8;

/** The departments a person has a role for, with all of their units. */
function DepartmentsOfRole({ label, departments }: { label: string; departments: string[] }) {
  if (departments.length === 0) return null;
  return (
    <p>
      {label}（按部门）
      <span className="block text-xs text-muted">{departments.map((name) => `${name}全部单位`).join("、")}</span>
    </p>
  );
}

/** The units a person has a role for. */
function UnitsOfRole({ label, units }: { label: string; units: string[] }) {
  if (units.length === 0) return null;
  return (
    <details open={units.length <= FEW_UNITS}>
      <summary className="cursor-pointer">
        {label}（{units.length} 个单位）
      </summary>
      <ul className="text-xs text-muted">
        {units.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
