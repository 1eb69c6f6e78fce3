-- What wrk asks, and what it prints at the end: one line of JSON.
-- Each request is another visitor's: an edge that trusts this machine limits each address by itself, and none is limited.

local requests = {}
local next_request = 0
local last_request = 0
local threads = 0

function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

-- args: the path, Accept-Encoding, how many visitors. All requests are made beforehand: making one costs more than sending it.
function init(args)
  local visitors = tonumber(args[3])
  for visitor = 0, visitors - 1 do
    local address = string.format("10.%d.%d.%d", visitor / 65536, visitor / 256 % 256, visitor % 256)
    requests[visitor] = wrk.format("GET", args[1], {
      ["Host"] = wrk.host,
      ["Accept-Encoding"] = args[2],
      ["X-Forwarded-For"] = address,
    })
  end
  -- Each thread walks the ring from another place.
  next_request = math.floor(visitors / 7 * thread_number)
  last_request = visitors - 1
end

function request()
  next_request = next_request < last_request and next_request + 1 or 0
  return requests[next_request]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"bytes":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"maxUs":%d,' ..
    '"statusErrors":%d,"socketErrors":%d}\n',
    summary.requests, summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout
  ))
end
