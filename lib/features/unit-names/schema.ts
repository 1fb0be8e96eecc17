import { z } from "zod";
import { textOf } from "@/lib/features/typed-texts/schema";

/** A short name of a unit or department, as the bureau adds it for the search. */
export const addAliasSchema = z.object({
  unitId: z.uuid(),
  alias: textOf("简称", 30).regex(/[\p{L}\p{N}].*[\p{L}\p{N}]/u, "简称至少两个字。"),
});

export const removeAliasSchema = z.object({ unitId: z.uuid(), alias: z.string().max(100) });

/** A unit or department with what it is called beside its names. */
export interface NamedUnit {
  id: string;
  code: string;
  name: string;
  isDepartment: boolean;
  aliases: string[];
}
