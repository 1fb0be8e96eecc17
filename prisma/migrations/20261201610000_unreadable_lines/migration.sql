-- Inputs that are no amount are few, and every total asks for them.
CREATE INDEX budget_line_unreadable ON budget_line (district_id, version_id) WHERE raw_input IS NOT NULL;
