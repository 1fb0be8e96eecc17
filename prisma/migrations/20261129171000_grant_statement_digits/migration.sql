-- What one in the last digit of a statement's amounts is worth, in yuan; 0: they are exact. Statements that were loaded before count as exact.
ALTER TABLE "grant_statement" ADD COLUMN "last_digit" DECIMAL(18,2) NOT NULL DEFAULT 0;
