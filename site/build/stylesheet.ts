import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import postcss, { type PluginCreator } from "postcss";

/**
 * A stylesheet in words that the oldest browsers know, made as Next makes that of the application: by the plugins of
 * postcss.config.mjs.
 *
 * @param file from the folder of the project.
 */
export async function stylesheet(file: string): Promise<string> {
  const from = join(process.cwd(), file);
  const config = await import(pathToFileURL(join(process.cwd(), "postcss.config.mjs")).href);
  const { plugins: named } = (config as { default: { plugins: Record<string, unknown> } }).default;
  const plugins = Object.entries(named).map(async ([name, options]) => {
    const { default: plugin } = (await import(name)) as { default: PluginCreator<unknown> };
    return plugin(options);
  });
  return (await postcss(await Promise.all(plugins)).process(readFileSync(from, "utf8"), { from })).css;
}
