import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { findSession } from "@/lib/features/session/data";
import { endSession, signIn } from "@/lib/features/session/mutations";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { requestContext } from "@/lib/platform/request-context";
import { authOptions, isHttps } from "@/lib/platform/session-cookie";

/** The sign-in page calls an action; this is next-auth's own interface, for signing out and for programs. */
async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const options = authOptions(
    isHttps((name) => request.headers.get(name)),
    {
      async verify(attempt) {
        const outcome = await signIn(attempt).catch(async (thrown: unknown) => {
          const error = toAppError(thrown);
          logger.error({ err: error.cause ?? error, ...(await requestContext()) }, "sign-in failed");
          // next-auth puts the message into an address: it gets the code and nothing else.
          throw new Error(error.code);
        });
        if (!outcome.ok) throw new Error(outcome.error);
        return outcome.token;
      },
      isAlive: async (token) => (await findSession(token)) !== null,
      end: endSession,
    },
  );
  return (await NextAuth(request as never, context as never, options)) as Response;
}

export { handle as GET, handle as POST };
