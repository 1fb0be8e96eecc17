import { join } from "node:path";

/** Folder of the checkout. Commands are started in it (`npm run` sees to that). */
export const rootFolder = process.cwd();

/** Everything an installation keeps outside git: secrets, signing keys, embedded database, build record. */
export const dataFolder = process.env.MINGZHANG_DATA ?? join(/* turbopackIgnore: true */ rootFolder, ".data");
