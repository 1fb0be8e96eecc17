import { z } from "zod";
import { LONGEST_PORTAL_ADDRESS } from "@/lib/domain/site/portal-address";
import type { KeptFinding } from "@/lib/domain/site/portal-watch";
import { isWebAddress } from "@/lib/domain/words/web-address";
import { seenAnew, textOf } from "@/lib/features/typed-texts/schema";

/** An address as a person types it; blank: none. On which hosts it may be, the district says (mutations.ts). */
export const portalAddressSchema = textOf("网址", LONGEST_PORTAL_ADDRESS).refine(
  (text) => text === "" || isWebAddress(text),
  "网址须以 http:// 或 https:// 开头，不能有空格，也不能带用户名和密码。",
);

/** The portal's address of a unit's year; as the person saw it, too. */
export const setPortalAddressSchema = z.object({
  unitId: z.uuid("请选择单位。"),
  year: z.number().int().min(2000).max(2100),
  address: portalAddressSchema,
  known: z.string(seenAnew),
});
export type SetPortalAddressInput = z.output<typeof setPortalAddressSchema>;

/** What the watch has stored of an address. */
export const keptFindingsSchema: z.ZodType<KeptFinding[]> = z.array(
  z.object({
    kind: z.enum(["unreachable", "unitNotNamed", "yearNotNamed", "otherFile"]),
    text: z.string(),
    since: z.string(),
  }),
);

export const portalFilters = { all: "全部", missing: "没有填网址", trouble: "有问题" } as const;
export type PortalFilter = keyof typeof portalFilters;

/** What the bureau's page is narrowed to, as it stands in the address. */
export const portalQuerySchema = z.strictObject({
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .optional(),
  state: z.enum(Object.keys(portalFilters) as [PortalFilter, ...PortalFilter[]]).default("all"),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .transform(Number)
    .default(1),
});
export type PortalQuery = z.output<typeof portalQuerySchema>;

/** Reports of a page of the list. */
export const REPORTS_OF_A_PAGE = 100;
