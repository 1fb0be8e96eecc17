"use server";

import { z } from "zod";
import {
  confirmMailAddress,
  removeMailAddress,
  setMailAddress,
  setMailPace,
} from "@/lib/features/mail-settings/mutations";
import { mailAddressSchema, mailCodeSchema, mailPaceSchema } from "@/lib/features/mail-settings/schema";
import { signedIn } from "@/lib/features/session/loaders";
import { action } from "@/lib/platform/action";

/** Sends a code to the address that the person wants mail at. */
export const setMailAddressAction = action("setMailAddressAction", {
  input: mailAddressSchema,
  permission: signedIn,
  run: ({ address }, { user, district }) => setMailAddress(district.id, user, address),
  // Nobody is to be flooded with codes that somebody else asks for.
  limit: { calls: 10, seconds: 3_600 },
});

/** Gives the code that was sent to the address. */
export const confirmMailAddressAction = action("confirmMailAddressAction", {
  input: mailCodeSchema,
  permission: signedIn,
  run: ({ code }, { user, district }) => confirmMailAddress(district.id, user, code),
});

/** Changes when the person gets mail. */
export const setMailPaceAction = action("setMailPaceAction", {
  input: mailPaceSchema,
  permission: signedIn,
  run: ({ pace }, { user, district }) => setMailPace(district.id, user, pace),
});

/** Forgets the person's address. */
export const removeMailAddressAction = action("removeMailAddressAction", {
  input: z.object({}),
  permission: signedIn,
  run: (_input, { user, district }) => removeMailAddress(district.id, user),
});
