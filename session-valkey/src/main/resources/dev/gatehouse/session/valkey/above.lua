-- Whether a number is above another; both as records write them, without leading zeros.
-- Byte by byte, since the order of texts in Lua depends on the server's locale.
local function above(a, b)
  if #a ~= #b then
    return #a > #b
  end
  for i = 1, #a do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then
      return x > y
    end
  end
  return false
end
