//go:build wasip1

package plugin

import (
	"runtime"
	"strings"
	"unicode/utf16"
	"unsafe"
)

//go:wasmimport env abort
func abort(message, file unsafe.Pointer, line, column uint32)

// To be deferred: ends the instance with what a panic says, where without this the host would see a bare trap. The stack
// goes to the log.
func tellPanic() {
	reason := recover()
	if reason == nil {
		return
	}
	text := "panic"
	switch reason := reason.(type) {
	case string:
		text = reason
	case error:
		text = reason.Error()
	}
	stack := make([]byte, 8192)
	print(string(stack[:runtime.Stack(stack, false)]))
	file, line := placeOfPanic()
	abort(hostString(text), hostString(file), uint32(line), 0)
}

// The innermost line that belongs neither to Go nor to this package.
func placeOfPanic() (string, int) {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, "runtime.") && !strings.HasPrefix(frame.Function, "tivalve.local/plugin.") {
			return frame.File, frame.Line
		}
		if !more {
			return "", 0
		}
	}
}

// A text as abort takes it: UTF-16, with a u32 in front that counts its bytes.
func hostString(text string) unsafe.Pointer {
	units := utf16.Encode([]rune(text))
	bytes := uint32(len(units) * 2)
	return unsafe.Pointer(&append([]uint16{uint16(bytes), uint16(bytes >> 16)}, append(units, 0)...)[2])
}
