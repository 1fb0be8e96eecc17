/** Who has to give a second factor beside the password when signing in, as a district asks for it. */
import { roleDeclarations, type HeldRole } from "./roles";

export const secondFactorRules = ["nobody", "bureau", "everybody"] as const;
export type SecondFactorRule = (typeof secondFactorRules)[number];

export const secondFactorRuleLabels: Record<SecondFactorRule, string> = {
  nobody: "不要求（本人可以自行启用）",
  bureau: "审核人和管理员必须启用",
  everybody: "所有人必须启用",
};

/** Whether a district asks somebody with these roles for a second factor; roles that were lent count like one's own. */
export function isSecondFactorRequired(rule: SecondFactorRule, grants: readonly Pick<HeldRole, "role">[]): boolean {
  return (
    rule === "everybody" ||
    (rule === "bureau" && grants.some(({ role }) => roleDeclarations[role].reach === "district"))
  );
}

/** What a signed-in person has to do before anything else. */
export type Owed = "secondFactor" | "password" | "secondFactorSetUp";

/** What a session says of it. */
export interface OwedState {
  mustChangePassword: boolean;
  hasSecondFactor: boolean;
  isSecondFactorGiven: boolean;
  isSecondFactorRequired: boolean;
}

/**
 * What comes first: whoever has a second factor gives it before anything; an initial password is changed before a factor
 * is set up, because somebody else knows it.
 */
export function owedFirst(state: OwedState): Owed | null {
  if (state.hasSecondFactor && !state.isSecondFactorGiven) return "secondFactor";
  if (state.mustChangePassword) return "password";
  return state.isSecondFactorRequired && !state.hasSecondFactor ? "secondFactorSetUp" : null;
}
