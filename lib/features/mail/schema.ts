import { z } from "zod";

export const mailIdSchema = z.object({ mailId: z.uuid() });

/** A mail that did not go out, or may not have. Times are ISO 8601. */
export interface TroubledMail {
  id: string;
  person: string;
  state: "refused" | "unsure";
  said: string;
  at: string;
}

/** A person whose address a mail server has refused. */
export interface UnreachablePerson {
  username: string;
  name: string;
  since: string;
  said: string;
}
