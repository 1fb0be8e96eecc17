import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { signIn } from "@/lib/features/session/mutations";
import { authOptions } from "@/lib/platform/session-cookie";

async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0] ?? request.nextUrl.protocol.replace(":", "");
  const options = authOptions(protocol === "https", async (attempt) => {
    const answer = await signIn(attempt);
    if (!answer.ok) throw new Error(answer.error);
    return answer.token;
  });
  return (await NextAuth(request as never, context as never, options)) as Response;
}

export { handle as GET, handle as POST };
