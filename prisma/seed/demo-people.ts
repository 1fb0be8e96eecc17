import type { DistrictRole } from "@/lib/domain/report/roles";
import { departments } from "./demo-units";

/** The password of every demo login. Printed at the start; a real installation has no demo people. */
export const demoPassword = "mingzhang-demo";

export interface DemoPerson {
  username: string;
  name: string;
  /** What the person does, for the list printed at the start. */
  duty: string;
  /** Codes of the units the person prepares for. */
  prepares?: readonly string[];
  roles?: readonly DistrictRole[];
}

const unitCodesOf = (departmentCode: string) =>
  departments.find(({ code }) => code === departmentCode)!.units.map(({ code }) => code);

export const demoPeople = {
  preparer: { username: "preparer", name: "王丽", duty: "填报人，区政府办公室各单位", prepares: unitCodesOf("101") },
  preparerOfSchools: {
    username: "preparer2",
    name: "李建国",
    duty: "填报人，教育系统各单位",
    prepares: unitCodesOf("201"),
  },
  preparerOfHousing: {
    username: "preparer3",
    name: "张晓燕",
    duty: "填报人，住建系统各单位",
    prepares: unitCodesOf("301"),
  },
  reviewer: { username: "reviewer", name: "陈志远", duty: "审核人（区财政局）", roles: ["reviewer"] },
  secondReviewer: { username: "reviewer2", name: "刘敏", duty: "审核人（区财政局），复核和公开", roles: ["reviewer"] },
  admin: { username: "admin", name: "赵宏", duty: "管理员（区财政局）", roles: ["admin"] },
} as const satisfies Record<string, DemoPerson>;

export type DemoPersonId = keyof typeof demoPeople;

/** The lines printed after loading and at every start of a demo installation. */
export function demoLogins(): { username: string; password: string; name: string; duty: string }[] {
  return Object.values(demoPeople).map(({ username, name, duty }) => ({
    username,
    password: demoPassword,
    name,
    duty,
  }));
}
