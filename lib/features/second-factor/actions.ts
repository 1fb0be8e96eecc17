"use server";

import { askedSite } from "@/lib/features/second-factor/loaders";
import {
  addPasskey,
  beginCodes,
  beginPasskey,
  beginSecondStep,
  confirmCodes,
  giveCode,
  givePasskey,
  makeRecoveryCodes,
  removeFactor,
  resetSecondFactor,
  setSecondFactorRule,
} from "@/lib/features/second-factor/mutations";
import {
  addPasskeySchema,
  confirmCodesSchema,
  confirmedSchema,
  giveCodeSchema,
  givePasskeySchema,
  nothingSchema,
  removeFactorSchema,
  setRuleSchema,
} from "@/lib/features/second-factor/schema";
import { atSecondStep, enterWith, inDistrict, onOwnSecondFactor, whereFrom } from "@/lib/features/session/loaders";
import { userIdSchema } from "@/lib/features/users/schema";
import { action, formAction } from "@/lib/platform/action";

/** The second step of signing in, by a code; works without scripts like the first. */
export const giveCodeAction = formAction("giveCodeAction", {
  input: giveCodeSchema,
  keeps: [],
  permission: atSecondStep,
  run: async ({ code, next }, session) => {
    const outcome = await giveCode(session, code, await whereFrom());
    return outcome.ok ? enterWith(outcome.data, next) : outcome;
  },
});

/** What the browser needs for the second step by a passkey. */
export const beginSecondStepAction = action("beginSecondStepAction", {
  input: nothingSchema,
  permission: atSecondStep,
  run: async (_input, session) => beginSecondStep(session, await askedSite()),
});

export const givePasskeyAction = action("givePasskeyAction", {
  input: givePasskeySchema,
  permission: atSecondStep,
  run: async ({ response, next }, session) => {
    const outcome = await givePasskey(session, response, await askedSite(), await whereFrom());
    return outcome.ok ? enterWith(outcome.data, next) : outcome;
  },
});

export const beginCodesAction = action("beginCodesAction", {
  input: confirmedSchema,
  permission: onOwnSecondFactor,
  run: async ({ password }, session) => beginCodes(session, password, (await whereFrom()).address),
});

export const confirmCodesAction = action("confirmCodesAction", {
  input: confirmCodesSchema,
  permission: onOwnSecondFactor,
  run: async ({ code }, session) => confirmCodes(session, code, (await whereFrom()).address),
});

export const beginPasskeyAction = action("beginPasskeyAction", {
  input: confirmedSchema,
  permission: onOwnSecondFactor,
  run: async ({ password }, session) => beginPasskey(session, password, await askedSite(), (await whereFrom()).address),
});

export const addPasskeyAction = action("addPasskeyAction", {
  input: addPasskeySchema,
  permission: onOwnSecondFactor,
  run: async (input, session) => addPasskey(session, input, await askedSite(), (await whereFrom()).address),
});

export const makeRecoveryCodesAction = action("makeRecoveryCodesAction", {
  input: confirmedSchema,
  permission: onOwnSecondFactor,
  run: async ({ password }, session) => makeRecoveryCodes(session, password, (await whereFrom()).address),
});

export const removeFactorAction = action("removeFactorAction", {
  input: removeFactorSchema,
  permission: onOwnSecondFactor,
  run: async (input, session) => removeFactor(session, input, (await whereFrom()).address),
});

/** For somebody who has lost their telephone and their key. */
export const resetSecondFactorAction = action("resetSecondFactorAction", {
  input: userIdSchema,
  permission: inDistrict("user.manage"),
  run: ({ userId }, { user, district }) => resetSecondFactor(district.id, user, userId),
  revalidates: ["/admin"],
});

export const setSecondFactorRuleAction = action("setSecondFactorRuleAction", {
  input: setRuleSchema,
  permission: inDistrict("user.manage"),
  run: (input, { user, district }) => setSecondFactorRule(district.id, user, input),
  revalidates: ["/admin"],
});
