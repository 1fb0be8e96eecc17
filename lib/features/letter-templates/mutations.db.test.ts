import { beforeAll, expect, it } from "vitest";
import { readTemplate } from "@/lib/features/letter-templates/data";
import { saveTemplate } from "@/lib/features/letter-templates/mutations";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
beforeAll(async () => {
  district = await createFreshDistrict();
});

const kind = "bureauToDepartment" as const;

it("is the initial one until the bureau writes its own, and of two at once the second is told", async () => {
  const { template, revision } = await readTemplate(district.id, kind);
  expect(revision).toBe(0);
  const save = (numberWord: string) =>
    saveTemplate(district.id, actorOf(district.users.admin), {
      kind,
      template: { ...template, numberWord },
      revision: 0,
    });
  expect(await save(template.numberWord)).toMatchObject({ ok: false, reasons: [expect.stringContaining("相同")] });
  const both = await Promise.all([save("罗财决"), save("罗财库")]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reasons: [expect.stringContaining("他人刚刚修改")] });
  const events = await db().auditEvent.findMany({
    where: { districtId: district.id, action: "letterTemplate.changed" },
  });
  expect(events.map(({ details }) => details)).toEqual([{ fields: ["numberWord"] }]);
});

it("is refused with a wrong brace, and nothing is stored", async () => {
  const before = await readTemplate(district.id, kind);
  const outcome = await saveTemplate(district.id, actorOf(district.users.admin), {
    kind,
    template: { ...before.template, numberPattern: "{代字}〔{年}〕号" },
    revision: before.revision,
  });
  expect(outcome).toMatchObject({ ok: false, reasons: [expect.stringContaining("缺少“{序号}”")] });
  expect(await readTemplate(district.id, kind)).toEqual(before);
});

it("is refused with a character that no font has, which is named; quotes are printed", async () => {
  const before = await readTemplate(district.id, kind);
  const save = (closing: string) =>
    saveTemplate(district.id, actorOf(district.users.admin), {
      kind,
      template: { ...before.template, closing: [closing] },
      revision: before.revision,
    });
  expect(await save("联系人𠮷某。")).toMatchObject({
    ok: false,
    reasons: [expect.stringMatching(/“𠮷”（U\+20BB7）.*现有字库没有这个字/)],
  });
  expect(await readTemplate(district.id, kind)).toEqual(before);
  expect(await save('按"预算法"办理。')).toMatchObject({ ok: true });
});
