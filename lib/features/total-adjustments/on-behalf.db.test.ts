// 代编 that a department writes down itself: the bureau approves it, never who proposed it.
import { expect, it } from "vitest";
import { can } from "@/lib/domain/report/permissions";
import { findPerson } from "@/lib/features/session/data";
import { approvedAdjustments } from "@/lib/features/total-facts/data";
import { decideAdjustment, proposeAdjustment } from "@/lib/features/total-adjustments/mutations";
import { proposeOnBehalfSchema } from "@/lib/features/total-adjustments/schema";
import { createUser } from "@/lib/features/users/mutations";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, testPasswordHash } from "@/prisma/seed/test-district";

it("is of the department alone, and counts once somebody else has approved it", async () => {
  const district = await createFreshDistrict();
  const { department, a } = district.units;
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    {
      username: `behalf-${district.id.slice(-8)}`,
      name: "部门经办",
      grants: [{ role: "preparer", unitId: department }],
    },
    { passwordHash: await testPasswordHash },
  );
  const { actor } = (await findPerson(district.id, created.ok ? created.data.userId : ""))!;
  const of = (unitId: string) => ({ districtId: district.id, unitId, status: null });
  expect([can(actor, "total.enter", of(department)), can(actor, "total.enter", of(a))]).toEqual([true, false]);
  expect(can(district.users.reviewer.actor, "total.enter", of(department))).toBe(false);

  const { unitId, ...said } = proposeOnBehalfSchema.parse({
    year: 2021,
    unitId: department,
    basis: "没有独立编制的机构的经费。",
    documentNumber: "罗财库〔2022〕9号",
    documentDate: "2022-03-01",
    lines: [{ place: "income:::otherIncome", code: "2010301", amount: "1000" }],
  });
  const clerk = { id: actor.kind === "user" ? actor.id : "", name: "部门经办" };
  const input = { ...said, departmentId: unitId, kind: "onBehalf" } as const;
  const proposed = await proposeAdjustment(district.id, clerk, input);
  const adjustmentId = proposed.ok ? proposed.data.adjustmentId : "";
  const scope = { kind: "department", departmentId: department } as const;
  const counted = async () =>
    (await approvedAdjustments(district.id, 2021, scope)).onBehalf.map(({ amount }) => amount);
  expect(await counted()).toEqual([]);
  expect(await decideAdjustment(district.id, clerk, { adjustmentId, decision: "approved", reason: "" })).toMatchObject({
    ok: false,
  });
  const reviewer = actorOf(district.users.reviewer);
  expect(
    await decideAdjustment(district.id, reviewer, { adjustmentId, decision: "approved", reason: "" }),
  ).toMatchObject({
    ok: true,
  });
  expect(await counted()).toEqual([100_000]);
  // What is no department has nothing to enter.
  await expect(proposeAdjustment(district.id, clerk, { ...input, departmentId: a })).rejects.toMatchObject({
    code: "notFound",
  });
  expect(await db().totalAdjustment.count({ where: { districtId: district.id } })).toBe(1);
});
