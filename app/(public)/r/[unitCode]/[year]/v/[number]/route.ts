import { answerReport } from "@/site/answer-report";

/** The permanent address of one version. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ unitCode: string; year: string; number: string }> },
): Promise<Response> {
  return answerReport(await params);
}
