"use client";

import { useEffect, useRef } from "react";
import { Callout } from "./callout";
import { isNowhere, landOnRefusal } from "./focus-place";

/** Sentence for a request that never reached the server. */
export const notConnected = "没有连上服务器，未保存。请检查网络后重试。";

/**
 * Why the server did not do it. The focus goes to the first field that is marked for it, or here: the button that was
 * pressed was inert meanwhile and has lost it.
 */
export function Refusals({ reasons, title = "未保存" }: { reasons: string[]; title?: string }) {
  const message = useRef<HTMLDivElement>(null);
  const said = useRef("");
  useEffect(() => {
    const sentences = reasons.join("\n");
    const isNew = sentences !== said.current;
    said.current = sentences;
    if (message.current && (isNew || isNowhere())) landOnRefusal(message.current);
  }, [reasons]);
  if (reasons.length === 0) return null;
  return (
    <Callout ref={message} tone="danger" title={title} isAlert>
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </Callout>
  );
}
