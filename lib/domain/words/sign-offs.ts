/** 初审 and 复核 of a report's points sign one after the other, and are two persons. */
export const signOffRoles = { first: "初审", second: "复核" } as const;
export type SignOffRole = keyof typeof signOffRoles;
