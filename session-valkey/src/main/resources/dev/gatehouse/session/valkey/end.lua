-- Ends those of some sessions whose epoch is below the given one, or cannot be read.
-- KEYS: subject, sessions. ARGV: epoch, subject.
-- Answers for each record that it removed the fields from createdAt to the absolute limit, or nothing readable.
local removed, keys, members, lower = {}, {}, {}, {}
for i, record in ipairs(redis.call('MGET', unpack(KEYS, 2))) do
  local key, epoch, subject, times = KEYS[i + 1], nil, nil, nil
  if record then
    epoch, subject, times = record:match('^%d+|%w+|%w+|(%w+)|([^|]+)|(%w+|%w+|[^|]+|[^|]*)|')
  end
  -- Most of a subject's sessions have the same few epochs.
  if epoch and lower[epoch] == nil then
    lower[epoch] = above(ARGV[1], epoch)
  end
  if record and (not epoch or subject == ARGV[2] and lower[epoch]) then
    removed[#removed + 1] = times or ''
    keys[#keys + 1] = key
    members[#members + 1] = key:sub(-22)
  elseif subject ~= ARGV[2] then
    members[#members + 1] = key:sub(-22)
  end
end
if #keys > 0 then
  redis.call('DEL', unpack(keys))
end
if #members > 0 then
  redis.call('ZREM', KEYS[1], unpack(members))
end
return removed
