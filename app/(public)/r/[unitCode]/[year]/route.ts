import { answerReport } from "@/site/answer-report";

/** The page of a report, made when the front asks for it (site/front). */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ unitCode: string; year: string }> },
): Promise<Response> {
  return answerReport(await params);
}
