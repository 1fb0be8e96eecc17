import { randomUUID } from "node:crypto";
import { regionOfDistrictCode } from "@/lib/domain/formats/format-of";
import {
  departmentOf,
  grantKey,
  grantsOf,
  personChanges,
  unitOf,
  type PersonState,
  type RoleGrant,
} from "@/lib/domain/report/roles";
import { deputyshipDetails } from "@/lib/domain/report/deputies";
import { chinaDay } from "@/lib/domain/words/moments";
import { savedMeanwhile } from "@/lib/features/audit/data";
import { recordAudit, recordAudits, type AuditActor } from "@/lib/features/audit/mutations";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { dateOf, dayOf, listUnits } from "@/lib/features/units/data";
import { neverSignedIn } from "@/lib/features/users/data";
import type { CreateUserInput, UpdateUserInput, UserState } from "@/lib/features/users/schema";
import { usernameSchema } from "@/lib/features/users/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { forgetAttempts } from "@/lib/platform/attempt-limits";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma, User } from "@/lib/platform/generated/prisma/client";
import { hashPassword, makeInitialPassword } from "@/lib/platform/passwords";

const usernameTaken = "该用户名已被使用，请换一个。";
const ownAdmin = "不能取消自己的管理员角色，请由另一名管理员办理。";
const ownAccount = "不能停用自己的账号，请由另一名管理员办理。";
const lastAdmin = "这是本地区最后一名可用的管理员，不能停用或取消其管理员角色。";

/**
 * Creates a user with an initial password that is shown once and has to be changed at the first sign-in.
 * `passwordHash` is for demo districts and tests, where many have one password that is known and stays: a hash takes as
 * long as writing the user.
 */
export async function createUser(
  districtId: string,
  actor: AuditActor,
  input: CreateUserInput,
  options: { passwordHash?: string } = {},
): Promise<Outcome<{ userId: string; initialPassword: string }>> {
  const initialPassword = makeInitialPassword();
  const passwordHash = options.passwordHash ?? (await hashPassword(initialPassword));
  try {
    return await db().$transaction(async (transaction) => {
      const problem = await grantProblem(transaction, districtId, input.grants);
      if (problem !== null) return refused(problem);
      const user = await transaction.user.create({
        data: {
          districtId,
          username: input.username,
          name: input.name,
          passwordHash,
          mustChangePassword: options.passwordHash === undefined,
          createdAt: now(),
        },
      });
      await writeGrants(transaction, user, input.grants);
      await recordAudit(
        { districtId, action: "user.created", actor, subject: subjectOf(user), details: { grants: input.grants } },
        transaction,
      );
      return done({ userId: user.id, initialPassword });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused(usernameTaken);
    throw error;
  }
}

/**
 * Changes name and roles. With `meanwhile`, nothing has been done: somebody else has changed the person since they were
 * read as `known`, which is missing where nobody looked at a page. Roles are read on every request, so a taken role ends
 * at once; other roles also end every session of the user, so that nobody works on under what a page offered before.
 */
export async function updateUser(
  districtId: string,
  actor: AuditActor,
  { known, ...input }: Omit<UpdateUserInput, "known"> & { known?: PersonState },
): Promise<Outcome<{ meanwhile: SavedMeanwhile<UserState> | null }>> {
  return db().$transaction(async (transaction) => {
    await lockUsers(transaction, districtId);
    const user = await findUser(transaction, districtId, input.userId);
    const before = grantsOf(await transaction.roleAssignment.findMany({ where: { userId: user.id } }));
    const meanwhile = known && (await changedMeanwhile(transaction, user, known, before));
    if (meanwhile) return done({ meanwhile });
    const problem = await grantProblem(transaction, districtId, input.grants);
    if (problem !== null) return refused(problem);
    const keepsAdmin = input.grants.some(({ role }) => role === "admin");
    if (!keepsAdmin && user.id === actor.id) return refused(ownAdmin);
    if (!keepsAdmin && (await isLastAdmin(transaction, user))) return refused(lastAdmin);
    const hasOtherRoles = rolesOf(before) !== rolesOf(input.grants);
    await transaction.user.update({
      where: { id: user.id },
      data: { name: input.name, ...(hasOtherRoles ? { sessionVersion: { increment: 1 } } : {}) },
    });
    await transaction.roleAssignment.deleteMany({ where: { userId: user.id } });
    await writeGrants(transaction, user, input.grants);
    await recordAudit(
      {
        districtId,
        action: "user.updated",
        actor,
        subject: subjectOf(user),
        details: { name: input.name, grants: input.grants },
      },
      transaction,
    );
    return done({ meanwhile: null });
  });
}

/** What somebody else has saved of a person since they were seen as `known`; `null` where they are as they were. */
async function changedMeanwhile(
  transaction: Prisma.TransactionClient,
  { districtId, id, name }: User,
  known: PersonState,
  grants: RoleGrant[],
): Promise<SavedMeanwhile<UserState> | null> {
  if (known.name === name && rolesOf(known.grants) === rolesOf(grants)) return null;
  const units = await listUnits(districtId, { client: transaction });
  const unitNames = new Map(units.map((unit) => [unit.id, unit.name]));
  const state = { name, grants };
  return savedMeanwhile(
    transaction,
    { districtId, action: { in: ["user.updated", "user.created"] }, subjectId: id },
    { changes: personChanges(known, state, unitNames), state },
  );
}

/** Gives a new initial password and ends all sessions of the user. */
export async function resetPassword(
  districtId: string,
  actor: AuditActor,
  userId: string,
): Promise<Outcome<{ initialPassword: string }>> {
  const initialPassword = makeInitialPassword();
  const passwordHash = await hashPassword(initialPassword);
  const username = await db().$transaction(async (transaction) => {
    const user = await findUser(transaction, districtId, userId);
    await transaction.user.update({
      where: { id: user.id },
      data: { passwordHash, mustChangePassword: true, sessionVersion: { increment: 1 } },
    });
    await recordAudit({ districtId, action: "user.passwordReset", actor, subject: subjectOf(user) }, transaction);
    return user.username;
  });
  await forgetAttempts(username);
  return done({ initialPassword });
}

/**
 * Disables a user, which ends all their sessions and the spans of standing in at once, or enables them again; spans do
 * not come back.
 */
export async function setUserDisabled(
  districtId: string,
  actor: AuditActor & { id: string },
  userId: string,
  isDisabled: boolean,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await lockUsers(transaction, districtId);
    const user = await findUser(transaction, districtId, userId);
    if (isDisabled && user.id === actor.id) return refused(ownAccount);
    if (isDisabled && (await isLastAdmin(transaction, user))) return refused(lastAdmin);
    await transaction.user.update({
      where: { id: user.id },
      data: { disabledAt: isDisabled ? now() : null, sessionVersion: { increment: 1 } },
    });
    await recordAudit(
      { districtId, action: isDisabled ? "user.disabled" : "user.enabled", actor, subject: subjectOf(user) },
      transaction,
    );
    if (isDisabled) await endSpansOf(transaction, actor, user);
    return done(undefined);
  });
}

/** Ends what is not over of the spans in which a person is away or stands in: their account is being closed. */
async function endSpansOf(
  transaction: Prisma.TransactionClient,
  actor: AuditActor & { id: string },
  { districtId, id }: User,
): Promise<void> {
  const spans = await transaction.deputyship.findMany({
    where: {
      districtId,
      endedAt: null,
      toDay: { gte: dateOf(chinaDay(now())) },
      OR: [{ absentId: id }, { deputyId: id }],
    },
    include: { absent: true, deputy: true },
  });
  for (const { id: spanId, absent, deputy, roles, fromDay, toDay } of spans) {
    await transaction.deputyship.update({
      where: { districtId_id: { districtId, id: spanId } },
      data: { endedById: actor.id, endedAt: now(), endedWithId: id },
    });
    const details = deputyshipDetails({ absent, deputy, roles, from: dayOf(fromDay), to: dayOf(toDay) });
    await recordAudit({ districtId, action: "deputy.ended", actor, subject: subjectOf(absent), details }, transaction);
  }
}

/** Ends every session of somebody else: of a telephone that was lost, a computer that was left open. */
export async function endSessionsOf(
  districtId: string,
  actor: AuditActor,
  userId: string,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const user = await findUser(transaction, districtId, userId);
    await transaction.user.update({ where: { id: user.id }, data: { sessionVersion: { increment: 1 } } });
    await recordAudit({ districtId, action: "user.sessionsEnded", actor, subject: subjectOf(user) }, transaction);
    return done(undefined);
  });
}

/** Ends the waiting after repeated failures, at every address. */
export async function unlockUser(districtId: string, actor: AuditActor, userId: string): Promise<Outcome<undefined>> {
  const user = await db().$transaction(async (transaction) => {
    const found = await findUser(transaction, districtId, userId);
    await recordAudit({ districtId, action: "user.unlocked", actor, subject: subjectOf(found) }, transaction);
    return found;
  });
  await forgetAttempts(user.username);
  return done(undefined);
}

/** The hash of a password that nobody knows: an account is made with it before its first password is issued. */
export function unusablePassword(): Promise<string> {
  return hashPassword(makeInitialPassword());
}

/**
 * Writes many people at once: new ones, who cannot sign in before they are issued a password, and other names and roles
 * of those who are there. The district's people are locked, and what is asked for is allowed.
 *
 * @returns those who are new.
 */
export async function writePeople(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  people: readonly { userId: string | null; username: string; name: string; grants: RoleGrant[] }[],
  { passwordHash, importId }: { passwordHash: string; importId: string },
): Promise<{ userId: string; username: string; name: string }[]> {
  const writing = people.map((person) => ({
    ...person,
    id: person.userId ?? randomUUID(),
    isNew: person.userId === null,
  }));
  const added = writing.filter(({ isNew }) => isNew);
  const changed = writing.filter(({ isNew }) => !isNew);
  await transaction.user.createMany({
    data: added.map(({ id, username, name }) => ({ id, districtId, username, name, passwordHash, createdAt: now() })),
  });
  const stored = await transaction.roleAssignment.findMany({
    where: { districtId, userId: { in: changed.map(({ id }) => id) } },
  });
  const before = new Map<string, typeof stored>();
  for (const role of stored) before.set(role.userId, [...(before.get(role.userId) ?? []), role]);
  for (const { id, name, grants } of changed) {
    const hasOtherRoles = rolesOf(grantsOf(before.get(id) ?? [])) !== rolesOf(grants);
    await transaction.user.update({
      where: { districtId_id: { districtId, id } },
      data: { name, ...(hasOtherRoles ? { sessionVersion: { increment: 1 } } : {}) },
    });
  }
  await transaction.roleAssignment.deleteMany({ where: { districtId, userId: { in: changed.map(({ id }) => id) } } });
  await transaction.roleAssignment.createMany({
    data: writing.flatMap(({ id, grants }) => grants.map((grant) => rowOf(grant, { districtId, id }))),
  });
  await recordAudits(
    writing.map(({ id, username, name, grants, isNew }) => ({
      districtId,
      action: isNew ? ("user.created" as const) : ("user.updated" as const),
      actor,
      subject: subjectOf({ id, username }),
      details: { ...(isNew ? {} : { name }), grants, importId },
    })),
    transaction,
  );
  return added.map(({ id, username, name }) => ({ userId: id, username, name }));
}

/**
 * Gives first passwords to people who have never signed in. Whoever has by now is left out; a password that was issued
 * before ends with the new one.
 */
export async function issueFirstPasswords(
  districtId: string,
  actor: AuditActor,
  userIds: readonly string[],
): Promise<{ userId: string; username: string; name: string; password: string }[]> {
  const made = await Promise.all(
    userIds.map(async (userId) => {
      const password = makeInitialPassword();
      return { userId, password, passwordHash: await hashPassword(password) };
    }),
  );
  return db().$transaction(async (transaction) => {
    const issued: { userId: string; username: string; name: string; password: string }[] = [];
    for (const { userId, password, passwordHash } of made) {
      const [user] = await transaction.user.updateManyAndReturn({
        where: { districtId, id: userId, ...neverSignedIn },
        data: { passwordHash, sessionVersion: { increment: 1 } },
      });
      if (!user) continue;
      await recordAudit({ districtId, action: "user.passwordReset", actor, subject: subjectOf(user) }, transaction);
      issued.push({ userId, username: user.username, name: user.name, password });
    }
    return issued;
  });
}

/**
 * First start of a real installation: the district and its first administrator, whose initial password is printed once.
 * Does nothing when the installation has a user already.
 *
 * @returns the credentials to print, or `null` when there was nothing to do.
 */
export async function createFirstAdmin(input: {
  districtCode: string;
  districtName: string;
  username: string;
}): Promise<{ username: string; initialPassword: string } | null> {
  const username = usernameSchema.parse(input.username);
  const initialPassword = makeInitialPassword();
  const passwordHash = await hashPassword(initialPassword);
  return db().$transaction(async (transaction) => {
    // Two first starts at once: the second waits here and then finds the user.
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(7240119)`;
    if ((await transaction.user.count()) > 0) return null;
    const district =
      (await transaction.district.findUnique({ where: { code: input.districtCode } })) ??
      (await transaction.district.create({
        data: {
          code: input.districtCode,
          name: input.districtName,
          regionCode: regionOfDistrictCode(input.districtCode),
          createdAt: now(),
        },
      }));
    const user = await transaction.user.create({
      data: { districtId: district.id, username, name: "系统管理员", passwordHash, createdAt: now() },
    });
    await writeGrants(transaction, user, [{ role: "admin" }]);
    await recordAudit(
      {
        districtId: district.id,
        action: "user.created",
        actor: { id: null, name: "首次启动" },
        subject: subjectOf(user),
      },
      transaction,
    );
    return { username, initialPassword };
  });
}

/** Roles as one text, to compare them whatever their order. */
function rolesOf(grants: readonly RoleGrant[]): string {
  return [...new Set(grants.map(grantKey))].sort().join();
}

function subjectOf(user: Pick<User, "id" | "username">) {
  return { kind: "user", id: user.id, name: user.username } as const;
}

async function findUser(transaction: Prisma.TransactionClient, districtId: string, userId: string): Promise<User> {
  const user = await transaction.user.findFirst({ where: { id: userId, districtId } });
  if (!user) throw new AppError("notFound", `user ${userId}`);
  return user;
}

/** A role of a person as it is stored. */
function rowOf(grant: RoleGrant, { districtId, id: userId }: Pick<User, "id" | "districtId">) {
  return { districtId, userId, role: grant.role, unitId: unitOf(grant), departmentId: departmentOf(grant) };
}

async function writeGrants(
  transaction: Prisma.TransactionClient,
  user: Pick<User, "id" | "districtId">,
  grants: readonly RoleGrant[],
): Promise<void> {
  const wanted = new Map(grants.map((grant) => [grantKey(grant), grant]));
  await transaction.roleAssignment.createMany({
    data: [...wanted.values()].map((grant) => rowOf(grant, user)),
  });
}

/** Why roles cannot be given: for what is not in the district, or for what is no department. */
async function grantProblem(
  transaction: Prisma.TransactionClient,
  districtId: string,
  grants: readonly RoleGrant[],
): Promise<string | null> {
  const departmentIds = new Set(grants.flatMap((grant) => departmentOf(grant) ?? []));
  const ids = new Set([...grants.flatMap((grant) => unitOf(grant) ?? []), ...departmentIds]);
  const known = await transaction.unit.count({ where: { districtId, id: { in: [...ids] } } });
  if (known !== ids.size) return "角色所选的单位或部门不在本区的登记簿中，请刷新后重新选择。";
  const departments = await transaction.unit.count({
    where: { districtId, id: { in: [...departmentIds] }, periods: { some: { level: "department" } } },
  });
  return departments === departmentIds.size ? null : "按部门指定角色须选择主管部门，请重新选择，或按单位指定。";
}

/** Changes of the people of a district wait for each other: two administrators must not both disable the other. */
export async function lockUsers(transaction: Prisma.TransactionClient, districtId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('users:' || ${districtId}::text, 0))`;
}

async function isLastAdmin(transaction: Prisma.TransactionClient, user: User): Promise<boolean> {
  const admins = await transaction.roleAssignment.findMany({
    where: { districtId: user.districtId, role: "admin", user: { disabledAt: null } },
    select: { userId: true },
  });
  return admins.length === 1 && admins[0]!.userId === user.id;
}
