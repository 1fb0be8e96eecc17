// npm run cli -- import FILE | export --unit CODE --year 2021 --format package|json|csv|xlsx|docx|pdf | check FILE
// [--text FILE] [--district CODE] | files | verify [FILE|FOLDER|URL] | key show|rotate|replace | backup FILE | restore FILE
// | reset-second-factor USERNAME
import { answer } from "@/lib/cli/answer";

const code = await answer(process.argv.slice(2));
// The schema engine leaves a timer of ten seconds behind; nobody waits for it. What was written is out first.
process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
