/** From a finding to the rule it comes from; the report stays open. */
export function RuleLink({ ruleId }: { ruleId: string }) {
  return (
    <a
      href={`/rules#${ruleId}`}
      target="_blank"
      rel="noopener"
      aria-label={`规则 ${ruleId}（在新窗口打开）`}
      className="text-xs whitespace-nowrap tabular-nums"
    >
      {ruleId}
    </a>
  );
}
