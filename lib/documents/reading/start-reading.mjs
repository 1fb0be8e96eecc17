// Starts reading-process.ts beside the bundled server. Our own modules are compiled as they are loaded; the libraries
// that a reader loads with its first file are not: the compiler would spend two seconds and 300 MB on that of PDF
// alone.
import { register } from "tsx/esm/api";

const unregister = register();
const { begin } = await import("./reading-process.ts");
await unregister();
await begin();
