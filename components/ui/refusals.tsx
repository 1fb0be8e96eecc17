import { Callout } from "./callout";

/** Sentence for a request that never reached the server. */
export const notConnected = "没有连上服务器，未保存。请检查网络后重试。";

/** Why the server did not do it. */
export function Refusals({ reasons, title = "未保存" }: { reasons: string[]; title?: string }) {
  if (reasons.length === 0) return null;
  return (
    <Callout tone="danger" title={title} isAlert>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </Callout>
  );
}
