-- Raises the epoch that is remembered for a subject, which never falls.
-- KEYS: subject. ARGV: epoch, milliseconds to remember it. Answers how many members the subject has.
local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
local known = first and #first < 22
if above(ARGV[1], known and first or '0') then
  redis.call('ZADD', KEYS[1], -1, ARGV[1])
  if known then
    redis.call('ZREM', KEYS[1], first)
  end
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return redis.call('ZCARD', KEYS[1])
