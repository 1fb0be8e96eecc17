import { z } from "zod";
import { withInstallation } from "@/lib/cli/installation";
import { isPassphraseSource, passphraseForNew, passphraseHint } from "@/lib/cli/passphrase";
import { backUp } from "@/lib/features/backups/mutations";
import { refuseUnlessWritable } from "@/lib/platform/backup/whole-file";

export const backupSchema = z.object({ passphrase: z.string().refine(isPassphraseSource, passphraseHint).optional() });

/** Backs this installation up to a new file, as its database is: an upgrade has not to have come first. */
export async function backup(file: string, options: z.infer<typeof backupSchema>): Promise<number> {
  await refuseUnlessWritable(file);
  const passphrase = await passphraseForNew(options.passphrase);
  return withInstallation(
    async ({ ownerUrl }) => {
      const { bytes, rows } = await backUp({ url: ownerUrl, file, passphrase, askedBy: "command" });
      console.log(
        `已备份到“${file}”：${rows} 行，${(bytes / 1_000_000).toFixed(1)} MB，${passphrase === null ? "没有加密（内有口令的散列和签名密钥，请妥善保管）" : "已加密（没有口令不能恢复）"}。`,
      );
      return 0;
    },
    { isMigrated: false },
  );
}
