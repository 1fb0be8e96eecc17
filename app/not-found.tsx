import { connection } from "next/server";
import { PublicFrame } from "@/components/public/public-frame";
import { Refusal } from "@/components/ui/refusal";
import { refusedPages } from "@/lib/platform/refused-pages";

/** Of addresses that lead nowhere, and of areas of signed-in people. Pages of the public area say themselves what is missing. */
export default async function NotFound() {
  // Made per request, or its scripts had no nonce.
  await connection();
  return (
    <PublicFrame>
      <Refusal page={refusedPages.missing} />
    </PublicFrame>
  );
}
