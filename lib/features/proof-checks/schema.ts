import { z } from "zod";

/** A check takes everything: there is nothing to choose. */
export const proofCheckSchema = z.object({});
