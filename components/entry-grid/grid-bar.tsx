"use client";

import { Ellipsis, ZoomIn, ZoomOut } from "lucide-react";
import { memo, useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Button } from "@/components/ui/button";
import { useSteady } from "@/components/ui/use-steady";
import { KeysDialog } from "./keys-dialog";
import { usePart } from "@/components/ui/store";
import { zoomSteps, type Zoom } from "./use-grid-scale";
import type { Selected, Selection } from "./use-selection";

interface Props extends Omit<ToolsProps, "hasCell" | "onKeys"> {
  id: string;
  selection: Selection;
  /** Where one is, what the cell means or was last year (empty before the grid is entered), what is selected. */
  describe: (selected: Selected) => { place: string; meaning: string; size: string };
  /** What the last key did, or could not do. */
  note: string;
}

/**
 * Above the grid: where one is, what the cell means, what is selected; undo, size, copy with titles, the keys. Where it
 * is narrow, what is used less is in a menu.
 */
export function GridBar({ id, selection, describe, note, isEditable, canUndo, canRedo, zoom, ...acts }: Props) {
  const [showsKeys, setShowsKeys] = useState(false);
  const selected = usePart(selection, (now) => now);
  const { place, meaning, size } = describe(selected);
  const steady = useSteady(acts);
  return (
    <div className="border border-b-0 border-line bg-surface px-2 py-1 text-sm">
      <div className="flex flex-wrap items-start gap-2">
        <div id={id} className="min-h-12 min-w-48 flex-1">
          <p className="font-medium">{place || "选中单元格后，这里说明它的含义"}</p>
          <p className="line-clamp-2 text-muted">{meaning}</p>
        </div>
        <p role="status" aria-label="选择" className="max-w-72 py-1 text-muted">
          {note || size}
        </p>
        <Tools
          {...steady}
          isEditable={isEditable}
          canUndo={canUndo}
          canRedo={canRedo}
          zoom={zoom}
          hasCell={selected.range !== null}
          onKeys={setShowsKeys}
        />
      </div>
      <KeysDialog isOpen={showsKeys} onOpenChange={setShowsKeys} />
    </div>
  );
}

interface ToolsProps {
  isEditable: boolean;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  hasCell: boolean;
  /** Opens what is recorded of the cell. */
  onRecord: () => void;
  onCopyWithHeader: () => void;
  onKeys: (shows: true) => void;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

const Tools = memo(function Tools({
  isEditable,
  canUndo,
  canRedo,
  onUndo,
  onRedo,
  hasCell,
  onRecord,
  onCopyWithHeader,
  onKeys,
  zoom,
  onZoom,
}: ToolsProps) {
  const smaller = zoomSteps.findLast((step) => step < zoom);
  const larger = zoomSteps.find((step) => step > zoom);
  const showKeys = () => onKeys(true);
  return (
    <div className="flex gap-1 @max-md:w-full">
      {isEditable && (
        <>
          <Button onPress={onUndo} isDisabled={!canUndo}>
            撤销
          </Button>
          <Button onPress={onRedo} isDisabled={!canRedo}>
            重做
          </Button>
        </>
      )}
      <div role="group" aria-label="显示比例" className="flex @max-md:ml-auto">
        <Button
          aria-label="缩小"
          isDisabled={smaller === undefined}
          onPress={() => smaller && onZoom(smaller)}
          className="px-2"
        >
          <ZoomOut aria-hidden className="size-4" />
        </Button>
        <Button
          aria-label={`${zoom}%，恢复到 100%`}
          onPress={() => onZoom(100)}
          className="-mx-px min-w-14 px-1 tabular-nums"
        >
          {zoom}%
        </Button>
        <Button
          aria-label="放大"
          isDisabled={larger === undefined}
          onPress={() => larger && onZoom(larger)}
          className="px-2"
        >
          <ZoomIn aria-hidden className="size-4" />
        </Button>
      </div>
      <Button isDisabled={!hasCell} onPress={onRecord} className="@max-2xl:hidden">
        备注
      </Button>
      <Button onPress={onCopyWithHeader} className="@max-2xl:hidden">
        连表头复制
      </Button>
      <Button onPress={showKeys} className="@max-2xl:hidden">
        快捷键
      </Button>
      <MenuTrigger>
        <Button aria-label="更多" className="px-2 @2xl:hidden">
          <Ellipsis aria-hidden className="size-4" />
        </Button>
        <Popover className="border border-rule bg-surface text-sm">
          <Menu className="outline-none" disabledKeys={hasCell ? [] : ["record"]}>
            <MenuItem
              id="record"
              onAction={onRecord}
              className="flex min-h-10 cursor-pointer items-center px-4 outline-none focus:bg-accent-shade disabled:text-muted"
            >
              修改记录、意见和备注
            </MenuItem>
            <MenuItem
              onAction={onCopyWithHeader}
              className="flex min-h-10 cursor-pointer items-center px-4 outline-none focus:bg-accent-shade"
            >
              连表头复制
            </MenuItem>
            <MenuItem
              onAction={showKeys}
              className="flex min-h-10 cursor-pointer items-center px-4 outline-none focus:bg-accent-shade"
            >
              快捷键
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
});
