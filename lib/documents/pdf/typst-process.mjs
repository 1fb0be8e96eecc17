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

process.on("message", ({ id, template, files, timestamp }) => {
  let answer;
  try {
    for (const [name, text] of Object.entries(files)) compiler.mapShadow(join(workspace, name), Buffer.from(text));
    const bytes = compiler.pdf(
      { mainFilePath: join(workspace, template), resetRead: true },
      { pdfStandard: "a-3a", creationTimestamp: timestamp },
    );
    answer = { id, bytes };
  } catch (error) {
    answer = { id, problem: String(error?.message ?? error) };
  }
  compiler.evictCache(0);
  process.send({ ...answer, memory: process.memoryUsage().rss });
});
process.on("disconnect", () => process.exit(0));
process.on("uncaughtException", (error) => {
  writeSync(2, `${error.stack}\n`);
  process.exit(1);
});
process.send({ ready: true });
