"use client";

import { useState } from "react";
import type { ActionResult } from "@/lib/platform/action-result";

interface Options<T> {
  maxBytes: number;
  /** What to do with a file that is larger. */
  tooLargeHint: string;
  /** Hands the file's content, base64, to the server. */
  read: (content: string) => Promise<ActionResult<T>>;
  onRead: (data: T) => void;
}

/** One chosen file on its way to the server and back: its name, why it was refused, whether it is still being read. */
export function useFileReading<T>({ maxBytes, tooLargeHint, read, onRead }: Options<T>) {
  const [isReading, setIsReading] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [reasons, setReasons] = useState<readonly string[]>([]);

  async function take(file: File): Promise<void> {
    setName(file.name);
    setReasons([]);
    if (file.size > maxBytes)
      return setReasons([
        `文件有 ${(file.size / 1024 / 1024).toFixed(1)} MB，最大 ${maxBytes / 1024 / 1024} MB。${tooLargeHint}`,
      ]);
    if (file.size === 0) return setReasons(["文件是空的，请重新选择。"]);
    setIsReading(true);
    const answer = await base64Of(file)
      .then(read)
      .catch(() => null);
    setIsReading(false);
    if (answer === null) setReasons(["没有连上服务器，文件没有读取。请重试。"]);
    else if (!answer.ok) setReasons(answer.reasons);
    else onRead(answer.data);
  }

  return { name, reasons, isReading, take: (file: File) => void take(file), close: () => setName(null) };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}
