import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { loadProof } from "@/lib/features/public-proof/loaders";
import { openRoute } from "../../open-route";

/** Every key that has signed, oldest first, with the entries that introduced it and the next one. */
export const GET = openRoute(queries.none, async (_query, request) => {
  const proof = await loadProof();
  return jsonAnswer(request, {
    keys: (proof?.keys ?? []).map(({ id, key, from, until, lost, madeAt }) => ({
      id,
      publicKey: key,
      madeAt,
      from,
      until,
      lost,
    })),
  });
});

export { preflightAnswer as OPTIONS };
