"use server";

import { inDistrict } from "@/lib/features/session/loaders";
import {
  createUser,
  endSessionsOf,
  resetPassword,
  setUserDisabled,
  unlockUser,
  updateUser,
} from "@/lib/features/users/mutations";
import { createUserSchema, setUserDisabledSchema, updateUserSchema, userIdSchema } from "@/lib/features/users/schema";
import { action } from "@/lib/platform/action";

/** Creates a user; the answer carries the initial password, which is shown once and stored nowhere. */
export const createUserAction = action("createUserAction", {
  input: createUserSchema,
  permission: inDistrict("user.manage"),
  run: (input, { user, district }) => createUser(district.id, user, input),
  revalidates: ["/admin"],
});

export const updateUserAction = action("updateUserAction", {
  input: updateUserSchema,
  permission: inDistrict("user.manage"),
  run: (input, { user, district }) => updateUser(district.id, user, input),
  revalidates: ["/admin"],
});

export const resetPasswordAction = action("resetPasswordAction", {
  input: userIdSchema,
  permission: inDistrict("user.manage"),
  run: ({ userId }, { user, district }) => resetPassword(district.id, user, userId),
  revalidates: ["/admin"],
});

export const setUserDisabledAction = action("setUserDisabledAction", {
  input: setUserDisabledSchema,
  permission: inDistrict("user.manage"),
  run: ({ userId, isDisabled }, { user, district }) => setUserDisabled(district.id, user, userId, isDisabled),
  revalidates: ["/admin"],
});

export const endSessionsAction = action("endSessionsAction", {
  input: userIdSchema,
  permission: inDistrict("user.manage"),
  run: ({ userId }, { user, district }) => endSessionsOf(district.id, user, userId),
  revalidates: ["/admin"],
});

export const unlockUserAction = action("unlockUserAction", {
  input: userIdSchema,
  permission: inDistrict("user.manage"),
  run: ({ userId }, { user, district }) => unlockUser(district.id, user, userId),
  revalidates: ["/admin"],
});
