// The process that holds the one Typst compiler: started by typst-compiler.ts, speaks to it over the channel. Plain
// JavaScript, because it runs beside the bundled server. Typst compiles synchronously and would stop everybody's
// requests.
import { writeSync } from "node:fs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const { workspace, template, fontFolders } = JSON.parse(process.argv[2]);
const main = join(workspace, "main.typ");
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: fontFolders }] });
compiler.addSource(main, readFileSync(template, "utf8"));

process.on("message", ({ id, document, reportPackage, timestamp }) => {
  let answer;
  try {
    compiler.mapShadow(join(workspace, "document.json"), Buffer.from(document));
    compiler.mapShadow(join(workspace, "report-package.json"), Buffer.from(reportPackage));
    const bytes = compiler.pdf(
      { mainFilePath: main, resetRead: true },
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
