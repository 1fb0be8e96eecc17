import { resolve } from "node:path";

/**
 * A file of the project that runs or is read beside the bundled server: the program that compiles PDF, its template,
 * fonts. The path is put together where the bundler cannot follow it: it would take the file into the bundle, where a
 * native module cannot be.
 */
export function projectFile(path: string): string {
  return resolve(/* turbopackIgnore: true */ process.cwd(), path);
}
