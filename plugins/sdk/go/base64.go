package plugin

import "strings"

// (The standard library's reaches for reflection, which is a sixth of a module.)
const digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// ToBase64 is bytes as row JSON and the state of a plugin have them.
func ToBase64(bytes []byte) string {
	text := make([]byte, 0, (len(bytes)+2)/3*4)
	for ; len(bytes) > 0; bytes = bytes[min(3, len(bytes)):] {
		var part [3]byte
		count := copy(part[:], bytes)
		word := uint32(part[0])<<16 | uint32(part[1])<<8 | uint32(part[2])
		for i := range 4 {
			if i > count {
				text = append(text, '=')
			} else {
				text = append(text, digits64[word>>(18-6*i)&63])
			}
		}
	}
	return string(text)
}

// FromBase64 answers whether the text is base64, too.
func FromBase64(text string) ([]byte, bool) {
	text = strings.TrimRight(text, "=")
	if len(text)&3 == 1 {
		return nil, false
	}
	bytes := make([]byte, 0, len(text)*3/4)
	word, bits := uint32(0), 0
	for i := range len(text) {
		digit := strings.IndexByte(digits64, text[i])
		if digit < 0 {
			return nil, false
		}
		word = word<<6 | uint32(digit)
		if bits += 6; bits >= 8 {
			bits -= 8
			bytes = append(bytes, byte(word>>bits))
		}
	}
	return bytes, true
}
