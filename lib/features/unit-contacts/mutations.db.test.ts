import { beforeAll, expect, it } from "vitest";
import { noContact } from "@/lib/domain/register/contact";
import { readContact, readPublicContact } from "@/lib/features/unit-contacts/data";
import { setContact } from "@/lib/features/unit-contacts/mutations";
import { contactSchema } from "@/lib/features/unit-contacts/schema";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let sequence: number;

const actor = () => ({ ...actorOf(district.users.admin), id: district.users.admin.user.id });
const phone = (number: string) => ({ ...noContact, phone: number });

beforeAll(async () => {
  district = await createTestDistrict("371311");
  const context = await createReportIn(district, ["submit", "beginReview", "approve"]);
  expect((await stepTestReport(context, district.users.secondReviewer, "publish")).ok).toBe(true);
  ({ sequence } = await db().publication.findFirstOrThrow({ where: { districtId: district.id } }));
});

it("is of nobody until somebody gives it; a department's stands for the units that gave none", async () => {
  const of = { districtId: district.id, sequence };
  expect(await readPublicContact(of)).toBeNull();
  const { department, a } = district.units;
  await setContact(district.id, actor(), { unitId: department, contact: phone("0539-8240000"), known: noContact });
  expect(await readPublicContact(of)).toEqual({ phone: { text: "0539-8240000", isDepartments: true } });
  await setContact(district.id, actor(), { unitId: a, contact: phone("0539-8240001"), known: noContact });
  expect(await readPublicContact(of)).toEqual({ phone: { text: "0539-8240001", isDepartments: false } });
});

it("is not written over what somebody else has saved meanwhile, and is in the log with before and after", async () => {
  const { a } = district.units;
  const late = await setContact(district.id, actor(), { unitId: a, contact: phone("1234567"), known: noContact });
  expect(late).toMatchObject({
    ok: true,
    data: { meanwhile: { changes: ["填写联系电话“0539-8240001”"], state: phone("0539-8240001") } },
  });
  expect(await readContact(district.id, a)).toEqual(phone("0539-8240001"));
  const known = phone("0539-8240001");
  await setContact(district.id, actor(), { unitId: a, contact: phone("0539-8240009"), known });
  const last = await db().auditEvent.findFirstOrThrow({
    where: { districtId: district.id, action: "unit.contactChanged" },
    orderBy: { id: "desc" },
  });
  expect(last.details).toEqual({ contact: "联系电话由“0539-8240001”改为“0539-8240009”" });
});

it("of another district there is no unit", async () => {
  const other = await createTestDistrict("371312");
  const input = { unitId: other.units.a, contact: noContact, known: noContact };
  await expect(setContact(district.id, actor(), input)).rejects.toMatchObject({ code: "notFound" });
});

it.each([
  [{ phone: "请拨总机" }, "联系电话中没有号码。"],
  [{ email: "not mail" }, "电子邮箱的格式有误。"],
  [{ correctionUrl: "javascript:alert(1)" }, "纠错网址须以 http:// 或 https:// 开头。"],
  [{ requestUrl: "https://" }, "依申请公开网址须以 http:// 或 https:// 开头。"],
  [{ postalAddress: "路".repeat(121) }, expect.stringContaining("通讯地址最多")],
])("%j is refused with a reason", (given, reason) => {
  const read = contactSchema.safeParse({ ...noContact, ...given });
  expect(read.error?.issues.map(({ message }) => message)).toEqual([reason]);
});
