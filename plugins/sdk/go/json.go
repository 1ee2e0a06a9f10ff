package plugin

import (
	"strconv"
	"unicode/utf8"
)

// JSONKind tells what a value of JSON is.
type JSONKind uint8

const (
	Null JSONKind = iota
	Bool
	Number
	Text
	List
	Object
)

// JSON is a value of JSON, for what is small: configurations, tables, DDLs. What is asked for and not there is nil or empty;
// every method may be called on nil. (The standard library's reader would double the module's size.)
type JSON struct {
	Kind JSONKind
	// A text, or a number or Bool as it is written.
	Text string
	// Names of an object.
	Names []string
	// Values of an object, in the order of Names, or of a list.
	Values []*JSON
}

// Get is the field of an object; nil when it is not there.
func (j *JSON) Get(name string) *JSON {
	if j == nil {
		return nil
	}
	for i, field := range j.Names {
		if field == name {
			return j.Values[i]
		}
	}
	return nil
}

// TextOf is a field that is a text.
func (j *JSON) TextOf(name string) string {
	if field := j.Get(name); field != nil && field.Kind == Text {
		return field.Text
	}
	return ""
}

// IsTrue tells whether a field is true.
func (j *JSON) IsTrue(name string) bool {
	field := j.Get(name)
	return field != nil && field.Kind == Bool && field.Text == "true"
}

// NumberOf is a field that is a number.
func (j *JSON) NumberOf(name string) float64 {
	if field := j.Get(name); field != nil && field.Kind == Number {
		number, _ := strconv.ParseFloat(field.Text, 64)
		return number
	}
	return 0
}

// Uint64Of is a field of decimal digits, as ts and table ids are.
func (j *JSON) Uint64Of(name string) uint64 {
	number, _ := strconv.ParseUint(j.TextOf(name), 10, 64)
	return number
}

// ListOf is a field that is a list.
func (j *JSON) ListOf(name string) []*JSON {
	if field := j.Get(name); field != nil && field.Kind == List {
		return field.Values
	}
	return nil
}

// More brackets within each other than this are somebody's mistake.
const maxDepth = 64

// ParseJSON reads a value; nil when the bytes are no JSON.
func ParseJSON(text []byte) *JSON {
	if !utf8.Valid(text) {
		return nil
	}
	r := reader{text: text}
	value := r.value(0)
	if r.failed || r.peek() != 0 {
		return nil
	}
	return value
}

// AppendQuoted adds text as a JSON string.
func AppendQuoted(out []byte, text string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for i := range len(text) {
		switch one := text[i]; {
		case one == '"' || one == '\\':
			out = append(out, '\\', one)
		case one < 0x20:
			out = append(out, '\\', 'u', '0', '0', hex[one>>4], hex[one&15])
		default:
			out = append(out, one)
		}
	}
	return append(out, '"')
}

// Quote is text as a JSON string.
func Quote(text string) string { return string(AppendQuoted(nil, text)) }

type reader struct {
	text   []byte
	at     int
	failed bool
}

func (r *reader) fail() {
	r.failed = true
	r.at = len(r.text)
}

// The next byte that is not space; 0 at the end.
func (r *reader) peek() byte {
	for ; r.at < len(r.text); r.at++ {
		switch r.text[r.at] {
		case ' ', '\n', '\r', '\t':
		default:
			return r.text[r.at]
		}
	}
	return 0
}

func (r *reader) accept(byte byte) bool {
	if r.peek() != byte {
		return false
	}
	r.at++
	return true
}

func (r *reader) expect(byte byte) {
	if !r.accept(byte) {
		r.fail()
	}
}

func (r *reader) value(depth int) *JSON {
	first := r.peek()
	switch {
	case depth > maxDepth:
		r.fail()
	case first == '"':
		return &JSON{Kind: Text, Text: r.string()}
	case first == '{':
		return r.object(depth)
	case first == '[':
		return r.list(depth)
	}
	return r.scalar()
}

func (r *reader) object(depth int) *JSON {
	object := &JSON{Kind: Object}
	r.at++
	if r.accept('}') {
		return object
	}
	for {
		r.peek()
		object.Names = append(object.Names, r.string())
		r.expect(':')
		object.Values = append(object.Values, r.value(depth+1))
		if r.failed || !r.accept(',') {
			break
		}
	}
	r.expect('}')
	return object
}

func (r *reader) list(depth int) *JSON {
	list := &JSON{Kind: List}
	r.at++
	if r.accept(']') {
		return list
	}
	for {
		list.Values = append(list.Values, r.value(depth+1))
		if r.failed || !r.accept(',') {
			break
		}
	}
	r.expect(']')
	return list
}

func (r *reader) scalar() *JSON {
	from := r.at
	for r.at < len(r.text) && r.text[r.at] > ' ' && r.text[r.at] != ',' && r.text[r.at] != '}' && r.text[r.at] != ']' {
		r.at++
	}
	text := string(r.text[from:r.at])
	switch {
	case text == "null":
		return &JSON{Kind: Null}
	case text == "true" || text == "false":
		return &JSON{Kind: Bool, Text: text}
	case text == "" || (text[0] != '-' && (text[0] < '0' || text[0] > '9')):
		r.fail()
	}
	return &JSON{Kind: Number, Text: text}
}

func (r *reader) string() string {
	r.expect('"')
	var out []byte
	for r.at < len(r.text) {
		one := r.text[r.at]
		r.at++
		if one == '"' {
			return string(out)
		}
		if one != '\\' {
			out = append(out, one)
			continue
		}
		if r.at == len(r.text) {
			break
		}
		kind := r.text[r.at]
		r.at++
		switch kind {
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'u':
			out = utf8.AppendRune(out, r.rune())
		case '"', '\\', '/':
			out = append(out, kind)
		default:
			r.fail()
		}
	}
	r.fail()
	return ""
}

func (r *reader) hex4() rune {
	if r.at+4 > len(r.text) {
		r.fail()
		return 0
	}
	number, err := strconv.ParseUint(string(r.text[r.at:r.at+4]), 16, 16)
	r.at += 4
	if err != nil {
		r.fail()
	}
	return rune(number)
}

// AppendRune writes U+FFFD for half a pair: UTF-8 has no place for it.
func (r *reader) rune() rune {
	high := r.hex4()
	if high < 0xd800 || high >= 0xdc00 || r.at+6 > len(r.text) || r.text[r.at] != '\\' || r.text[r.at+1] != 'u' {
		return high
	}
	back := r.at
	r.at += 2
	if low := r.hex4(); low >= 0xdc00 && low < 0xe000 {
		return 0x10000 + (high-0xd800)<<10 + low - 0xdc00
	}
	if !r.failed {
		r.at = back
	}
	return high
}
