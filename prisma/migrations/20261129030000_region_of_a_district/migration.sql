-- A fiscal year takes the format of its district's region and year. Until now every district used the formats of 山东省 (37),
-- whichever province its code named; what it has opened and published so far goes on by them.
ALTER TABLE "district" ADD COLUMN "region_code" TEXT;
UPDATE district SET region_code = '37';
ALTER TABLE "district" ALTER COLUMN "region_code" SET NOT NULL;
