import { formatDateTime } from "@/lib/domain/words/moments";
import { undecidedIn, type QueueState } from "../edits/edit-queue";
import { isRehearsing } from "../store/desk-state";
import { useDesk, useSaving } from "../store/use-desk";

/** What is not saved stays so until something else happens. */
const stuck: readonly QueueState["phase"][] = ["offline", "outdated", "signedOut", "waiting"];

/** How it stands with what was typed; always on the page, always true. */
export function SavingLine() {
  const state = useSaving();
  const isEditable = useDesk(({ report }) => report.isEditable);
  // Figures moved in a rehearsal go nowhere; what is told is how it stands with the report's own.
  const rehearses = useDesk(isRehearsing);
  const isStuck = stuck.includes(state.phase);
  return (
    <div
      role="status"
      className={
        isStuck ? "mb-2 border-l-4 border-warn bg-warn-shade px-3 py-1 text-sm text-warn" : "mb-2 text-sm text-muted"
      }
    >
      {rehearses && "彩排中，改动不保存。正式数据："}
      {isEditable || state.unsent > 0 ? <Saying state={state} /> : "当前状态下只能查看"}
    </div>
  );
}

function Saying({ state }: { state: QueueState }) {
  const { phase, unsent, elsewhere, message, savedAt } = state;
  const undecided = undecidedIn(state);
  switch (phase) {
    case "looking":
      return <>正在核对本机有无未保存的内容…</>;
    case "sending":
      return <>正在保存（{unsent} 处）…</>;
    case "held":
      return <>{unsent} 处正在填写，稍后自动保存…</>;
    case "offline":
      return <>未保存 {unsent} 处：没有连上服务器，内容已保存在本机，连上后自动上传。</>;
    case "outdated":
      return (
        <>
          未保存 {unsent} 处：系统已经更新，本页是更新前打开的。内容已保存在本机，<a href="">刷新本页</a>后自动上传。
        </>
      );
    case "waiting":
      return (
        <>
          未保存 {unsent} 处：{message}内容已保存在本机，将自动重试。
        </>
      );
    case "signedOut":
      return (
        <>
          未保存 {unsent} 处：登录已过期，或已换人登录。内容已保存在本机，
          <a href="/sign-in" target="_blank" rel="noreferrer">
            在新窗口用本人账号登录
          </a>
          后回到本页，会自动继续保存。
        </>
      );
    case "idle":
      if (undecided > 0) return <>另有 {undecided} 处未保存，请在下方处理。</>;
      if (elsewhere > 0) return <>另有 {elsewhere} 处在本机其他窗口中，尚未保存。</>;
      return <>已全部保存{savedAt && ` ${formatDateTime(savedAt).slice(-5)}`}</>;
  }
}
