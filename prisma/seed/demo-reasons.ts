// What the demo's accountants type where the narrative asks for a reason or a purpose.
import { textSlots } from "@/lib/domain/words/facts";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveTexts, type ReportActor } from "@/lib/features/versions/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";

type Direction = "rise" | "fall";

const purposes: Readonly<Record<string, string>> = {
  [textSlots.vehicleOperationPurpose]: "公务用车的燃料、维修、保险和过路过桥等支出",
  [textSlots.officialReceptionPurpose]: "上级检查指导和同行业务交流的公务接待",
};

/** By what the slot explains; the first pattern that fits. Several texts stand for several units. */
const reasons: readonly { slot: RegExp; rise: readonly string[]; fall: readonly string[] }[] = [
  {
    slot: /basicExpenditure/,
    rise: ["人员正常晋级调资，社会保险缴费基数调整", "本年新招录工作人员，工资和社会保险缴费相应增加"],
    fall: ["部分人员退休，工资福利支出相应减少", "压减日常公用经费"],
  },
  {
    slot: /projectExpenditure/,
    rise: ["本年新增专项工作，按进度安排了经费", "上年结转项目本年实施并结算"],
    fall: ["部分项目上年已经完工，本年不再安排", "按照过紧日子要求压减一般性项目"],
  },
  {
    slot: /threePublic|overseasTravel|vehicles|officialReception/,
    rise: ["公务活动较预期增多，费用按规定标准列支"],
    fall: ["严格执行中央八项规定精神，从严控制“三公”经费", "厉行节约，压减公务接待和用车支出"],
  },
  {
    slot: /agencyOperatingCost/,
    rise: ["水电、物业等机关运行开支增加"],
    fall: ["落实过紧日子要求，压减办公费、印刷费等日常开支"],
  },
  {
    slot: /item\.208|item\.210|item\.221/,
    rise: ["缴费基数年中调整，执行中追加了预算", "人员增加，单位缴费部分相应增加"],
    fall: ["人员退休和调出，单位缴费部分减少", "缴费基数低于编制预算时的测算"],
  },
  {
    slot: /item\./,
    rise: ["执行中按程序追加了专项工作经费", "年中下达的上级补助资金在本科目列支"],
    fall: ["部分采购项目招标节约了资金", "个别项目受前期手续影响，当年支付进度低于预期"],
  },
  {
    slot: /[iI]ncome|[sS]ubsid|[rR]emittance|operating/,
    rise: ["财政拨款随人员和项目增加", "业务量增加，按规定收取的款项相应增加"],
    fall: ["项目完工后财政拨款相应减少", "业务量减少，相应收入减少"],
  },
  {
    slot: /./,
    rise: ["人员调资和专项工作增加", "本年承担的重点工作增多，经费相应增加"],
    fall: ["压减一般性支出，部分项目已经完成", "人员减少，项目支出按计划收缩"],
  },
];

/** Types every text that the document still waits for. `unitCode` picks among the possible ones, always the same. */
export async function writeReasons(actor: ReportActor, context: VersionContext, unitCode: string): Promise<void> {
  const content = (await readContent(context.districtId, context.versionId))!;
  const { missingTexts } = evaluate(content, modelOf(content, await readCatalogues(context.catalogueId)));
  const edits = missingTexts.flatMap((slot) => {
    const text = purposes[slot] ?? reasonFor(slot, unitCode);
    return text === undefined
      ? []
      : [{ slot, text, baseRevision: content.texts.find((each) => each.slot === slot)?.revision ?? 0 }];
  });
  if (edits.length === 0) return;
  const { results } = await saveTexts(actor, context, { how: "typed", edits });
  for (const result of results) if (!result.ok) throw new Error(result.message);
}

function reasonFor(slot: string, unitCode: string): string | undefined {
  const direction = /^reason\..*\.(rise|fall)$/.exec(slot)?.[1] as Direction | undefined;
  if (!direction) return undefined;
  const texts = reasons.find((each) => each.slot.test(slot))![direction];
  const pick = [...`${unitCode}${slot}`].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return texts[pick % texts.length];
}
