"use client";

import { useRef } from "react";
import { Button } from "./button";
import { useIsReady } from "./use-is-ready";

interface Props {
  /** On the button. */
  label: string;
  /** Names the input itself, for screen readers. */
  inputLabel: string;
  accept: string;
  isReading: boolean;
  onFile: (file: File) => void;
}

/** A button that lets the person choose one file. */
export function FileButton({ label, inputLabel, accept, isReading, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  // What is chosen before the scripts run would be lost.
  const isReady = useIsReady();
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={inputLabel}
        className="sr-only"
        tabIndex={-1}
        disabled={!isReady}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button isDisabled={isReading || !isReady} onPress={() => input.current?.click()}>
        {isReading ? "正在读取…" : label}
      </Button>
    </>
  );
}
