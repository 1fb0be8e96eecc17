import type { Metadata } from "next";
import { PublicFrame } from "@/components/public/public-frame";
import { OwnAddress } from "@/components/rules/own-address";
import { RuleBook } from "@/components/rules/rule-book";
import { ruleBook } from "@/lib/domain/rule-book/rule-book";

export const metadata: Metadata = { title: "审核规则" };

// The same in every district: made with the build, served as a file.
export const dynamic = "force-static";

export default function RulesPage() {
  return (
    <PublicFrame address={<OwnAddress path="/rules" />}>
      <RuleBook entries={ruleBook()} />
    </PublicFrame>
  );
}
