import { Button } from "@/components/ui/button";

/** The end of every form in a dialog. */
export function FormFooter({ isSubmitting, close }: { isSubmitting: boolean; close: () => void }) {
  return (
    <div className="flex justify-end gap-2">
      <Button onPress={close}>取消</Button>
      <Button type="submit" emphasis="primary" isDisabled={isSubmitting}>
        {isSubmitting ? "正在保存……" : "保存"}
      </Button>
    </div>
  );
}
