// Starts making-process.ts beside the bundled server. Our own modules are compiled as they are loaded; the libraries
// are not.
import { register } from "tsx/esm/api";

const unregister = register();
const { begin } = await import("./making-process.ts");
await unregister();
begin();
