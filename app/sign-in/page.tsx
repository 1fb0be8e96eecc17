import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/session/sign-in-form";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { homeOf } from "@/lib/domain/report/permissions";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import { loadSession } from "@/lib/features/session/loaders";
import { nextPathSchema } from "@/lib/features/session/schema";

export const metadata: Metadata = { title: "登录" };

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const session = await loadSession();
  // Whoever waits for the second step may as well begin again, with another account.
  if (session && session.actor.owes !== "secondFactor") redirect(homeOf(session.actor));
  const district = await loadPublicDistrict();
  const next = nextPathSchema.parse((await searchParams).next);
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-6 py-12">
      <header>
        <a href="/" className="font-serif text-4xl font-bold text-ink no-underline">
          明账
        </a>
        <h1 className="mt-1 text-muted">{nounOfRegion(district?.regionCode)}编制、审核与公开 · 登录</h1>
      </header>
      <SignInForm next={next} />
      <p className="text-sm text-muted">
        账号由财政局管理员开通。忘记密码的，请联系管理员重置。<a href="/">查看已公开的决算</a>
      </p>
    </main>
  );
}
