-- Ends those of some sessions whose epoch is below the given one, or cannot be read, and goes on with the walk.
-- KEYS: subject, sessions.
-- ARGV: epoch, subject, cursor of the next page ('' for none), its size, members of the sessions.
-- Answers {records that it removed, the next page as ZSCAN gives it, or nothing}.
local removed, keys, members = {}, {}, {}
if #KEYS > 1 then
  for i, record in ipairs(redis.call('MGET', unpack(KEYS, 2))) do
    local epoch, subject
    if record then
      epoch, subject = record:match('^%d+|%w+|%w+|(%w+)|([^|]+)|')
    end
    if record and (not epoch or subject == ARGV[2] and above(ARGV[1], epoch)) then
      removed[#removed + 1] = record
      keys[#keys + 1] = KEYS[i + 1]
      members[#members + 1] = ARGV[i + 4]
    elseif subject ~= ARGV[2] then
      members[#members + 1] = ARGV[i + 4]
    end
  end
  if #keys > 0 then
    redis.call('DEL', unpack(keys))
  end
  if #members > 0 then
    redis.call('ZREM', KEYS[1], unpack(members))
  end
end
if ARGV[3] == '' then
  return {removed}
end
return {removed, redis.call('ZSCAN', KEYS[1], ARGV[3], 'COUNT', ARGV[4])}
