"use client";

import { useState } from "react";
import { base64Of } from "@/components/ui/base64-of";
import { useSending } from "@/components/ui/use-sending";
import type { ActionResult } from "@/lib/platform/action-result";

interface Options<T> {
  maxBytes: number;
  /** What to do with a file that is larger. */
  tooLargeHint: string;
  /** Hands the file's content, base64, and its name to the server. */
  read: (content: string, name: string) => Promise<ActionResult<T>>;
  onRead: (data: T) => void;
}

/**
 * One chosen file on its way to the server and back: its name, why it was refused, whether it is still being read. `send`
 * asks for it once more, otherwise.
 */
export function useFileReading<T>({ maxBytes, tooLargeHint, read, onRead }: Options<T>) {
  const [name, setName] = useState<string | null>(null);
  const { reasons, isSending, send, refuse, forget } = useSending({
    unreached: "没有连上服务器，文件没有读取。请重试。",
    refreshes: false,
  });

  function take(file: File): void {
    setName(file.name);
    forget();
    if (file.size > maxBytes)
      refuse(`文件有 ${(file.size / 1024 / 1024).toFixed(1)} MB，最大 ${maxBytes / 1024 / 1024} MB。${tooLargeHint}`);
    else if (file.size === 0) refuse("文件是空的，请重新选择。");
    else void send(() => base64Of(file).then((content) => read(content, file.name)), onRead);
  }

  return { name, reasons, isReading: isSending, take, send, close: () => setName(null) };
}
