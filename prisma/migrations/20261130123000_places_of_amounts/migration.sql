-- AlterTable
ALTER TABLE "search_amount" DROP CONSTRAINT "search_amount_pkey",
ADD CONSTRAINT "search_amount_pkey" PRIMARY KEY ("fen", "report_id", "place");
