-- Closing an account ends the spans in which its person is away or stands in; whose account it was is kept.
ALTER TABLE "deputyship" ADD COLUMN "ended_with" UUID;
ALTER TABLE deputyship ADD CONSTRAINT deputyship_ends_with_a_party
  CHECK (ended_with IS NULL OR (ended_at IS NOT NULL AND ended_with IN (absent_id, deputy_id)));

-- Spans of accounts that are closed already, as far as they were not over by then: by whom the account was closed.
UPDATE deputyship d SET ended_at = greatest(c.disabled_at, d.named_at), ended_by = c.closed_by, ended_with = c.id
FROM (
  SELECT DISTINCT ON (s.district_id, s.id) s.district_id, s.id AS span, u.id, u.disabled_at,
    coalesce((SELECT e.actor_id FROM audit_event e WHERE e.district_id = s.district_id AND e.action = 'user.disabled'
      AND e.subject_id = u.id::text ORDER BY e.at DESC LIMIT 1), s.named_by) AS closed_by
  FROM deputyship s JOIN app_user u ON u.district_id = s.district_id AND u.id IN (s.absent_id, s.deputy_id)
  WHERE s.ended_at IS NULL AND u.disabled_at IS NOT NULL AND s.to_day >= (u.disabled_at AT TIME ZONE 'Asia/Shanghai')::date
  ORDER BY s.district_id, s.id, u.disabled_at
) c WHERE d.district_id = c.district_id AND d.id = c.span;
