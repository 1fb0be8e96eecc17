import { z } from "zod";
import { contactFields } from "@/lib/domain/register/contact";
import { isWebAddress } from "@/lib/domain/words/web-address";
import { seenAnew, textOf } from "@/lib/features/typed-texts/schema";

const field = (name: keyof typeof contactFields) => textOf(contactFields[name].label, contactFields[name].longest);

/** Leads somewhere on the web and runs nothing; blank: none. */
const webAddress = (name: "correctionUrl" | "requestUrl") =>
  field(name).refine(
    (text) => text === "" || isWebAddress(text),
    `${contactFields[name].label}须以 http:// 或 https:// 开头。`,
  );

export const contactSchema = z.object({
  phone: field("phone").refine((text) => text === "" || /\d{5}/.test(text), "联系电话中没有号码。"),
  email: field("email").refine((text) => text === "" || z.email().safeParse(text).success, "电子邮箱的格式有误。"),
  postalAddress: field("postalAddress"),
  correctionUrl: webAddress("correctionUrl"),
  requestUrl: webAddress("requestUrl"),
});

/** How the public reaches a unit or department; as the administrator saw it, too. */
export const setContactSchema = z.object({
  unitId: z.uuid("请选择单位。"),
  contact: contactSchema,
  known: z.object(
    {
      phone: z.string(),
      email: z.string(),
      postalAddress: z.string(),
      correctionUrl: z.string(),
      requestUrl: z.string(),
    },
    seenAnew,
  ),
});
export type SetContactInput = z.output<typeof setContactSchema>;
