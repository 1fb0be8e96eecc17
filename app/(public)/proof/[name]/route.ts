import { readFile } from "node:fs/promises";
import { cachedAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { projectFile } from "@/lib/documents/project-file";
import { verifierPage } from "@/lib/documents/proof/verifier-page";

/** What verifies: `verifier.html` in a browser without network, `verify.mjs` a whole installation. */
export async function GET(request: Request, { params }: RouteContext<"/proof/[name]">): Promise<Response> {
  switch ((await params).name) {
    case "verifier.html": {
      const { html, policy } = await verifierPage();
      return cachedAnswer(request, html, "text/html; charset=utf-8", { "content-security-policy": policy });
    }
    case "verify.mjs":
      return cachedAnswer(
        request,
        await readFile(projectFile("lib/documents/proof/verify.mjs"), "utf8"),
        "text/javascript; charset=utf-8",
        { "content-disposition": 'attachment; filename="verify.mjs"' },
      );
    default:
      return problemAnswer(404, "没有这个文件", "核对的方法见 /proof。");
  }
}
