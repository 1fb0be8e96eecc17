// The process that makes one archive of open data (year-archives.ts): start-archive.mjs DISTRICT YEAR. A million lines
// leave much behind that is collected late; here it is collected, and no request waits meanwhile.
import { setPriority } from "node:os";
import { register } from "tsx/esm/api";

process.on("disconnect", () => process.exit(1));
// Everybody's requests go first.
setPriority(10);
register();
const { makeYearArchive } = await import("../features/year-archives/mutations.ts");
const [, , districtId, year] = process.argv;
await makeYearArchive(districtId, Number(year));
// Connections to the database would keep the process.
process.exit(0);
