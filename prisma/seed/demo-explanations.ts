// What the demo's accountants answer to the checks that ask (核实说明), before they submit.
import type { ReportActor } from "@/lib/features/versions/mutations";
import { explainFinding, judgeExplanation, runChecks } from "@/lib/features/checks/mutations";
import { unexplained } from "@/lib/domain/report/explanations";
import { readContent } from "@/lib/features/versions/data";

const answers: Readonly<Record<string, string>> = {
  "L-43": "该补贴按预算批复作为项目申报绩效目标，决算按科目列入基本支出，已与区财政局核对。",
  "L-48": "该定性指标按问卷结果在档内评分，问卷和评分记录已留存。",
  "L-52": "指标值按项目可能发生的最高成本设定，实际支出没有超过项目预算。",
  "L-53": "评价报告按规定公开综合得分，各指标得分见评价工作底稿。",
  "V-10": "年度执行中按区政府批准追加（调减）预算，批复文件已随决算留存。",
  "V-11": "本年项目安排与上年不同，已与预算批复核对。",
  "V-13": "车辆使用年限较长，维修和保险费用较高，已与台账核对。",
  "V-15": "本年公务活动较上年增加，仍在年初预算之内。",
  "V-16": "“其他”中为零星支出，已核对明细账，没有应列其他款级科目的支出。",
  "V-18": "结转资金为跨年度项目款，下年度按合同支付。",
  "V-21": "其他收入为上级部门拨入的专项工作经费，已与银行账核对。",
  "V-24": "该款支出按预算批复的科目列支，没有更细的适用科目。",
  "V-33": "绩效目标全部完成，完成情况按目标逐项写明。",
  "V-34": "人员配备不属于本项目资金解决的范围，报告中未列建议。",
  "L-64": "项目由主管部门统一组织评价，本单位没有单独填列的项目。",
  "L-67": "该款项的往来单位正在核对，核对后补填。",
  "V-44": "对方还没有填报，已与对方电话核对，金额一致。",
  "V-26": "该项支出由区财政统一预算，执行中下达本单位。",
};

/**
 * Answers every finding that asks for an explanation and has none. A question nobody foresaw is answered in general
 * terms.
 */
export async function explainFindings(districtId: string, personId: string, versionId: string): Promise<void> {
  const { findings } = await runChecks(districtId, versionId);
  const content = await readContent(districtId, versionId);
  if (!content) throw new Error(`version ${versionId} is missing`);
  for (const { ruleId, key, fingerprint } of unexplained(findings, content.explanations)) {
    const text = answers[ruleId] ?? "已与账簿和原始凭证核对，数据无误。";
    const outcome = await explainFinding(districtId, personId, { versionId, findingKey: key, fingerprint, text });
    if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  }
}

/** The reviewer accepts every explanation that nobody has judged, as is due before 批复. */
export async function acceptExplanations(districtId: string, reviewer: ReportActor, versionId: string): Promise<void> {
  const { unjudged } = await runChecks(districtId, versionId);
  const content = await readContent(districtId, versionId);
  for (const { findingKey, fingerprint, text } of content!.explanations.filter((each) =>
    unjudged.includes(each.findingKey),
  )) {
    const outcome = await judgeExplanation(districtId, reviewer, {
      versionId,
      findingKey,
      fingerprint,
      text,
      isAccepted: true,
      reason: "",
    });
    if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  }
}
