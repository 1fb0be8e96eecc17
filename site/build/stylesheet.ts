import { readFileSync } from "node:fs";
import { join } from "node:path";
import postcss, { type PluginCreator } from "postcss";
import postcssConfig from "@/postcss.config.mjs";

/**
 * A stylesheet in words that the oldest browsers know, made as Next makes that of the application: by the plugins of
 * postcss.config.mjs.
 *
 * @param file from the folder of the project.
 */
export async function stylesheet(file: string): Promise<string> {
  const from = join(process.cwd(), file);
  const plugins = Object.entries(postcssConfig.plugins).map(async ([name, options]) => {
    const { default: plugin } = (await import(name)) as { default: PluginCreator<unknown> };
    return plugin(options);
  });
  return (await postcss(await Promise.all(plugins)).process(readFileSync(from, "utf8"), { from })).css;
}
