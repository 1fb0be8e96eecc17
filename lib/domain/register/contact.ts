/** How the public reaches a unit or department about what it has published. Blank is what nobody gave. */
import { quoted } from "../words/quoted";

export const contactFields = {
  phone: { label: "联系电话", longest: 60 },
  email: { label: "电子邮箱", longest: 100 },
  postalAddress: { label: "通讯地址", longest: 120 },
  correctionUrl: { label: "纠错网址", longest: 300 },
  requestUrl: { label: "依申请公开网址", longest: 300 },
} as const;
export type ContactField = keyof typeof contactFields;
export const contactFieldNames = Object.keys(contactFields) as ContactField[];

export type Contact = Readonly<Record<ContactField, string>>;

export const noContact: Contact = { phone: "", email: "", postalAddress: "", correctionUrl: "", requestUrl: "" };

/** What is otherwise, as sentences without their full stops. */
export function contactChanges(before: Contact, now: Contact): string[] {
  return contactFieldNames
    .filter((field) => before[field] !== now[field])
    .map((field) => {
      const { label } = contactFields[field];
      if (now[field] === "") return `删去${label}${quoted(before[field])}`;
      return before[field] === ""
        ? `填写${label}${quoted(now[field])}`
        : `${label}由${quoted(before[field])}改为${quoted(now[field])}`;
    });
}

/** A piece of contact as the public is shown it. */
export interface ShownContact {
  text: string;
  /** Given by the department, because the unit gave none. */
  isDepartments: boolean;
}

/** What is shown of a unit: its own, and where it gave none that of its department; `null` where neither gave anything. */
export function shownContact(
  own: Contact | null,
  department: Contact | null,
): Partial<Record<ContactField, ShownContact>> | null {
  const shown = contactFieldNames.flatMap((field): [ContactField, ShownContact][] => {
    if (own?.[field]) return [[field, { text: own[field], isDepartments: false }]];
    return department?.[field] ? [[field, { text: department[field], isDepartments: true }]] : [];
  });
  return shown.length === 0 ? null : Object.fromEntries(shown);
}
