"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

interface Props {
  id: string;
  /** The cell that has the focus, in words; empty before the grid is entered. */
  place: string;
  /** How the cell comes about, or what it was last year. */
  meaning: string;
  /** Of the selection, or what the last key could not do. */
  note: string;
  isEditable: boolean;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onCopyWithHeader: () => void;
}

const keys: readonly (readonly [string, string])[] = [
  ["方向键", "移动；加 Ctrl 到数据边缘，加 Shift 选择区域"],
  ["Enter / Shift+Enter", "确认并向下 / 向上"],
  ["Tab / Shift+Tab", "确认并到下一个 / 上一个可填单元格，跳过锁定"],
  ["F2", "在原内容上修改；计算出的数查看来源"],
  ["Esc", "恢复原值"],
  ["Del", "清除所选"],
  ["Home / End", "行首 / 行尾；加 Ctrl 到表首 / 表尾"],
  ["PageUp / PageDown", "上翻 / 下翻"],
  ["Ctrl+A", "全选"],
  ["Ctrl+C / Ctrl+X / Ctrl+V", "复制 / 剪切 / 粘贴，可与 Excel、WPS 互贴"],
  ["Ctrl+Alt+C", "连同表头复制"],
  ["Ctrl+D", "向下填充"],
  ["Ctrl+Z / Ctrl+Y", "撤销 / 重做，保存后、重新打开后仍可用"],
  ["Insert", "添加科目"],
  ["Ctrl+-", "移除空行"],
  ["Shift+F2", "单元格的修改记录、意见和备注；写备注，用 @ 提及同事"],
  ["F6 / Shift+F6", "离开表格，到后面 / 前面的内容"],
];

/** Above the grid: where one is, what the cell means, what is selected; undo, copy with titles, the keys. */
export function GridBar({ id, place, meaning, note, isEditable, canUndo, canRedo, onUndo, onRedo, onCopyWithHeader }: Props) {
  const [showsKeys, setShowsKeys] = useState(false);
  return (
    <div className="flex flex-wrap items-start gap-2 border border-b-0 border-line bg-surface px-2 py-1 text-sm">
      <div id={id} className="min-h-12 min-w-48 flex-1">
        <p className="font-medium">{place || "选中单元格后，这里说明它的含义"}</p>
        <p className="line-clamp-2 text-muted">{meaning}</p>
      </div>
      <p role="status" aria-label="选择" className="max-w-72 py-1 text-muted">
        {note}
      </p>
      <div className="flex flex-wrap gap-1">
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
        <Button onPress={onCopyWithHeader}>连表头复制</Button>
        <Button onPress={() => setShowsKeys(true)}>快捷键</Button>
      </div>
      <Modal title="快捷键" isOpen={showsKeys} onOpenChange={setShowsKeys}>
        {(close) => (
          <>
            <table className="w-full text-sm">
              <tbody>
                {keys.map(([key, effect]) => (
                  <tr key={key} className="border-b border-line">
                    <th scope="row" className="py-1 pr-3 text-left font-medium whitespace-nowrap">
                      {key}
                    </th>
                    <td>{effect}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <Button onPress={close} autoFocus>
              关闭
            </Button>
          </>
        )}
      </Modal>
    </div>
  );
}
