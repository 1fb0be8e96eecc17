import { shownColumn, type ListColumn } from "./list-column";

/** A published report as the portal's editor gets it, and sends it back with the address on the portal. */
export interface ListedPortalReport {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  year: number;
  title: string;
  /** Address here. */
  page: string;
  publishedOn: string;
  number: number;
  contentHash: string;
  /** Address on the portal; blank where nobody said. */
  address: string;
  state: string;
  findings: string;
}

export type PortalColumnId = keyof ListedPortalReport;

/** The list that goes to the portal and comes back: unit, year and the portal's address are read again. */
export const portalColumns: readonly ListColumn<ListedPortalReport, PortalColumnId>[] = [
  {
    id: "unitCode",
    heading: "单位代码",
    width: 14,
    value: ({ unitCode }) => unitCode,
    read: { isRequired: true, as: "code", help: "公开时的代码，照本系统给出的清单。" },
  },
  shownColumn("unitName", "单位", 32, ({ unitName }) => unitName),
  shownColumn("departmentName", "主管部门", 24, ({ departmentName }) => departmentName),
  {
    id: "year",
    heading: "年度",
    width: 8,
    value: ({ year }) => year,
    read: { aliases: ["决算年度"], isRequired: true, as: "code", help: "四位数字，如 2021。" },
  },
  shownColumn("title", "标题", 44, ({ title }) => title),
  shownColumn("page", "网址", 44, ({ page }) => page),
  shownColumn("publishedOn", "公开日期", 14, ({ publishedOn }) => publishedOn),
  shownColumn("number", "版本", 6, ({ number }) => number),
  shownColumn("contentHash", "校验值", 66, ({ contentHash }) => contentHash),
  {
    id: "address",
    heading: "门户网站公开网址",
    width: 60,
    value: ({ address }) => address,
    read: {
      aliases: ["门户网址", "门户链接", "门户网站网址"],
      isRequired: true,
      as: "text",
      help: "门户网站上显示这份决算的网址，以 http:// 或 https:// 开头。",
    },
  },
  shownColumn("state", "核对", 22, ({ state }) => state),
  shownColumn("findings", "核对结果", 50, ({ findings }) => findings),
];
