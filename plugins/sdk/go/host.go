//go:build wasip1

package plugin

import (
	"strconv"
	"strings"
)

// The host's bindings. Each must be asked for in the manifest's capabilities; an error is the host's text.

func framed(text string, rest []byte) []byte {
	request := make([]byte, 4, 4+len(text)+len(rest))
	put32(request, 0, uint32(len(text)))
	return append(append(request, text...), rest...)
}

func decimal(answer []byte, err error) (uint64, error) {
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(string(answer), 10, 64)
}

func failure(_ []byte, err error) error { return err }

// Log writes a line to the host's log; level is debug, info, warn or error.
func Log(level, text string) { _, _ = hostCall("log", "", level, []byte(text)) }

// MetricsAdd adds to a counter of the plugin.
func MetricsAdd(name string, value float64) error {
	return failure(hostCall("metrics", name, "add", strconv.AppendFloat(nil, value, 'g', -1, 64)))
}

// MetricsSet sets a gauge of the plugin.
func MetricsSet(name string, value float64) error {
	return failure(hostCall("metrics", name, "set", strconv.AppendFloat(nil, value, 'g', -1, 64)))
}

// ClockNowMs is milliseconds since 1970.
func ClockNowMs() (uint64, error) { return decimal(hostCall("clock", "", "now", nil)) }

// ClockMonotonicNs is nanoseconds that only grow, from no particular moment.
func ClockMonotonicNs() (uint64, error) { return decimal(hostCall("clock", "", "monotonic", nil)) }

// KVGet is nil when there is no value. What was put is durable after KVFlush.
func KVGet(key string) ([]byte, error) {
	answer, err := hostCall("kv", "", "get", framed(key, nil))
	if err != nil || len(answer) == 0 || answer[0] != 1 {
		return nil, err
	}
	return answer[1:], nil
}

func KVPut(key string, value []byte) error {
	return failure(hostCall("kv", "", "put", framed(key, value)))
}

func KVDelete(key string) error { return failure(hostCall("kv", "", "delete", framed(key, nil))) }

// KVList is the keys that begin with prefix.
func KVList(prefix string) ([]string, error) {
	answer, err := hostCall("kv", "", "list", framed(prefix, nil))
	var keys []string
	for len(answer) >= 4 && int(load32(answer, 0)) <= len(answer)-4 {
		length := int(load32(answer, 0))
		keys = append(keys, string(answer[4:4+length]))
		answer = answer[4+length:]
	}
	return keys, err
}

func KVFlush() error { return failure(hostCall("kv", "", "flush", nil)) }

// FSCreate makes a file in a granted folder; it fails when the file is there.
func FSCreate(folder, path string, bytes []byte) error {
	return failure(hostCall("fs", folder, "create", framed(path, bytes)))
}

// FSAppend adds to a file, making it and its folders; all of the bytes or none.
func FSAppend(folder, path string, bytes []byte) error {
	return failure(hostCall("fs", folder, "append", framed(path, bytes)))
}

// FSFlush brings a file to the disk.
func FSFlush(folder, path string) error {
	return failure(hostCall("fs", folder, "flush", framed(path, nil)))
}

func FSSize(folder, path string) (uint64, error) {
	return decimal(hostCall("fs", folder, "size", framed(path, nil)))
}

func FSTruncate(folder, path string, size uint64) error {
	rest := make([]byte, 8)
	put64(rest, 0, size)
	return failure(hostCall("fs", folder, "truncate", framed(path, rest)))
}

// FSRead is bytes of a file from offset, at most length of them.
func FSRead(folder, path string, offset uint64, length uint32) ([]byte, error) {
	rest := make([]byte, 12)
	put64(rest, 0, offset)
	put32(rest, 8, length)
	return hostCall("fs", folder, "read", framed(path, rest))
}

// FSList is the names in a folder.
func FSList(folder, path string) ([]string, error) {
	answer, err := hostCall("fs", folder, "list", framed(path, nil))
	if err != nil || len(answer) == 0 {
		return nil, err
	}
	return strings.Split(string(answer), "/"), nil
}

// Response is what a server answered.
type Response struct {
	Status  int
	Headers *JSON
	Body    []byte
}

// HTTP sends a request to a host that the user allows; headers are names and values by turns.
func HTTP(method, url string, headers []string, body []byte, timeoutMs int) (*Response, error) {
	head := AppendQuoted([]byte(`{"url":`), url)
	head = append(head, `,"headers":{`...)
	for i := 0; i+1 < len(headers); i += 2 {
		if i > 0 {
			head = append(head, ',')
		}
		head = AppendQuoted(append(AppendQuoted(head, headers[i]), ':'), headers[i+1])
	}
	head = append(strconv.AppendInt(append(head, `},"timeoutMs":`...), int64(timeoutMs), 10), '}')
	answer, err := hostCall("http", "", method, framed(string(head), body))
	if err != nil {
		return nil, err
	}
	if len(answer) < 4 || int(load32(answer, 0)) > len(answer)-4 {
		return nil, HostError("the host's answer is no response")
	}
	end := 4 + int(load32(answer, 0))
	json := ParseJSON(answer[4:end])
	return &Response{Status: int(json.NumberOf("status")), Headers: json.Get("headers"), Body: answer[end:]}, nil
}

// SchemaTable is what is known of a table, in the words of sink_add_table.
func SchemaTable(db, table string) (*JSON, error) {
	request := AppendQuoted(append(AppendQuoted([]byte(`{"db":`), db), `,"table":`...), table)
	answer, err := hostCall("schema", "", "table", append(request, '}'))
	return ParseJSON(answer), err
}

// Secret is a granted secret.
func Secret(name string) (string, error) {
	answer, err := hostCall("secret", name, "get", nil)
	return string(answer), err
}
