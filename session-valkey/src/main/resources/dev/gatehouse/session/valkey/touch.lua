-- Replaces a record by another if it is still what the caller has read. Never inserts.
-- KEYS: session, subject. ARGV: the record as read, the record to be, milliseconds to keep, member, end of life.
-- Answers the record that is there now, or nothing.
local present = redis.call('GET', KEYS[1])
if present ~= ARGV[1] then
  return present
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3], 'XX')
redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[3]) then
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return ARGV[2]
