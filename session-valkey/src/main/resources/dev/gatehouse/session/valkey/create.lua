-- Inserts a session, unless its id is taken or its subject has a higher epoch.
-- KEYS: session, subject, subject of the record that is replaced.
-- ARGV: record, epoch, member, end of life, milliseconds to keep, what ended before this is dead, record to replace.
-- Answers {'refused'}, {'taken', the record that is there}, or {'created', members that are dead}.
local first = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
if first and #first < 22 and above(first, ARGV[2]) then
  return {'refused'}
end
local present = redis.call('GET', KEYS[1])
if present and present ~= ARGV[7] then
  return {'taken', present}
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[5])
if KEYS[3] ~= KEYS[2] then
  redis.call('ZREM', KEYS[3], ARGV[3])
end
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[3])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[5]) then
  redis.call('PEXPIRE', KEYS[2], ARGV[5])
end
return {'created', unpack(redis.call('ZRANGEBYSCORE', KEYS[2], 0, ARGV[6], 'LIMIT', 0, 100))}
