//go:build wasip1

package plugin

import "unsafe"

//go:wasmimport wapc __guest_request
func guestRequest(operation, payload unsafe.Pointer)

//go:wasmimport wapc __guest_response
func guestResponse(at unsafe.Pointer, length uint32)

//go:wasmimport wapc __host_call
func rawHostCall(binding, namespace, operation string, payload unsafe.Pointer, length uint32) int32

//go:wasmimport wapc __host_response_len
func hostResponseLength() uint32

//go:wasmimport wapc __host_response
func hostResponse(at unsafe.Pointer)

//go:wasmimport wapc __host_error_len
func hostErrorLength() uint32

//go:wasmimport wapc __host_error
func hostError(at unsafe.Pointer)

// The request of a call; its memory is used again for the next one.
var request []byte

//go:wasmexport __guest_call
func guestCall(operationLength, payloadLength uint32) int32 {
	defer tellPanic()
	needed := int(operationLength + payloadLength)
	if len(request) < needed+1 {
		request = make([]byte, needed+needed/2+1)
	}
	guestRequest(unsafe.Pointer(&request[0]), unsafe.Pointer(&request[operationLength]))
	answer := answerTo(string(request[:operationLength]), request[operationLength:needed])
	guestResponse(unsafe.Pointer(unsafe.SliceData(answer)), uint32(len(answer)))
	return 1
}

// HostError is what the host says of a call that it refuses or that failed.
type HostError string

func (e HostError) Error() string { return string(e) }

func hostCall(binding, namespace, operation string, payload []byte) ([]byte, error) {
	ok := rawHostCall(binding, namespace, operation, unsafe.Pointer(unsafe.SliceData(payload)), uint32(len(payload)))
	if ok == 1 {
		answer := make([]byte, hostResponseLength()+1)
		hostResponse(unsafe.Pointer(&answer[0]))
		return answer[:len(answer)-1], nil
	}
	text := make([]byte, hostErrorLength()+1)
	hostError(unsafe.Pointer(&text[0]))
	return nil, HostError(text[:len(text)-1])
}
