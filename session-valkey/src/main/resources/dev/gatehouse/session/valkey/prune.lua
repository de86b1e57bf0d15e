-- Removes those of some sessions whose end of life has come, from the index and what is left of them.
-- KEYS: subject, sessions. ARGV: now. Answers how many records it removed.
local removed = 0
for i = 2, #KEYS do
  local member = KEYS[i]:sub(-22)
  local score = redis.call('ZSCORE', KEYS[1], member)
  if score and tonumber(score) <= tonumber(ARGV[1]) then
    removed = removed + redis.call('DEL', KEYS[i])
    redis.call('ZREM', KEYS[1], member)
  end
end
return removed
