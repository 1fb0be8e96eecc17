/** V-10 × 3、V-35 */
export function ruleIdsCounted(ruleIds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ruleIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count > 1 ? `${id} × ${count}` : id)).join("、") || "—";
}
