-- Ends a session, whatever its record says by now.
-- KEYS: session, subject. ARGV: member. Answers the record that it removed, or nothing.
local present = redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[1])
return present
