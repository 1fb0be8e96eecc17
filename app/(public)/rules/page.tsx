import type { Metadata } from "next";
import { RuleBook } from "@/components/rules/rule-book";
import { ruleBook } from "@/lib/domain/rule-book/rule-book";

export const metadata: Metadata = { title: "审核规则" };

// The same for everybody, and made per request all the same: its policy allows only the scripts of this answer (0114).
export const dynamic = "force-dynamic";

export default function RulesPage() {
  return <RuleBook entries={ruleBook()} />;
}
