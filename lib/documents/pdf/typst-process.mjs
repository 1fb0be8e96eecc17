// The process that holds the one Typst compiler: started by typst-compiler.ts, speaks to it over the channel. Plain
// JavaScript, because it runs beside the bundled server. Typst compiles synchronously and would stop everybody's
// requests.
import { readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const { workspace, templates, fontFolders } = JSON.parse(process.argv[2]);
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fontFolders }] });
for (const name of readdirSync(templates).filter((each) => each.endsWith(".typ")))
  compiler.addSource(join(workspace, name), readFileSync(join(templates, name), "utf8"));

process.on("message", async ({ id, template, files, timestamp, output }) => {
  let answer;
  try {
    for (const [name, text] of Object.entries(files)) compiler.mapShadow(join(workspace, name), Buffer.from(text));
    const source = { mainFilePath: join(workspace, template), resetRead: true };
    const bytes =
      output === "png"
        ? await pictureOf(compiler.plainSvg(source))
        : compiler.pdf(source, { pdfStandard: "a-3a", creationTimestamp: timestamp });
    answer = { id, bytes };
  } catch (error) {
    answer = { id, problem: String(error?.message ?? error) };
  }
  compiler.evictCache(0);
  process.send({ ...answer, memory: process.memoryUsage().rss });
});

/** Glyphs come as outlines, so that no font of the machine has a part in it; loaded when the first picture is asked for. */
async function pictureOf(svg) {
  const { default: sharp } = await import("sharp");
  return sharp(Buffer.from(svg)).png({ palette: true, compressionLevel: 9 }).toBuffer();
}

process.on("disconnect", () => process.exit(0));
process.on("uncaughtException", (error) => {
  writeSync(2, `${error.stack}\n`);
  process.exit(1);
});
process.send({ ready: true });
