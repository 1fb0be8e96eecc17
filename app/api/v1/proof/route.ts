import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { loadProof } from "@/lib/features/public-proof/loaders";
import { openRoute } from "../open-route";

/** Where the signed log stands: its head, the key that signs, how much of what is published it covers. */
export const GET = openRoute(queries.none, async (_query, request) => {
  const proof = await loadProof();
  const key = proof?.keys.at(-1);
  return jsonAnswer(request, {
    district: proof && { code: proof.district.code, name: proof.district.name },
    head: proof?.head ?? null,
    chain: proof?.coverage.chain ?? null,
    publications: proof?.coverage.publications ?? 0,
    covered: proof?.coverage.covered ?? 0,
    key: key ? { id: key.id, publicKey: key.key } : null,
    entries: "/api/v1/proof/entries?after=0",
    keys: "/api/v1/proof/keys",
  });
});

export { preflightAnswer as OPTIONS };
