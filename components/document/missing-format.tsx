import { MessagePage } from "@/components/ui/message-page";

/** Stands where the report of a year would whose format has left the installation; `sentence` names year and format. */
export function MissingFormat({ sentence }: { sentence: string }) {
  return <MessagePage title="现在不能打开这份决算">{sentence}</MessagePage>;
}
