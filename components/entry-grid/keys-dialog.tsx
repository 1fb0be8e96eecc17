"use client";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

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
  ["F6 / Shift+F6", "到后面 / 前面的表；没有时离开表格，到后面 / 前面的内容"],
  ["Ctrl+\\", "打开 / 关闭对照表"],
  ["F8 / Shift+F8", "到下一条 / 上一条审核结果"],
];

/** What the keys do at the desk. */
export function KeysDialog({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Modal title="快捷键" isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <table className="w-full text-sm">
            <tbody>
              {keys.map(([key, effect]) => (
                <tr key={key} className="border-b border-line">
                  <th
                    scope="row"
                    className="py-1 pr-3 text-left font-medium whitespace-nowrap max-sm:whitespace-normal"
                  >
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
  );
}
