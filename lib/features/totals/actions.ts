"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import { askForTotal, freezeTotal, proposeTotal, returnTotal, takeBackTotal } from "@/lib/features/totals/mutations";
import {
  askedTotalSchema,
  freezeTotalSchema,
  proposeTotalSchema,
  returnTotalSchema,
} from "@/lib/features/totals/schema";
import { action } from "@/lib/platform/action";
import { costlyLimit } from "@/lib/platform/action-limits";

/** Has a total of many units made in the background. */
export const askForTotalAction = action("askForTotalAction", {
  input: askedTotalSchema,
  permission: inDistrict("total.prepare"),
  run: (input, { user, district }) => askForTotal(district.id, user, input),
  limit: costlyLimit,
});

/** Hands a total of approved accounts on for approval. */
export const proposeTotalAction = action("proposeTotalAction", {
  input: proposeTotalSchema,
  permission: inDistrict("total.prepare"),
  run: (input, { user, district }) => proposeTotal(district.id, user, input),
  revalidates: ["/review"],
  limit: costlyLimit,
});

/** Takes a total back that the person has handed on. */
export const takeBackTotalAction = action("takeBackTotalAction", {
  input: returnTotalSchema,
  permission: inDistrict("total.prepare"),
  run: (input, { user, district }) => takeBackTotal(district.id, user, input),
  revalidates: ["/review"],
});

/** Sends a total back that somebody else has handed on. */
export const returnTotalAction = action("returnTotalAction", {
  input: returnTotalSchema,
  permission: inDistrict("total.approve"),
  run: (input, { user, district }) => returnTotal(district.id, user, input),
  revalidates: ["/review"],
});

/** Freezes a total that somebody else has handed on. */
export const freezeTotalAction = action("freezeTotalAction", {
  input: freezeTotalSchema,
  permission: inDistrict("total.approve"),
  run: (input, { user, district }) => freezeTotal(district.id, user, input),
  revalidates: ["/review"],
  limit: costlyLimit,
});
